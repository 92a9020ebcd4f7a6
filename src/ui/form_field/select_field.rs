//! One of many.

use leptos::prelude::*;

use super::frame::Frame;
use super::{Binding, Choice};
use crate::view::{CollectView, IntoView, View, view};

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
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Nothing need be chosen.
    #[prop(optional)]
    optional: bool,
) -> View {
    let frame = Frame { id, label, optional, description, constraint: String::new(), outcome: None, error };
    let (described_by, invalid) = (frame.described_by(), frame.invalid());
    // An open list must not change while what it offers does not.
    let choices = Memo::new(move |_| choices.get());
    // Each option says whether it is chosen: a value set on the list would be lost when the options come later.
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        let is_chosen = move || value.get.with(|value| *value == own);
        view! {
            <option value=choice.value prop:selected=is_chosen>
                {choice.label}
            </option>
        }
    };
    let control = view! {
        <select
            id=id
            aria-describedby=described_by
            aria-invalid=invalid
            on:change=move |event| value.set.run(event_target_value(&event))
        >
            {move || choices.get().into_iter().map(option).collect_view()}
        </select>
    };
    frame.around(control.into_view())
}
