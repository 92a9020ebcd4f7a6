//! All of one summary: names in full, times as dates, the share as it was sent.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::aws::Timestamp;
use crate::aws::iot::BehaviorModelTrainingSummary;
use crate::context::use_region;
use crate::format;
use crate::pages::detector_parts::{key_values, text};
use crate::pages::training::{DETAILS, Shown, status};
use crate::router::use_router;
use crate::routes::{self, Query};
use crate::ui::time::{local_offset, use_now};
use crate::view::{IntoView, View, view};

/// Opened by the buttons in the rows.
#[component]
pub(super) fn Details(shown: Shown) -> View {
    let chosen = RwSignal::new(None::<BehaviorModelTrainingSummary>);
    // The buttons are of the first half, and have no code of their own.
    let click = window_event_listener_untyped("click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(index) = target.as_ref().and_then(row_of) {
            let place = shown.places.with_untracked(|places| places.get(index).copied());
            let rows = shown.collection.rows;
            chosen.set(place.and_then(|place| rows.with_untracked(|rows| rows.summaries().get(place).cloned())));
        }
    });
    on_cleanup(move || click.remove());
    view! {
        <div id=DETAILS class="popover side-panel" popover="auto" role="dialog" aria-label="Training summary">
            <button
                type="button"
                class="button small"
                popovertarget=DETAILS
                popovertargetaction="hide"
                autofocus=true
            >
                "Close"
            </button>
            {move || chosen.get().map(|summary| all_of(&summary))}
        </div>
    }
}

/// The index of the row whose button was pressed.
fn row_of(pressed: &Element) -> Option<usize> {
    let button = pressed.closest(&format!("[popovertarget={DETAILS}]")).ok()??;
    let row = button.closest("[aria-rowindex]").ok()??;
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}

fn all_of(summary: &BehaviorModelTrainingSummary) -> View {
    let profile = summary.security_profile_name.as_ref().map(|name| name.as_str());
    let behavior = summary.behavior_name.as_ref().map(|name| name.as_str());
    let share = summary.datapoints_collection_percentage.map(|share| format!("{share}\u{a0}%"));
    let members = key_values(vec![
        ("Security profile", text(profile)),
        ("Status", summary.model_status.as_ref().map_or_else(|| text(None), status)),
        ("Datapoints collected in the last 14 days", text(share.as_deref())),
        ("Collection started", time(summary.training_data_collection_start_date, "Not started")),
        ("Last refresh of the model", time(summary.last_model_refresh_date, "Never")),
    ]);
    let mitigation = profile.zip(behavior).map(|(profile, behavior)| {
        let query = Query::default()
            .with(routes::REGION, use_region().read_untracked().as_str())
            .with("securityProfileName", profile)
            .with("behaviorName", behavior);
        let href = use_router().href(&format!("{}{query}", routes::MITIGATION_NEW));
        view! { <p><a href=href>"Start mitigation for this behavior"</a></p> }
    });
    view! {
        <h2>{text(behavior)}</h2>
        {members}
        {mitigation}
    }
}

/// A time in full: here, in UTC, and how long ago.
fn time(at: Option<Timestamp>, without: &'static str) -> View {
    let Some(at) = at else { return without.into_view() };
    let now = use_now();
    let (local, utc) = (format::absolute(at, local_offset(at)), format::absolute(at, 0));
    let local = (local != utc).then(|| view! { <span class="line">{local}</span> });
    view! {
        {local}
        <span class="line">{utc}</span>
        <span class="line muted">{move || format::relative(at, now.get())}</span>
    }
}
