//! One detector: what it is for, and its versions.

use leptos::prelude::*;

use super::copy_as::copy_as;
use super::detector_parts::{CompanionNote, arn, key_values, status, text, time};
use super::detectors::VersionLookup;
use super::list::{About, Column, list};
use crate::aws::fraud_detector::{DescribeDetector, Detector, DetectorId, DetectorVersionSummary, GetDetectors};
use crate::aws::{ErrorKind, Region};
use crate::context::{use_client, use_region};
use crate::domain::command::Call;
use crate::domain::list_view::Order;
use crate::router::use_named;
use crate::routes::{self, Page};
use crate::ui::{EmptyState, ErrorPanel, Link, LoadState, Notice, PageHeader, Panel, Skeleton, Tone, use_load};
use crate::view::{IntoView, View, view};

/// The detector that the address names.
#[component]
pub fn DetectorPage() -> View {
    let named = use_named(|page| match page {
        Page::Detector { detector_id } => Some(detector_id),
        _ => None,
    });
    let detector_id = Memo::new(move |_| DetectorId::new(named.get()));
    let region = use_region();
    let content = move || match detector_id.get() {
        Ok(detector_id) => view! { <OneDetector detector_id region=region.get()/> },
        Err(error) => view! {
            <PageHeader title="Detector"/>
            <Notice tone=Tone::Error heading="The address holds no detector ID">
                <p>{error.to_string()}"."</p>
                <p><Link to=routes::DETECTORS>"Go to the detectors"</Link></p>
            </Notice>
        },
    };
    content.into_view()
}

#[component]
fn OneDetector(detector_id: DetectorId, region: Region) -> View {
    let about = GetDetectors { detector_id: Some(detector_id.clone()), ..GetDetectors::default() };
    let versions = DescribeDetector { detector_id: detector_id.clone(), next_token: None, max_results: None };
    let calls = vec![Call::pages_of(&about), Call::pages_of(&versions)];
    view! {
        <PageHeader
            title=format!("Detector {detector_id}")
            actions=copy_as(calls, Signal::stored(region.clone()), None)
        >
            <p><Link to=routes::DETECTORS>"All detectors"</Link></p>
        </PageHeader>
        <About request=about region=region.clone()/>
        <Versions detector_id request=versions region/>
    }
}

/// What the detector is for.
#[component]
fn About(request: GetDetectors, region: Region) -> View {
    let client = use_client();
    let detector = use_load(move || client.pages(&region, request.clone()).all());
    let content = move || {
        detector.with(|state| match state {
            LoadState::Loading => details(view! { <Skeleton what="detector" rows=2/> }),
            LoadState::Ready(detectors) => detectors.first().map(about).into_view(),
            // The versions fail in the same way, and say so.
            LoadState::Failed(error) if error.kind() == ErrorKind::NotFound => ().into_view(),
            LoadState::Failed(error) => view! {
                <CompanionNote
                    error=error.clone()
                    instead="The detector's event type and description are not shown."
                    retry=move |()| detector.reload()
                />
            },
        })
    };
    content.into_view()
}

fn about(detector: &Detector) -> View {
    details(key_values(vec![
        ("Event type", text(detector.event_type_name.as_ref().map(|name| name.as_str()))),
        ("Description", text(detector.description.as_deref())),
        ("Created", time(detector.created_time.as_ref())),
        ("Last updated", time(detector.last_updated_time.as_ref())),
        ("ARN", arn(detector.arn.as_deref(), "ARN")),
    ]))
}

fn details(content: View) -> View {
    view! { <Panel heading="Details">{content}</Panel> }
}

/// The versions to pick from; a way to type one where the role may not list them.
#[component]
fn Versions(detector_id: DetectorId, request: DescribeDetector, region: Region) -> View {
    let client = use_client();
    let versions = use_load(move || client.pages(&region, request.clone()).all());
    let retry = move |()| versions.reload();
    let content = move || {
        versions.with(|state| match state {
            LoadState::Loading => view! { <Skeleton what="versions"/> },
            LoadState::Failed(error) if error.kind() == ErrorKind::AccessDenied => view! {
                <CompanionNote
                    error=error.clone()
                    instead="To open a version, enter its number below."
                    retry
                />
                <VersionLookup detector_id=detector_id.as_str()/>
            },
            LoadState::Failed(error) => view! { <ErrorPanel error=error.clone() retry/> },
            LoadState::Ready(versions) if versions.is_empty() => {
                view! { <EmptyState heading="The detector has no versions"/> }
            }
            LoadState::Ready(versions) => version_list(&detector_id, versions),
        })
    };
    view! { <Panel heading="Versions">{content}</Panel> }
}

fn version_list(detector_id: &DetectorId, versions: &[DetectorVersionSummary]) -> View {
    let detector = detector_id.clone();
    let id = |version: &DetectorVersionSummary| version.detector_version_id.as_ref().map(ToString::to_string).into();
    let name = move |version: &DetectorVersionSummary| match &version.detector_version_id {
        Some(id) => {
            let (to, label) = (routes::detector_version(&detector, id), format!("Version {id}"));
            view! { <Link to>{label}</Link> }
        }
        None => text(None),
    };
    let state = |version: &DetectorVersionSummary| version.status.as_ref().map(|status| status.as_str()).into();
    let columns = vec![
        Column::new("detectorVersionId", "Version", id, name),
        Column::new("status", "Status", state, |version| status(version.status.as_ref())),
        Column::text("description", "Description", |version: &DetectorVersionSummary| version.description.as_deref())
            .prose(),
        Column::time("lastUpdatedTime", "Last updated", |version| version.last_updated_time.as_ref()),
    ];
    let about = About {
        name: "versions",
        of: Some(detector_id.to_string()),
        caption: "Versions",
        rows: ("version", "versions"),
        order: Some(Order { column: 0, descending: true }),
    };
    list(about, columns, versions.to_vec())
}
