//! One line of text.

use leptos::html::Input;
use leptos::prelude::*;

use super::Binding;
use super::frame::Frame;

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
    /// What is wrong with what it holds.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// It may stay empty.
    #[prop(optional)]
    optional: bool,
    /// The type of the `input`: `text`, `search`, `datetime-local`, …
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    let frame = Frame { id, label, optional, description, constraint, error };
    let (described_by, invalid) = (frame.described_by(), frame.invalid());
    let input = NodeRef::<Input>::new();
    // Not `prop:value`, which writes what is there already: a date of which one part is being corrected counts as
    // empty, and writing that would wipe its other parts.
    Effect::new(move |_| {
        let value = value.get.get();
        if let Some(input) = input.get()
            && input.value() != value
        {
            input.set_value(&value);
        }
    });
    let control = view! {
        <input
            node_ref=input
            id=id
            type=kind
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            // There from the start; the effect comes a moment later.
            value=value.get.get_untracked()
            aria-describedby=described_by
            aria-invalid=invalid
            on:input=move |event| value.set.run(event_target_value(&event))
        />
    };
    frame.around(control.into_any())
}
