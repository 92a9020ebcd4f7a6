//! One of a few, all in sight.

use leptos::prelude::*;

use super::frame::Frame;
use super::{Binding, Choice};
use crate::view::{CollectView, View, view};

/// A few things to choose one from.
#[component]
pub fn RadioGroup(
    /// The id of the first control; the others have a number behind it.
    id: &'static str,
    /// Names the group.
    #[prop(into)]
    label: String,
    /// The value of the choice made.
    #[prop(into)]
    value: Binding<String>,
    /// What there is to choose from.
    choices: Vec<Choice>,
    /// What it is for.
    #[prop(optional, into)]
    description: String,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> View {
    let frame = Frame { id, label, optional: false, description, constraint: String::new(), outcome: None, error };
    let radio = move |(index, choice): (usize, Choice)| {
        let Choice { value: own, label, description } = choice;
        let control_id = if index == 0 { id.to_owned() } else { format!("{id}-{index}") };
        let hint_id = format!("{control_id}-hint");
        let described_by = (!description.is_empty()).then(|| hint_id.clone());
        let (shown, chosen) = (own.clone(), own.clone());
        view! {
            <div class="choice">
                <input
                    id=control_id.clone()
                    type="radio"
                    name=id
                    value=shown
                    aria-describedby=described_by.clone()
                    prop:checked=move || value.get.with(|value| *value == own)
                    on:change=move |_| value.set.run(chosen.clone())
                />
                <label for=control_id>{label}</label>
                {described_by.map(|_| view! { <p class="field-hint" id=hint_id>{description}</p> })}
            </div>
        }
    };
    let controls = choices.into_iter().enumerate().map(radio).collect_view();
    frame.around_group(controls)
}
