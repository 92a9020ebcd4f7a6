//! The way from one version of a detector to another: previous, next, all.

use leptos::prelude::*;

use crate::aws::fraud_detector::{DetectorId, DetectorVersionId, DetectorVersionSummary};
use crate::aws::{CallError, ErrorKind};
use crate::domain::detector_versions::{Neighbors, neighbors, newest_first, numbers_beside};
use crate::pages::detector_parts::status;
use crate::routes;
use crate::ui::tooltip::{Tooltip, unique_id};
use crate::ui::{Link, Load, LoadState};
use crate::view::{CollectView, IntoView, View, view};

/// Previous and next version, and all of them to choose from.
///
/// Where the versions cannot be listed, the numbers next to this one are offered: the page tells if there is no such
/// version.
#[component]
pub(super) fn VersionNavigation(
    detector_id: DetectorId,
    version_id: DetectorVersionId,
    versions: Load<Vec<DetectorVersionSummary>>,
) -> View {
    let detector = (routes::detector(&detector_id), format!("Detector {detector_id}"));
    let steps = move || {
        versions.with(|state| match state {
            LoadState::Loading => ().into_view(),
            LoadState::Ready(versions) => {
                let steps = step_links(&detector_id, neighbors(&version_id, versions));
                (steps, all_versions(&detector_id, &version_id, versions)).into_view()
            }
            LoadState::Failed(error) => {
                let steps = step_links(&detector_id, numbers_beside(&version_id));
                (steps, why_by_number(error, versions)).into_view()
            }
        })
    };
    view! {
        <nav class="version-navigation" aria-label="Versions">
            <Link to=detector.0>{detector.1}</Link>
            {steps}
        </nav>
    }
}

fn step_links(detector_id: &DetectorId, steps: Neighbors) -> View {
    let link = |id: DetectorVersionId, before: &'static str, after: &'static str| {
        view! { <Link to=routes::detector_version(detector_id, &id)>{before}{format!("Version {id}")}{after}</Link> }
    };
    let previous = match steps.previous {
        Some(id) => link(id, "‹ Previous: ", ""),
        None => no_step("‹ Previous", "There is no earlier version."),
    };
    let next = match steps.next {
        Some(id) => link(id, "Next: ", " ›"),
        None => no_step("Next ›", "There is no later version."),
    };
    view! {
        <span class="version-step">{previous}</span>
        <span class="version-step">{next}</span>
    }
}

/// Keeps the place of a link that leads nowhere, so that the other one does not move under the pointer, and tells why.
fn no_step(label: &'static str, reason: &'static str) -> View {
    let id = unique_id("reason");
    view! {
        <Tooltip id=id.clone() text=reason.to_owned()>
            <span role="link" tabindex="0" aria-disabled="true" aria-describedby=id>{label}</span>
        </Tooltip>
    }
}

fn all_versions(detector_id: &DetectorId, current: &DetectorVersionId, versions: &[DetectorVersionSummary]) -> View {
    let item = |version: &DetectorVersionSummary| {
        let id = version.detector_version_id.as_ref()?;
        let name = format!("Version {id}");
        let name = if id == current {
            view! { <span aria-current="page">{name}</span> }
        } else {
            view! { <Link to=routes::detector_version(detector_id, id)>{name}</Link> }
        };
        Some(view! { <li>{name}" "{status(version.status.as_ref())}</li> })
    };
    view! {
        <details>
            <summary>{format!("All versions ({})", versions.len())}</summary>
            <ul role="list">{newest_first(versions).into_iter().filter_map(item).collect_view()}</ul>
        </details>
    }
}

/// One line: whoever steps by number should know why, and no more is missing.
fn why_by_number(error: &CallError, versions: Load<Vec<DetectorVersionSummary>>) -> View {
    let permission = error.facts.permission();
    if error.kind() == ErrorKind::AccessDenied {
        view! { <p>"By number: listing the versions needs the permission "<code>{permission}</code>"."</p> }
    } else {
        view! {
            <p>
                "By number: the versions could not be listed. "
                <button type="button" class="button small" on:click=move |_| versions.reload()>
                    "Retry"
                </button>
            </p>
        }
    }
}
