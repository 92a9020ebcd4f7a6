//! What is filled in.

use leptos::prelude::*;

use super::{samples, wide_samples};
use crate::ui::form_field::ComboField;
use crate::ui::{
    Binding, Button, Checkbox, Choice, ErrorSummary, FieldError, Progress, RadioGroup, SelectField, TextArea, TextField,
};
use crate::view::{View, view};

const HINT: &str = "What the field is for.";
const CONSTRAINT: &str = "1 to 128 characters: letters, digits, _ and -.";
const OUTCOME: &str = "3 identifiers.";
const ERROR: &str = "The name has a space at place 4. Remove it.";

fn text(text: &str) -> Binding<String> {
    RwSignal::new(text.to_owned()).into()
}

fn said(text: &str) -> Signal<Option<String>> {
    Signal::stored(Some(text.to_owned()))
}

fn choices() -> Vec<Choice> {
    vec![
        Choice::new("none", "Nothing"),
        Choice::new("group", "A group of things").described("What choosing it means."),
        Choice::new("all", "All things"),
    ]
}

pub(super) fn text_fields() -> View {
    samples([
        ("Empty", view! { <TextField id="text-empty" label="Name" value=text("")/> }),
        ("Filled", view! { <TextField id="text-filled" label="Name" value=text("plant-7")/> }),
        (
            "With hint, constraint and outcome",
            view! {
                <TextField
                    id="text-hint"
                    label="Name"
                    value=text("plant-7")
                    description=HINT
                    constraint=CONSTRAINT
                    outcome=said(OUTCOME)
                />
            },
        ),
        (
            "With an error",
            view! {
                <TextField id="text-error" label="Name" value=text("the plant") constraint=CONSTRAINT error=said(ERROR)/>
            },
        ),
        ("Optional", view! { <TextField id="text-optional" label="Name" value=text("") optional=true/> }),
        ("Search", view! { <TextField id="text-search" label="Filter" value=text("plant") kind="search"/> }),
    ])
}

pub(super) fn combo_fields() -> View {
    let suggestions = Signal::stored(vec!["plant-7".to_owned(), "plant-8".to_owned()]);
    samples([
        ("Empty", view! { <ComboField id="combo-empty" label="Name" value=text("") suggestions/> }),
        (
            "With hint and outcome",
            view! {
                <ComboField
                    id="combo-hint"
                    label="Name"
                    value=text("plant-7")
                    suggestions
                    description=HINT
                    outcome=said(OUTCOME)
                />
            },
        ),
        (
            "With an error",
            view! { <ComboField id="combo-error" label="Name" value=text("the plant") suggestions error=said(ERROR)/> },
        ),
    ])
}

pub(super) fn text_areas() -> View {
    samples([
        (
            "Empty and optional",
            view! { <TextArea id="area-empty" label="Things" value=text("") optional=true rows=3/> },
        ),
        (
            "With hint, constraint and outcome",
            view! {
                <TextArea
                    id="area-hint"
                    label="Things"
                    value=text("one\ntwo\nthree")
                    description=HINT
                    constraint=CONSTRAINT
                    outcome=said(OUTCOME)
                    rows=3
                />
            },
        ),
        (
            "With an error",
            view! { <TextArea id="area-error" label="Things" value=text("the plant") error=said(ERROR) rows=3/> },
        ),
    ])
}

pub(super) fn select_fields() -> View {
    let choices = || Signal::stored(choices());
    samples([
        ("Chosen", view! { <SelectField id="select" label="What" value=text("group") choices=choices()/> }),
        (
            "Optional, with hint",
            view! {
                <SelectField
                    id="select-hint"
                    label="What"
                    value=text("none")
                    choices=choices()
                    description=HINT
                    optional=true
                />
            },
        ),
        (
            "With an error",
            view! {
                <SelectField id="select-error" label="What" value=text("none") choices=choices() error=said(ERROR)/>
            },
        ),
    ])
}

pub(super) fn radio_groups() -> View {
    samples([
        ("Chosen", view! { <RadioGroup id="radio" label="What" value=text("group") choices=choices()/> }),
        (
            "With hint and error",
            view! {
                <RadioGroup
                    id="radio-error"
                    label="What"
                    value=text("")
                    choices=choices()
                    description=HINT
                    error=said(ERROR)
                />
            },
        ),
    ])
}

pub(super) fn checkboxes() -> View {
    let checked = |is: bool| Binding::from(RwSignal::new(is));
    samples([
        ("Not ticked", view! { <Checkbox id="check" label="Suspend the devices" checked=checked(false)/> }),
        (
            "Ticked, with hint",
            view! { <Checkbox id="check-hint" label="Suspend the devices" checked=checked(true) description=HINT/> },
        ),
        (
            "With an error",
            view! {
                <Checkbox
                    id="check-error"
                    label="Suspend the devices"
                    checked=checked(false)
                    error=said("Tick this to go on.")
                />
            },
        ),
    ])
}

pub(super) fn error_summary() -> View {
    let error = |field, message: &str| FieldError { field, message: message.to_owned() };
    let errors = Signal::stored(vec![error("text-error", ERROR), error("check-error", "Tick this to go on.")]);
    view! { <ErrorSummary errors refused=Signal::stored(0)/> }
}

pub(super) fn toolbar() -> View {
    let choices = Signal::stored(choices());
    wide_samples([(
        "Fields and buttons above a list",
        view! {
            <div class="toolbar">
                <TextField id="toolbar-filter" label="Filter" value=text("") kind="search"/>
                <SelectField id="toolbar-select" label="What" value=text("all") choices/>
                <Button>"Refresh"</Button>
                <Progress done=Signal::stored(12) total=Signal::stored(37) text=Signal::stored("12 of 37 profiles".to_owned())/>
            </div>
        },
    )])
}
