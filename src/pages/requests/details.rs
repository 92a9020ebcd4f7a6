//! What a call sent, and what came back each time.

use super::table::duration;
use crate::aws::Service;
use crate::aws::call_log::{Attempt, Body, Call, MAXIMUM_BODY, State};
use crate::aws::operation::Bodies;
use crate::domain::json_text::lay_out;
use crate::format;
use crate::ui::time::local_offset;
use crate::ui::{KeyValue, KeyValues};
use crate::view::{CollectView, IntoView, View, view};

/// Everything that is kept of `call`.
pub(super) fn details(call: &Call) -> View {
    let last = call.attempts.last();
    let request_id = last.and_then(|attempt| attempt.request_id.clone());
    let no_id = match call.facts.service {
        Service::Iot => "Hidden from browsers",
        _ => "None",
    };
    let query = if call.query.is_empty() { String::new() } else { format!("?{}", call.query) };
    let address = format!("{} {}{query}", call.facts.method.as_str(), call.path);
    // Most failures are those of the last attempt.
    let failure = match &call.state {
        State::Failed(problem) if last.and_then(|last| last.problem.as_ref()) != Some(problem) => {
            Some(problem.words.clone())
        }
        _ => None,
    };
    view! {
        <KeyValues>
            <KeyValue name="Began">{format::absolute(call.began, local_offset(call.began))}</KeyValue>
            <KeyValue name="Service">{call.facts.service.title()}</KeyValue>
            <KeyValue name="Request ID">
                {request_id.map_or_else(|| no_id.into_view(), |id| view! { <code>{id}</code> })}
            </KeyValue>
            {failure.map(|failure| view! { <KeyValue name="Failure">{failure}</KeyValue> })}
        </KeyValues>
        <h2>"Attempts"</h2>
        {attempts(call)}
        <h2>"Request"</h2>
        <pre dir="ltr">{address}</pre>
        {body("Request body", call, Some(&call.request))}
        <h2>"Reply"</h2>
        {body("Reply body", call, call.reply.as_ref())}
    }
}

fn attempts(call: &Call) -> View {
    if call.attempts.is_empty() {
        return view! { <p class="muted">"It was not sent."</p> };
    }
    view! { <ol>{call.attempts.iter().map(attempt).collect_view()}</ol> }
}

fn attempt(attempt: &Attempt) -> View {
    let sent = format!("Sent after {}", duration(attempt.sent));
    let came = match (&attempt.problem, attempt.status) {
        (Some(problem), _) => problem.words.clone(),
        (None, Some(status)) => format!("HTTP {status}"),
        (None, None) => "no answer yet".to_owned(),
    };
    let took = attempt.took.map(|took| format!("; {} later", duration(took)));
    view! { <li>{sent}{took}": "{came}</li> }
}

/// A body, or why there is none to see.
fn body(what: &'static str, call: &Call, body: Option<&Body>) -> View {
    let without = match body {
        None => "There is none.",
        Some(Body { size: 0, .. }) => "Without a body.",
        Some(Body { text: Some(text), is_cut, .. }) => {
            // Anything else than JSON stays as it came.
            let shown = if text.starts_with(['{', '[']) { lay_out(text) } else { text.clone() };
            let note = is_cut.then(|| format!("Only the first {} are kept.", format::size(MAXIMUM_BODY)));
            return view! {
                <pre dir="ltr" class="body" tabindex="0" role="group" aria-label=what>{shown}</pre>
                {note.map(|note| view! { <p class="muted">{note}</p> })}
            };
        }
        Some(_) if call.facts.bodies == Bodies::Secret => "Not kept: it may hold tokens or keys.",
        Some(_) => "Not kept but for the error in it, as above.",
    };
    view! { <p class="muted">{without}</p> }
}
