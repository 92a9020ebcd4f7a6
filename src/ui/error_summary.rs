//! All that is wrong with a form, at its top, with a way to each field.

use leptos::prelude::*;

use super::icon::icon;
use super::status_indicator::Tone;
use crate::format::plural;
use crate::view::{CollectView, NodeRef, View, effect, focus_by_id, view};

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field.
    pub field: &'static str,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Lists the errors of a form; shows nothing when there are none.
#[component]
pub fn ErrorSummary(
    /// In the order of the fields.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
    /// How often the form has been refused. The focus comes here whenever it grows.
    #[prop(into)]
    refused: Signal<usize>,
) -> View {
    let summary = NodeRef::new();
    let mut before = None;
    effect(move || {
        let refused = refused.get();
        if before.replace(refused).is_some_and(|before| before < refused) {
            // The list is on the page by the next frame.
            request_animation_frame(move || summary.focus());
        }
    });
    // A field that is left checks the form anew: the links must outlive that, one of them is being clicked.
    let errors = Memo::new(move |_| errors.get());
    // The box is there from the start: assistive technology reads out what appears in it, not the box.
    view! {
        <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
            {move || errors.with(|errors| (!errors.is_empty()).then(|| list(errors)))}
        </div>
    }
}

fn list(errors: &[FieldError]) -> View {
    let items = errors.iter().cloned().map(|FieldError { field, message }| {
        let go = move |event: web_sys::Event| {
            // The address stays as it is.
            event.prevent_default();
            focus_by_id(field.to_owned());
        };
        view! { <li><a href=format!("#{field}") on:click=go>{message}</a></li> }
    });
    view! {
        <div class="notice" data-tone=Tone::Error.name()>
            {icon(Tone::Error.icon())}
            <div class="notice-body">
                <p class="notice-heading">{plural(errors.len(), "field needs", "fields need") + " attention"}</p>
                <ul>{items.collect_view()}</ul>
            </div>
        </div>
    }
}
