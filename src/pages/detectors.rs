//! Detectors: a way to any detector version by its identifiers, and the detectors of the account to pick from.

mod lookup;

use leptos::prelude::*;

pub(super) use lookup::{VersionLookup, provide_lookup};

use super::copy_as::copy_as;
use super::detector_parts::{CompanionNote, text};
use super::list::{About, Column, list};
use crate::aws::fraud_detector::{Detector, GetDetectors};
use crate::aws::{ErrorKind, Region};
use crate::context::{use_client, use_region};
use crate::domain::command::Call;
use crate::domain::list_view::Order;
use crate::routes;
use crate::ui::{EmptyState, ErrorPanel, Link, LoadState, PageHeader, Panel, Skeleton, use_load};
use crate::view::{IntoView, View, view};

/// The detectors, and the lookup of a detector version, which needs no permission to list any.
#[component]
pub fn DetectorsPage() -> View {
    let region = use_region();
    let calls = vec![Call::pages_of(&GetDetectors::default())];
    view! {
        <PageHeader title="Detectors" actions=copy_as(calls, region, None)>
            <p>"The detectors of Amazon Fraud Detector, and the models and rules of each of their versions."</p>
        </PageHeader>
        <Panel heading="Open a detector version">
            <VersionLookup/>
        </Panel>
        <Panel heading="All detectors">{move || view! { <DetectorList region=region.get()/> }}</Panel>
        <p class="muted">
            "Amazon Fraud Detector takes no new customers since 7 November 2025. Accounts that used it before go on."
        </p>
    }
}

/// The detectors of the account in `region`, where the role may list them.
#[component]
fn DetectorList(region: Region) -> View {
    let client = use_client();
    let asked = region.clone();
    let detectors = use_load(move || client.pages(&asked, GetDetectors::default()).all());
    let retry = move |()| detectors.reload();
    let content = move || {
        detectors.with(|state| match state {
            LoadState::Loading => view! { <Skeleton what="detectors"/> },
            LoadState::Failed(error) if error.kind() == ErrorKind::AccessDenied => view! {
                <CompanionNote
                    error=error.clone()
                    instead="To open a detector version, enter its identifiers above."
                    retry
                />
            },
            LoadState::Failed(error) => view! { <ErrorPanel error=error.clone() retry/> },
            LoadState::Ready(detectors) if detectors.is_empty() => view! {
                <EmptyState heading=format!("No detectors in {region}")>
                    <p>"The account may have some in another region."</p>
                </EmptyState>
            },
            LoadState::Ready(detectors) => detector_list(detectors),
        })
    };
    content.into_view()
}

fn detector_list(detectors: &[Detector]) -> View {
    let id = |detector: &Detector| detector.detector_id.as_ref().map(|id| id.as_str().to_owned()).into();
    let name = |detector: &Detector| match &detector.detector_id {
        Some(id) => {
            let name = text(Some(id.as_str()));
            view! { <Link to=routes::detector(id)>{name}</Link> }
        }
        None => text(None),
    };
    let columns = vec![
        Column::new("detectorId", "Detector ID", id, name),
        Column::text("eventTypeName", "Event type", |detector| {
            detector.event_type_name.as_ref().map(|name| name.as_str())
        }),
        Column::text("description", "Description", |detector: &Detector| detector.description.as_deref()).prose(),
        Column::time("lastUpdatedTime", "Last updated", |detector| detector.last_updated_time.as_ref()),
    ];
    let about = About {
        name: "detectors",
        of: None,
        caption: "Detectors",
        rows: ("detector", "detectors"),
        order: Some(Order { column: 0, descending: false }),
    };
    list(about, columns, detectors.to_vec())
}
