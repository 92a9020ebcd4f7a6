//! What became of the request that starts the task, in words, with what can be done now.

use leptos::prelude::*;

use super::state::Mitigation;
use crate::aws::{CallError, ErrorKind};
use crate::domain::mitigation_submission::{State, Submission};
use crate::explanation::explain;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::notice::{Announce, Notice};
use crate::ui::permission::permission;
use crate::ui::status_indicator::Tone;
use crate::view::{View, focus_by_id, view};

/// The id of what holds the outcome.
const OUTCOME: &str = "outcome";

/// Shows nothing before the request is sent.
#[component]
pub(super) fn Outcome(
    /// How far the submission is.
    state: Memo<State>,
    /// Sends it, if it is confirmed.
    send: Callback<()>,
    /// Asks what became of it.
    check: Callback<()>,
    /// What is missing before it is sent.
    unconfirmed: Memo<Option<String>>,
) -> View {
    let mitigation = expect_context::<Mitigation>();
    // The button that is pressed goes away with its notice: the focus stays where the next outcome will be.
    let stay = move |then: Callback<()>| {
        Callback::new(move |()| {
            focus_by_id(OUTCOME.to_owned());
            then.run(());
        })
    };
    let (send, check) = (stay(send), stay(check));
    let submission = move || mitigation.review.with_untracked(|review| Some(review.as_ref()?.submission.clone()));
    let progress = move || match &*state.read() {
        State::Sending => "Starting the task …".to_owned(),
        State::Checking => "No clear answer came back. Asking AWS whether the task exists …".to_owned(),
        State::Started => "The task has started.".to_owned(),
        State::Refused(_) | State::NotFound => unconfirmed.get().unwrap_or_default(),
        _ => String::new(),
    };
    let failure = move || match (state.get(), submission()) {
        (State::Refused(error), _) => Some(view! { <p>"Nothing was started."</p><ErrorPanel error retry=send/> }),
        (State::NotFound, Some(submission)) => Some(not_found(submission, send, check)),
        (State::Unknown(error), Some(submission)) => Some(unknown(submission, &error, send, check)),
        _ => None,
    };
    view! {
        <div id=OUTCOME class="stack" tabindex="-1">
            <p role="status">{progress}</p>
            {failure}
        </div>
    }
}

fn not_found(submission: Submission, send: Callback<()>, check: Callback<()>) -> View {
    let actions = view! { {button("Send again", send)} {button("Check status", check)} };
    let heading = "AWS knows no such task yet (asked 4 times). It may still appear.";
    view! {
        <Notice tone=Tone::Error heading announce=Announce::AtOnce actions>
            <p>"Task ID: " <code>{submission.plan.task_id.to_string()}</code> " in " {submission.region.to_string()}</p>
            {submission.doubt.as_ref().map(why)}
            <p>"Sending again is safe: with the same task ID and client request token, no second task can start."</p>
        </Notice>
    }
}

fn unknown(submission: Submission, error: &CallError, send: Callback<()>, check: Callback<()>) -> View {
    let can_send = submission.can_send();
    let actions = view! { {button("Check status", check)} {can_send.then(|| button("Send again", send))} };
    let heading = match submission.doubt.as_ref().map(CallError::kind) {
        Some(ErrorKind::NoAnswer) | None => "No answer from AWS. The task may have started.",
        Some(_) => "AWS gave no clear answer. The task may have started.",
    };
    let explanation = explain(error);
    view! {
        <Notice tone=Tone::Warning heading announce=Announce::AtOnce actions>
            <p>"Task ID: " <code>{submission.plan.task_id.to_string()}</code> " in " {submission.region.to_string()}</p>
            <p>"Asking for it failed too. " {explanation.heading} ": " {explanation.what_happened} " " {explanation.what_to_do}</p>
            {permission(explanation.permission)}
            {can_send.then(|| view! {
                <p>"Sending again is safe: with the same task ID and client request token, no second task can start."</p>
            })}
        </Notice>
    }
}

/// Why what was sent may have come to nothing.
fn why(doubt: &CallError) -> View {
    if doubt.kind() != ErrorKind::NoAnswer {
        return view! { <p>{explain(doubt).what_happened}</p> };
    }
    view! {
        <p>
            "The request was lost on the way, or AWS refused it in a form that browsers hide, as it does when the role \
             may not start tasks."
        </p>
        {permission(doubt.facts.permission())}
    }
}

fn button(label: &'static str, press: Callback<()>) -> View {
    view! { <button type="button" class="button" on:click=move |_| press.run(())>{label}</button> }
}
