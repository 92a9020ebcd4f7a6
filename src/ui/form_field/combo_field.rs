//! One line of text, with suggestions.

use leptos::prelude::*;

use super::Binding;
use super::frame::Frame;
use crate::view::{CollectView, View, view};

/// A field for one line of text that suggests what may be meant. Anything may be typed: the suggestions may be late,
/// or not there at all.
#[component]
pub fn ComboField(
    /// The id of the control.
    id: &'static str,
    /// Names the field.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: Binding<String>,
    /// What may be meant.
    #[prop(into)]
    suggestions: Signal<Vec<String>>,
    /// What it is for.
    #[prop(optional, into)]
    description: String,
    /// What it comes to, read out when it changes.
    #[prop(optional, into)]
    outcome: Option<Signal<Option<String>>>,
    /// What is wrong with what it holds.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> View {
    let frame = Frame { id, label, optional: false, description, constraint: String::new(), outcome, error };
    let (described_by, invalid) = (frame.described_by(), frame.invalid());
    let list = format!("{id}-suggestions");
    let options =
        move || suggestions.get().into_iter().map(|text| view! { <option value=text></option> }).collect_view();
    let control = view! {
        <input
            id=id
            type="text"
            list=list.clone()
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=described_by
            aria-invalid=invalid
            prop:value=value.get
            on:input=move |event| value.set.run(event_target_value(&event))
        />
        <datalist id=list>{options}</datalist>
    };
    frame.around(control)
}
