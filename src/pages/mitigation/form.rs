//! The form: three sections, the task ID, and the way to the review.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent};

use super::actions::ActionsSection;
use super::doubt::{doubtful, taken, unseen};
use super::state::Mitigation;
use super::target::TargetSection;
use super::when::WhenSection;
use crate::context::{use_platform, use_region};
use crate::domain::mitigation_draft::Field;
use crate::ui::button::{Button, Emphasis};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_field::TextField;
use crate::ui::panel::Panel;
use crate::view::{View, focus, view};

/// What is wrong with the form now. Provided by the form to its sections.
#[derive(Clone, Copy)]
struct Errors(Memo<Vec<FieldError>>);

/// The form.
#[component]
pub(super) fn MitigationForm() -> View {
    let mitigation = expect_context::<Mitigation>();
    let platform = StoredValue::new_local(use_platform());
    let region = use_region();
    let errors = Memo::new(move |_| {
        let errors = mitigation.errors(platform.with_value(|platform| platform.now()), &region.read());
        errors.iter().map(|(field, words)| FieldError { field: field.id(), message: words.to_owned() }).collect()
    });
    provide_context(Errors(errors));
    let summary = Signal::derive(move || {
        let is_asked = mitigation.visited.with(|visited| Field::ALL.into_iter().all(|field| visited.shows(field)));
        if is_asked { errors.get().into_iter().map(with_label).collect() } else { Vec::new() }
    });
    let submit = move |event: Event| {
        event.prevent_default();
        mitigation.ask_for_review(&*platform.get_value(), region.get_untracked());
    };
    // The errors of a field show from when it is left.
    let leave = move |event: Event| {
        let left = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let field = left.and_then(|left| Field::ALL.into_iter().find(|field| field.id() == left.id()));
        // An error that appears while a button is being pressed would move the button away from under the pointer.
        // What the button does shows the errors that matter.
        let to = event.unchecked_ref::<FocusEvent>().related_target();
        let to_button = to.and_then(|to| to.dyn_into::<Element>().ok()).is_some_and(|to| to.tag_name() == "BUTTON");
        if let Some(field) = field.filter(|_| !to_button) {
            mitigation.visited.update(|visited| visited.leave(field));
        }
    };

    view! {
        {unseen(mitigation)}
        {doubtful(mitigation, false)}
        {move || taken(mitigation)}
        <ErrorSummary errors=summary refused=mitigation.refused/>
        <form id="mitigation-form" class="stack" novalidate on:submit=submit on:focusout=leave>
            <TargetSection/>
            <WhenSection/>
            <ActionsSection/>
            <Panel heading="Task">
                <TextField
                    id=Field::TaskId.id()
                    label=Field::TaskId.label()
                    value=mitigation.field(|draft| draft.task_id(), |draft, text| draft.typed_task_id = Some(text))
                    description="Names the task in AWS. No earlier task may have the same one."
                    constraint="1 to 128 letters, digits, “_” and “-”."
                    error=error_of(Field::TaskId)
                />
            </Panel>
            <div class="form-actions">
                <Button submit=true emphasis=Emphasis::Primary>"Review"</Button>
                <p class="field-hint">"Nothing is sent yet."</p>
            </div>
        </form>
    }
}

/// Shows the form again, with the focus where it was before the review opened.
pub(super) fn close_review(mitigation: Mitigation) {
    mitigation.is_reviewing.set(false);
    request_animation_frame(|| {
        if let Ok(Some(button)) = document().query_selector("#mitigation-form [type=submit]") {
            focus(&button);
        }
    });
}

/// What is wrong with `field`, once it is shown. Inside the form.
pub(super) fn error_of(field: Field) -> Signal<Option<String>> {
    let Errors(errors) = expect_context();
    let visited = expect_context::<Mitigation>().visited;
    Signal::derive(move || {
        let is_shown = visited.with(|visited| visited.shows(field));
        is_shown.then(|| errors.with(|errors| message_of(errors, field))).flatten()
    })
}

fn message_of(errors: &[FieldError], field: Field) -> Option<String> {
    errors.iter().find(|error| error.field == field.id()).map(|error| error.message.clone())
}

/// The error as it stands in the summary, where the field is not beside it.
fn with_label(error: FieldError) -> FieldError {
    let label = Field::ALL.into_iter().find(|field| field.id() == error.field).map_or("", Field::label);
    FieldError { message: format!("{label}: {}", error.message), ..error }
}
