//! One line of text.

use leptos::prelude::*;

use super::Binding;
use super::frame::Frame;
use crate::view::{View, view};

/// A field for one line of text.
#[component]
pub fn TextField(
    /// The id of the control.
    id: &'static str,
    /// Names the field.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Binding<String>,
    /// What it is for.
    #[prop(optional, into)]
    description: String,
    /// What it takes: lengths, characters.
    #[prop(optional, into)]
    constraint: String,
    /// What it comes to, read out when it changes.
    #[prop(optional, into)]
    outcome: Option<Signal<Option<String>>>,
    /// What is wrong with what it holds.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// It may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The type of the `input`: `text`, `search`, …
    #[prop(default = "text")]
    kind: &'static str,
) -> View {
    let frame = Frame { id, label, optional, description, constraint, outcome, error };
    let (described_by, invalid) = (frame.described_by(), frame.invalid());
    let control = view! {
        <input
            id=id
            type=kind
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=described_by
            aria-invalid=invalid
            prop:value=value.get
            on:input=move |event| value.set.run(event_target_value(&event))
        />
    };
    frame.around(control)
}
