//! One detector version: everything AWS says of it, with its rules in the order they run.
//!
//! `GetDetectorVersion` alone makes the page. What the rules say and which other versions there are comes from two
//! reads that the role may not be allowed to make; then the page does without.

mod models;
mod navigation;
mod rules;

use leptos::prelude::*;

use self::models::{endpoint_list, model_list};
use self::navigation::VersionNavigation;
use self::rules::RuleList;
use super::copy_as::copy_as;
use super::detector_parts::{arn, key_values, status, text, time};
use crate::aws::fraud_detector::{
    DescribeDetector, DetectorId, DetectorVersionId, DetectorVersionSummary, GetDetectorVersion,
    GetDetectorVersionResult, GetRules, RuleDetail, RuleExecutionMode,
};
use crate::aws::identifier::IdentifierError;
use crate::aws::{Answer, Region};
use crate::context::{use_client, use_region};
use crate::domain::command::Call;
use crate::domain::execution_mode::meaning;
use crate::domain::json_text::lay_out;
use crate::router::use_named;
use crate::routes::{self, Page};
use crate::ui::{CopyButton, ErrorPanel, Link, Load, LoadState, Notice, PageHeader, Panel, Skeleton, Tone, use_load};
use crate::view::{IntoView, View, view};

/// Why the address names no detector version: the name of its part that is wrong, and what is wrong with it.
type Problem = (&'static str, IdentifierError);

/// The detector version that the address names.
#[component]
pub fn DetectorVersionPage() -> View {
    let named_version = use_named(|page| match page {
        Page::DetectorVersion { detector_version_id, .. } => Some(detector_version_id),
        _ => None,
    });
    let named_detector = use_named(|page| match page {
        Page::DetectorVersion { detector_id, .. } => Some(detector_id),
        _ => None,
    });
    let version_id =
        Memo::new(move |_| DetectorVersionId::new(named_version.get()).map_err(|error| ("detector version ID", error)));
    // Stays the same from one version to another, so that what is read of the detector is read once.
    let detector_id = Memo::new(move |_| -> Result<DetectorId, Problem> {
        let detector_id = DetectorId::new(named_detector.get()).map_err(|error| ("detector ID", error))?;
        version_id.get().map(|_| detector_id)
    });
    let region = use_region();
    let content = move || match detector_id.get() {
        Ok(detector_id) => {
            let version_id = Signal::derive(move || version_id.get().ok());
            view! { <OneDetector detector_id region=region.get() version_id/> }
        }
        Err((part, error)) => view! {
            <PageHeader title="Detector version"/>
            <Notice tone=Tone::Error heading=format!("The address holds no {part}")>
                <p>{error.to_string()}"."</p>
                <p><Link to=routes::DETECTORS>"Open a detector version"</Link></p>
            </Notice>
        },
    };
    content.into_view()
}

/// What is read once for all versions of a detector. The version is looked at by [`OneVersion`].
#[component]
fn OneDetector(
    detector_id: DetectorId,
    region: Region,
    /// `None` only in the moment before the page is replaced by what is wrong with the address.
    version_id: Signal<Option<DetectorVersionId>>,
) -> View {
    let client = use_client();
    let every_version = DescribeDetector { detector_id: detector_id.clone(), next_token: None, max_results: None };
    let rules = GetRules {
        detector_id: detector_id.clone(),
        rule_id: None,
        rule_version: None,
        next_token: None,
        max_results: None,
    };
    let calls = vec![Call::pages_of(&rules), Call::pages_of(&every_version)];
    let versions = use_load({
        let (client, region) = (client.clone(), region.clone());
        move || client.pages(&region, every_version.clone()).all()
    });
    let rule_details = use_load({
        let region = region.clone();
        move || client.pages(&region, rules.clone()).all()
    });
    let content = move || {
        let (detector_id, region, calls) = (detector_id.clone(), region.clone(), calls.clone());
        version_id
            .get()
            .map(|version_id| view! { <OneVersion detector_id version_id region versions rule_details calls/> })
    };
    content.into_view()
}

/// One version. Made anew for each, so that the focus goes to its heading.
#[component]
fn OneVersion(
    detector_id: DetectorId,
    version_id: DetectorVersionId,
    region: Region,
    versions: Load<Vec<DetectorVersionSummary>>,
    rule_details: Load<Vec<RuleDetail>>,
    /// Those that are made for all versions.
    mut calls: Vec<Call>,
) -> View {
    let client = use_client();
    let request = GetDetectorVersion { detector_id: detector_id.clone(), detector_version_id: version_id.clone() };
    calls.insert(0, Call::of(&request));
    let copy_as = copy_as(calls, Signal::stored(region.clone()), None);
    let version = use_load(move || {
        let (client, region, request) = (client.clone(), region.clone(), request.clone());
        async move { client.call(&region, &request).await }
    });
    let content = move || {
        version.with(|state| match state {
            LoadState::Loading => view! { <Skeleton what="detector version" rows=8/> },
            LoadState::Failed(error) => {
                view! { <ErrorPanel error=error.clone() retry=move |()| version.reload()/> }
            }
            LoadState::Ready(answer) => description(answer, rule_details),
        })
    };
    view! {
        <PageHeader title=format!("Detector version: {detector_id}, version {version_id}") actions=copy_as/>
        <VersionNavigation detector_id version_id versions/>
        {content}
    }
}

fn description(answer: &Answer<GetDetectorVersionResult>, rule_details: Load<Vec<RuleDetail>>) -> View {
    let version = answer.output.clone();
    let rules = format!("Rules ({})", version.rules.len());
    let models = format!("Models ({})", version.model_versions.len());
    let endpoints = format!("SageMaker endpoints ({})", version.external_model_endpoints.len());
    let mode = execution_mode(version.rule_execution_mode.as_ref());
    let details = details(&version);
    let detector_id = version.detector_id.clone();
    let ids = version.detector_id.as_ref().zip(version.detector_version_id.as_ref());
    let name = ids.map(|(detector_id, version_id)| format!("{detector_id}-{version_id}"));
    let raw = raw_reply(&answer.body);
    view! {
        <Panel heading="Details">{details}</Panel>
        <Panel heading=rules>{mode}<RuleList rules=version.rules detector_id details=rule_details/></Panel>
        <Panel heading=models>{model_list(&version.model_versions, name)}</Panel>
        <Panel heading=endpoints>{endpoint_list(&version.external_model_endpoints)}</Panel>
        {raw}
    }
}

fn details(version: &GetDetectorVersionResult) -> View {
    key_values(vec![
        ("Detector ID", text(version.detector_id.as_ref().map(DetectorId::as_str))),
        ("Detector version ID", text(version.detector_version_id.as_ref().map(DetectorVersionId::as_str))),
        ("Status", status(version.status.as_ref())),
        ("Created", time(version.created_time.as_ref())),
        ("Last updated", time(version.last_updated_time.as_ref())),
        ("Description", text(version.description.as_deref())),
        ("ARN", arn(version.arn.as_deref(), "ARN")),
    ])
}

fn execution_mode(mode: Option<&RuleExecutionMode>) -> View {
    let (name, meaning) = match mode {
        Some(mode) => (view! { <code>{mode.as_str().to_owned()}</code> }, meaning(mode)),
        None => (text(None), "Rules are listed in the order AWS sent them."),
    };
    view! {
        <p>"Execution mode "{name}": "{meaning}</p>
    }
}

fn raw_reply(body: &str) -> View {
    let json = lay_out(body);
    let shown = json.clone();
    view! {
        <details class="raw-reply">
            <summary>"Reply of GetDetectorVersion as JSON"</summary>
            <CopyButton text=json what="reply"/>
            <pre dir="ltr"><code>{shown}</code></pre>
        </details>
    }
}
