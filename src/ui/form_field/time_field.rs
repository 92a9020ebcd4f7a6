//! A date and a time of day.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::Binding;
use super::frame::Frame;
use crate::view::{NodeRef, View, view};

/// A field for a time as text, which the browser's own picker can fill in.
///
/// The picker's input is never typed into: it takes no zone, and in some browsers no time of day.
#[component]
pub fn TimeField(
    /// The id of the control.
    id: &'static str,
    /// Names the field.
    label: &'static str,
    /// What it holds.
    value: Binding<String>,
    /// Where the picker stands, as a `datetime-local` takes it.
    #[prop(into)]
    picked: Signal<String>,
    /// What it is for.
    description: String,
    /// What it comes to, read out when it changes.
    #[prop(into)]
    outcome: Signal<Option<String>>,
    /// What is wrong with what it holds.
    error: Signal<Option<String>>,
) -> View {
    let frame = Frame {
        id,
        label: label.to_owned(),
        optional: false,
        description,
        constraint: String::new(),
        outcome: Some(outcome),
        error,
    };
    let (described_by, invalid) = (frame.described_by(), frame.invalid());
    let picker = NodeRef::new();
    let pick = move |_| {
        if let Some(picker) = picker.get() {
            let picker: &HtmlInputElement = picker.unchecked_ref();
            // Not while it is open: it would be emptied by a time that is none.
            picker.set_value(&picked.get_untracked());
            // Refused where the browser has none: the time can be typed.
            let _refused = picker.show_picker();
        }
    };
    // Its way to empty it would wipe what was typed.
    let take = move |picked: String| {
        if !picked.is_empty() {
            value.set.run(picked);
        }
    };
    let control = view! {
        <div class="time-field">
            <input
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=invalid
                prop:value=value.get
                on:input=move |event| value.set.run(event_target_value(&event))
            />
            <input
                type="datetime-local"
                class="visually-hidden"
                tabindex="-1"
                aria-hidden="true"
                node_ref=picker
                on:input=move |event| take(event_target_value(&event))
            />
            <button type="button" class="button" on:click=pick>
                "Pick" <span class="visually-hidden">" " {label}</span>
            </button>
        </div>
    };
    frame.around(control)
}
