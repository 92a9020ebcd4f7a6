//! What the pages on detectors have in common: how members of Fraud Detector's replies look, and what is said when a
//! read that a page can do without has failed.

use leptos::prelude::*;

use crate::aws::fraud_detector::DetectorVersionStatus;
use crate::aws::{CallError, ErrorKind, Iso8601};
use crate::explanation::explain;
use crate::session::{SessionState, Who, use_session};
use crate::ui::{CopyButton, KeyValue, KeyValues, Notice, StatusIndicator, Time, Tone, permission};
use crate::view::{CollectView, IntoView, View, view};

/// Members of a reply by name.
pub(super) fn key_values(entries: Vec<(&'static str, View)>) -> View {
    let entries = entries.into_iter().map(|(name, value)| view! { <KeyValue name>{value}</KeyValue> }).collect_view();
    view! { <KeyValues>{entries}</KeyValues> }
}

/// A text that somebody wrote, in whatever direction it reads; says so where there is none.
pub(super) fn text(text: Option<&str>) -> View {
    match text {
        Some(text) if !text.is_empty() => view! { <bdi class="free-text">{text.to_owned()}</bdi> },
        _ => view! { <span class="muted">"Not stated"</span> },
    }
}

/// An ARN, which people take elsewhere. `what` names it for those who do not see what stands beside the button.
pub(super) fn arn(arn: Option<&str>, what: &'static str) -> View {
    let copy = arn.map(|arn| view! { " "<CopyButton text=arn.to_owned() what/> });
    view! { <span class="arn">{text(arn)}{copy}</span> }
}

/// A time as Fraud Detector sends it. A text that is no time is shown as it is.
pub(super) fn time(time: Option<&Iso8601>) -> View {
    match time.map(|time| (time, time.timestamp())) {
        Some((_, Some(at))) => view! { <Time at/> },
        Some((Iso8601(as_sent), None)) => text(Some(as_sent)),
        None => text(None),
    }
}

/// The state of a detector version.
pub(super) fn status(status: Option<&DetectorVersionStatus>) -> View {
    let (tone, word) = match status {
        Some(DetectorVersionStatus::Active) => (Tone::Success, "Active"),
        Some(DetectorVersionStatus::Draft) => (Tone::Pending, "Draft"),
        Some(DetectorVersionStatus::Inactive) => (Tone::Stopped, "Inactive"),
        Some(DetectorVersionStatus::Other(as_sent)) => (Tone::Info, as_sent.as_str()),
        None => return text(None),
    };
    view! { <StatusIndicator tone text=word/> }
}

/// Stands where a read that the page can do without would have shown something.
///
/// Where the role may not make it, trying again is of no use and nothing is wrong: a note names the permission.
#[component]
pub(super) fn CompanionNote(
    /// Why there is nothing to show.
    error: CallError,
    /// What the page does without it, in a sentence.
    instead: &'static str,
    /// Reads again.
    #[prop(into)]
    retry: Callback<()>,
) -> View {
    let explanation = explain(&error);
    let is_denied = error.kind() == ErrorKind::AccessDenied;
    let (tone, cause) = if is_denied { (Tone::Info, None) } else { (Tone::Warning, Some(explanation.what_happened)) };
    let retry = view! { <button type="button" class="button" on:click=move |_| retry.run(())>"Retry"</button> };
    let actions = (!is_denied).then_some(retry).into_view();
    let is_guest =
        matches!(*use_session().state.read_untracked(), SessionState::SignedIn { who: Who::Guest { .. }, .. });
    let instead = if is_denied && is_guest {
        "Amazon Cognito keeps Fraud Detector from guests, whatever the role allows: sign in to use it."
    } else {
        instead
    };
    view! {
        <Notice tone heading=explanation.heading actions>
            {cause.map(|cause| view! { <p>{cause}</p> })}
            <p>{instead}</p>
            {permission(explanation.permission)}
        </Notice>
    }
}
