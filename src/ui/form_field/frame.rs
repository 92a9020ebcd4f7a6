//! What all fields have in common: the texts around the control, and how they are tied to it.

use leptos::prelude::*;

use crate::ui::icon::{Icon, icon};
use crate::view::{IntoView, View, view};

/// One of several things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the field's value is when it is chosen.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What it means; empty where the label says enough. A [`super::SelectField`] has no room for it.
    pub description: String,
}

impl Choice {
    /// A choice whose label says enough.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), description: String::new() }
    }

    /// Says what it means.
    #[must_use]
    pub fn described(self, description: impl Into<String>) -> Self {
        Self { description: description.into(), ..self }
    }
}

/// The texts around a control. An empty one is not shown.
#[derive(Clone)]
pub(super) struct Frame {
    pub(super) id: &'static str,
    pub(super) label: String,
    pub(super) optional: bool,
    pub(super) description: String,
    pub(super) constraint: String,
    /// What the control's content comes to, read out when it changes. `None` where that is never said.
    pub(super) outcome: Option<Signal<Option<String>>>,
    pub(super) error: Signal<Option<String>>,
}

impl Frame {
    /// The value of `aria-describedby`: the ids of the texts that are there.
    pub(super) fn described_by(&self) -> Signal<Option<String>> {
        let (id, error, outcome) = (self.id, self.error, self.outcome);
        let shown = [("description", !self.description.is_empty()), ("constraint", !self.constraint.is_empty())];
        Signal::derive(move || {
            let has_outcome = outcome.is_some_and(|outcome| outcome.with(Option::is_some));
            let shown = [("error", error.with(Option::is_some)), ("outcome", has_outcome)].into_iter().chain(shown);
            let ids: Vec<_> = shown.filter(|(_, shown)| *shown).map(|(part, _)| format!("{id}-{part}")).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    /// The value of `aria-invalid`.
    pub(super) fn invalid(&self) -> Signal<Option<&'static str>> {
        let error = self.error;
        Signal::derive(move || error.with(Option::is_some).then_some("true"))
    }

    /// Lays the texts out around `control`, which has the id of the field.
    pub(super) fn around(self, control: View) -> View {
        let id = self.id;
        view! {
            <div class="field">
                <label for=id>{self.caption()}</label>
                {self.description_text()}
                {control}
                {self.outcome_text()}
                {self.error_text()}
                {self.constraint_text()}
            </div>
        }
    }

    /// The same for a group of controls.
    pub(super) fn around_group(self, controls: View) -> View {
        view! {
            <fieldset class="field" aria-describedby=self.described_by()>
                <legend>{self.caption()}</legend>
                {self.description_text()}
                {controls}
                {self.error_text()}
                {self.constraint_text()}
            </fieldset>
        }
    }

    pub(super) fn error_text(&self) -> View {
        let (id, error) = (self.id, self.error);
        let text = move |message| view! { <p class="field-error" id=format!("{id}-error")>{icon(Icon::Error)}<span>{message}</span></p> };
        (move || error.get().map(text)).into_view()
    }

    pub(super) fn description_text(&self) -> View {
        self.part("description", &self.description)
    }

    fn outcome_text(&self) -> View {
        let id = self.id;
        let text = |outcome| view! { <output class="field-hint" for=id id=format!("{id}-outcome")>{outcome}</output> };
        self.outcome.map(text).into_view()
    }

    fn constraint_text(&self) -> View {
        self.part("constraint", &self.constraint)
    }

    fn caption(&self) -> View {
        let optional = self.optional.then(|| view! { <i>" – optional"</i> });
        (self.label.clone(), optional).into_view()
    }

    fn part(&self, part: &str, text: &str) -> View {
        let text = (!text.is_empty()).then(|| text.to_owned());
        let id = format!("{}-{part}", self.id);
        text.map(|text| view! { <p class="field-hint" id=id>{text}</p> }).into_view()
    }
}
