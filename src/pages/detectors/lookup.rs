//! The form that opens a detector version by its identifiers.

use leptos::prelude::*;
use web_sys::Event;

use crate::aws::fraud_detector::{DetectorId, DetectorVersionId};
use crate::aws::identifier::IdentifierError;
use crate::context::use_region;
use crate::router::{Back, use_router};
use crate::routes;
use crate::ui::{Button, Emphasis, TextField};
use crate::view::{View, focus_by_id, view};

const DETECTOR_ID: &str = "detector-id";
const DETECTOR_VERSION_ID: &str = "detector-version-id";

/// What stands in the lookup of the page Detectors.
#[derive(Clone, Copy)]
struct Typed {
    detector_id: RwSignal<String>,
    version_id: RwSignal<String>,
}

/// Keeps what is typed while other pages are looked at. For the root of the application.
pub(in crate::pages) fn provide_lookup() {
    provide_context(Typed { detector_id: RwSignal::new(String::new()), version_id: RwSignal::new(String::new()) });
}

/// Opens the page of a detector version. Checks the identifiers; whether there is such a version, the page tells.
#[component]
pub(in crate::pages) fn VersionLookup(
    /// The detector, where the page around knows it. The lookup is then about this one, and kept no longer than it.
    #[prop(optional, into)]
    detector_id: Option<String>,
) -> View {
    let Typed { detector_id, version_id } = match detector_id {
        Some(known) => Typed { detector_id: RwSignal::new(known), version_id: RwSignal::new(String::new()) },
        None => expect_context(),
    };
    // Nobody is told what is wrong with a field before leaving it to the console; from then on, until it is right.
    let was_refused = RwSignal::new(false);
    let detector = Memo::new(move |_| DetectorId::new(detector_id.read().trim()));
    let version = Memo::new(move |_| DetectorVersionId::new(version_id.read().trim()));

    let region = use_region();
    let router = use_router();
    let open = move |event: Event| {
        event.prevent_default();
        match (detector.get_untracked(), version.get_untracked()) {
            (Ok(detector), Ok(version)) => {
                let path = routes::detector_version(&detector, &version);
                router.go(&routes::href(&path, &region.get_untracked()), Back::Here);
            }
            (detector, _) => {
                was_refused.set(true);
                focus_by_id(if detector.is_err() { DETECTOR_ID } else { DETECTOR_VERSION_ID }.to_owned());
            }
        }
    };

    view! {
        <form class="version-lookup" novalidate on:submit=open>
            <TextField
                id=DETECTOR_ID
                label="Detector ID"
                value=detector_id
                constraint=format!("Up to {} {}.", DetectorId::RULE.maximum, DetectorId::RULE.allowed)
                error=Signal::derive(move || problem(was_refused, detector.read().as_ref().err()))
            />
            <TextField
                id=DETECTOR_VERSION_ID
                label="Detector version ID"
                value=version_id
                constraint="A whole number, such as 3."
                error=Signal::derive(move || problem(was_refused, version.read().as_ref().err()))
            />
            <Button emphasis=Emphasis::Primary submit=true>"Open version"</Button>
        </form>
    }
}

fn problem(was_refused: RwSignal<bool>, error: Option<&IdentifierError>) -> Option<String> {
    was_refused.get().then(|| error.map(ToString::to_string)).flatten()
}
