//! Yes or no.

use leptos::prelude::*;

use super::Binding;
use super::frame::Frame;
use crate::view::{View, view};

/// A box to tick.
#[component]
pub fn Checkbox(
    /// The id of the control.
    id: &'static str,
    /// What is so when it is ticked.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Binding<bool>,
    /// What that means.
    #[prop(optional, into)]
    description: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> View {
    let frame = Frame { id, label, optional: false, description, constraint: String::new(), outcome: None, error };
    view! {
        <div class="field choice">
            <input
                id=id
                type="checkbox"
                aria-describedby=frame.described_by()
                aria-invalid=frame.invalid()
                prop:checked=checked.get
                on:change=move |event| checked.set.run(event_target_checked(&event))
            />
            <label for=id>{frame.label.clone()}</label>
            {frame.description_text()}
            {frame.error_text()}
        </div>
    }
}
