//! Every shared component in every state, for looking at: development builds only.
//!
//! A component's section is a function, named in [`SECTIONS`]. What the frame holds stands around the page; here are
//! those of its states that come seldom.

mod actions;
mod data;
mod fields;
mod frame;
mod messages;
mod ranges;

use leptos::prelude::*;

use crate::ui::{KeyValue, KeyValues, PageHeader, Panel};
use crate::view::{CollectView, View, view};

/// A heading, and what draws the states below it.
type Section = (&'static str, fn() -> View);

/// All sections.
const SECTIONS: &[Section] = &[
    ("Button", actions::buttons),
    ("Link", actions::links),
    ("Tooltip", actions::tooltips),
    ("Copy button", actions::copy_buttons),
    ("Copy as", actions::copy_as),
    ("Text field", fields::text_fields),
    ("Text field with suggestions", fields::combo_fields),
    ("Text area", fields::text_areas),
    ("Select", fields::select_fields),
    ("Radio group", fields::radio_groups),
    ("Checkbox", fields::checkboxes),
    ("Time range", ranges::range_pickers),
    ("Error summary", fields::error_summary),
    ("Toolbar", fields::toolbar),
    ("Notice", messages::notices),
    ("Notification", messages::notifications),
    ("Failed call", messages::error_panels),
    ("Permission", messages::permissions),
    ("Empty state", messages::empty_states),
    ("Status indicator", data::status_indicators),
    ("Icon", data::icons),
    ("Time", data::times),
    ("Progress", data::progress),
    ("Skeleton", data::skeleton),
    ("Names and values", data::key_values),
    ("Table", data::table),
    ("Table without rows", data::empty_table),
    ("Text", data::text),
    ("Calls under way", frame::call_statuses),
    ("Session that nears its end", frame::session_warnings),
    ("Why nobody is signed in", frame::farewells),
];

/// The page.
#[component]
pub(super) fn GalleryPage() -> View {
    let section = |(heading, content): &Section| {
        view! { <Panel heading=*heading>{content()}</Panel> }
    };
    view! {
        <PageHeader
            title="Gallery"
            actions=view! { <button type="button" class="button">"Action of the page"</button> }
        >
            <p>"Every shared component in every state. This page is in development builds only."</p>
        </PageHeader>
        <div class="stack">
            {SECTIONS.iter().map(section).collect_view()}
            <Panel
                heading="Panel with actions"
                actions=view! { <button type="button" class="button">"Action of the section"</button> }
            >
                <p>"Each section of this page is a panel."</p>
            </Panel>
        </div>
    }
}

/// States of a component with what they are called, side by side.
fn samples<const N: usize>(samples: [(&str, View); N]) -> View {
    let sample = |(caption, sample): (&str, View)| view! { <KeyValue name=caption>{sample}</KeyValue> };
    view! { <KeyValues>{samples.map(sample)}</KeyValues> }
}

/// The same one below the other, for what takes the width of the page.
fn wide_samples<const N: usize>(samples: [(&str, View); N]) -> View {
    let sample = |(caption, sample): (&str, View)| {
        view! {
            <div>
                <p class="field-hint">{caption}</p>
                {sample}
            </div>
        }
    };
    view! { <div class="stack">{samples.map(sample)}</div> }
}
