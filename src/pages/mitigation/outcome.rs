//! What became of the request that starts the task, in words.

use leptos::prelude::*;

use super::state::Mitigation;
use crate::aws::{CallError, ErrorKind};
use crate::domain::mitigation_submission::{State, Submission};
use crate::explanation::{Explanation, explain};
use crate::ui::error_panel::ErrorPanel;
use crate::ui::notice::{Announce, Notice};
use crate::ui::permission::permission;
use crate::ui::status_indicator::Tone;
use crate::view::{View, view};

/// The id of what holds the outcome.
pub(super) const OUTCOME: &str = "outcome";

/// That sending again cannot do harm.
const SAFE: &str = "Sending again is safe: with the same task ID and client request token, no second task can start.";

/// Shows nothing before the request is sent. What can be done about it, the buttons below say.
#[component]
pub(super) fn Outcome(
    /// How far the submission is.
    state: Memo<State>,
) -> View {
    let mitigation = expect_context::<Mitigation>();
    let submission = move || mitigation.review.with_untracked(|review| Some(review.as_ref()?.submission.clone()));
    let progress = move || match (&*state.read(), submission()) {
        (State::Sending, _) => "Starting the task …",
        (State::Checking, Some(submission)) if submission.came_to_nothing() => {
            "This request came to nothing. Asking AWS whether an earlier one started the task …"
        }
        (State::Checking, _) => "No clear answer came back. Asking AWS whether the task exists …",
        (State::Started, _) => "The task has started.",
        _ => "",
    };
    let failure = move || match (state.get(), submission()) {
        (State::Refused(error), _) => Some(view! { <p>"Nothing was started."</p><ErrorPanel error/> }),
        (State::NotFound, Some(submission)) => Some(not_found(&submission)),
        (State::Unknown(error), Some(submission)) => Some(unknown(&submission, &error)),
        _ => None,
    };
    view! {
        <div id=OUTCOME class="stack" tabindex="-1">
            <p role="status">{progress}</p>
            {failure}
        </div>
    }
}

fn not_found(submission: &Submission) -> View {
    let heading = match last_words(submission) {
        Some(last) => format!("{last}, and AWS knows no such task (asked 4 times)."),
        None => "AWS knows no such task yet (asked 4 times). It may still appear.".to_owned(),
    };
    view! {
        <Notice tone=Tone::Error heading announce=Announce::AtOnce>
            {task(submission)}
            {why(submission)}
            <p>{SAFE}</p>
        </Notice>
    }
}

fn unknown(submission: &Submission, error: &CallError) -> View {
    let last = last_words(submission);
    let why = last.is_some().then(|| why(submission));
    let heading = match (last, submission.doubt.as_ref().map(CallError::kind)) {
        (Some(last), _) => format!("{last}. The task may have started before."),
        (None, Some(ErrorKind::NoAnswer) | None) => "No answer from AWS. The task may have started.".to_owned(),
        (None, Some(_)) => "AWS gave no clear answer. The task may have started.".to_owned(),
    };
    let explanation = explain(error);
    view! {
        <Notice tone=Tone::Warning heading announce=Announce::AtOnce>
            {task(submission)}
            {why}
            <p>"Asking for it failed too. " {explanation.heading} ": " {explanation.what_happened} " " {explanation.what_to_do}</p>
            {permission(explanation.permission)}
            {submission.can_send().then(|| view! { <p>{SAFE}</p> })}
        </Notice>
    }
}

fn task(submission: &Submission) -> View {
    let (task_id, region) = (submission.plan.task_id.to_string(), submission.region.to_string());
    view! { <p>"Task ID: " <code>{task_id}</code> " in " {region}</p> }
}

/// That the last request came to nothing, where that is certain.
fn last_words(submission: &Submission) -> Option<String> {
    let last = submission.doubt.as_ref().filter(|_| submission.came_to_nothing());
    last.map(|error| explain(error).heading)
}

/// Why what was sent last has come to nothing, or may have.
fn why(submission: &Submission) -> Option<View> {
    let last = submission.doubt.as_ref()?;
    let Explanation { what_happened, what_to_do, permission: missing, detail, .. } = explain(last);
    Some(if submission.came_to_nothing() {
        view! {
            <p>{what_happened} " " {what_to_do}</p>
            {permission(missing)}
            {detail.map(|detail| view! { <p>"AWS says: "<q>{detail}</q></p> })}
            <p>"An earlier request had no clear answer: because of that one, the task may still appear."</p>
        }
    } else if last.kind() == ErrorKind::NoAnswer {
        view! {
            <p>
                "The request was lost on the way, or AWS refused it in a form that browsers hide, as it does when the \
                 role may not start tasks."
            </p>
            {permission(last.facts.permission())}
        }
    } else {
        view! { <p>{what_happened}</p> }
    })
}
