//! What became of the request that starts the task, in words, with what can be done now.

use leptos::prelude::*;

use super::state::Mitigation;
use crate::aws::{CallError, ErrorKind};
use crate::domain::mitigation_submission::State;
use crate::explanation::explain;
use crate::ui::error_panel::ErrorPanel;
use crate::ui::notice::{Announce, Notice};
use crate::ui::status_indicator::Tone;

/// Shows nothing before the request is sent.
#[component]
pub(super) fn Outcome(
    /// How far the submission is.
    state: Memo<State>,
    /// Does what is on offer.
    proceed: Callback<()>,
) -> impl IntoView {
    let mitigation = expect_context::<Mitigation>();
    let about = move || {
        mitigation.review.with_untracked(|review| {
            let review = review.as_ref()?;
            Some((
                review.submission.plan.task_id.to_string(),
                review.region.to_string(),
                review.submission.doubt.clone(),
            ))
        })
    };
    let progress = move || match &*state.read() {
        State::Sending => "Starting the task …",
        State::Checking => "No clear answer came back. Asking AWS whether the task exists …",
        State::Started => "The task has started.",
        _ => "",
    };
    let failure = move || match (state.get(), about()) {
        (State::Refused(error), _) => Some(view! { <ErrorPanel error retry=proceed/> }.into_any()),
        (State::NotStarted, Some((task_id, region, doubt))) => Some(not_started(task_id, region, doubt, proceed)),
        (State::Unknown(error), Some((task_id, region, doubt))) => {
            Some(unknown(task_id, region, doubt.as_ref(), &error, proceed))
        }
        _ => None,
    };
    view! {
        <p role="status">{progress}</p>
        {failure}
    }
    .into_any()
}

fn not_started(task_id: String, region: String, doubt: Option<CallError>, proceed: Callback<()>) -> AnyView {
    let actions = move || button("Send again", proceed);
    view! {
        <Notice tone=Tone::Error heading="The task was not started." announce=Announce::AtOnce actions>
            <p>"AWS knows no task " <code>{task_id}</code> " in " {region} "."</p>
            {doubt.as_ref().map(why)}
            <p>"Sending again is safe: with the same task ID and client request token, no second task can start."</p>
        </Notice>
    }
    .into_any()
}

fn unknown(
    task_id: String,
    region: String,
    doubt: Option<&CallError>,
    check: &CallError,
    proceed: Callback<()>,
) -> AnyView {
    let actions = move || button("Check status", proceed);
    let heading = match doubt.map(CallError::kind) {
        Some(ErrorKind::NoAnswer) | None => "No answer from AWS. The task may have started.",
        Some(_) => "AWS gave no clear answer. The task may have started.",
    };
    let explanation = explain(check);
    view! {
        <Notice tone=Tone::Warning heading announce=Announce::AtOnce actions>
            <p>"Task ID: " <code>{task_id}</code> " in " {region}</p>
            <p>"Asking for it failed too. " {explanation.heading} ": " {explanation.what_happened} " " {explanation.what_to_do}</p>
            {explanation.permission.map(|permission| view! { <p>"Permission: " <code>{permission}</code></p> })}
        </Notice>
    }
    .into_any()
}

/// Why the first request may have come to nothing.
fn why(doubt: &CallError) -> AnyView {
    if doubt.kind() != ErrorKind::NoAnswer {
        return view! { <p>{explain(doubt).what_happened}</p> }.into_any();
    }
    view! {
        <p>
            "The request was lost on the way, or AWS refused it in a form that browsers hide, as it does when the role \
             may not start tasks. Permission: "
            <code>{doubt.facts.permission()}</code>
        </p>
    }
    .into_any()
}

fn button(label: &'static str, proceed: Callback<()>) -> AnyView {
    view! { <button type="button" class="button" on:click=move |_| proceed.run(())>{label}</button> }.into_any()
}
