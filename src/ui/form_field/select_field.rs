//! One of many.

use leptos::prelude::*;

use super::frame::Frame;
use super::{Binding, Choice};
use crate::view::{View, each, view};

/// A list to choose one thing from.
#[component]
pub fn SelectField(
    /// The id of the control.
    id: &'static str,
    /// Names the field.
    #[prop(into)]
    label: String,
    /// The value of the choice made.
    #[prop(into)]
    value: Binding<String>,
    /// What there is to choose from. Begins with an empty value where nothing may be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What it is for.
    #[prop(optional, into)]
    description: String,
    /// What the choice comes to, read out when it changes.
    #[prop(optional, into)]
    outcome: Option<Signal<Option<String>>>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Nothing need be chosen.
    #[prop(optional)]
    optional: bool,
) -> View {
    let frame = Frame { id, label, optional, description, constraint: String::new(), outcome, error };
    let (described_by, invalid) = (frame.described_by(), frame.invalid());
    let choices = Memo::new(move |_| choices.get());
    // Each option says whether it is chosen: a value set on the list would be lost when the options come later.
    let option = move |own: String| {
        let (chosen, labelled) = (own.clone(), own.clone());
        let is_chosen = move || value.get.with(|value| *value == chosen);
        let label = move || {
            let label = |choice: &Choice| choice.label.clone();
            choices.with(|choices| choices.iter().find(|choice| choice.value == labelled).map(label))
        };
        view! { <option value=own prop:selected=is_chosen>{label}</option> }
    };
    // Options stay when their labels change: the list may be open.
    let values = move || choices.with(|choices| choices.iter().map(|choice| choice.value.clone()).collect());
    let control = view! {
        <select
            id=id
            aria-describedby=described_by
            aria-invalid=invalid
            on:change=move |event| value.set.run(event_target_value(&event))
        >
            {each(values, option)}
        </select>
    };
    frame.around(control)
}
