//! The way to a task by its ID.

use leptos::prelude::*;
use web_sys::Event;

use crate::aws::iot::MitigationActionsTaskId;
use crate::context::use_region;
use crate::router::{Back, use_router};
use crate::routes;
use crate::ui::{Button, Panel, TextField};
use crate::view::{View, focus_by_id, view};

const TASK_ID: &str = "task-id";

/// Opens the page of a task. Checks the ID; whether there is such a task, the page tells.
#[component]
pub(in crate::pages) fn TaskLookup(
    /// The heading above it.
    heading: &'static str,
    /// What stands below it.
    #[prop(optional)]
    children: View,
) -> View {
    let typed = RwSignal::new(String::new());
    // Nobody is told what is wrong with the field before leaving it to the console; from then on, until it is right.
    let was_refused = RwSignal::new(false);
    let read = move || MitigationActionsTaskId::new(typed.read().trim());
    let error = move || was_refused.get().then(|| read().err().map(|error| error.to_string())).flatten();

    let region = use_region();
    let router = use_router();
    let open = move |event: Event| {
        event.prevent_default();
        let task_id = untrack(read);
        was_refused.set(task_id.is_err());
        if let Ok(task_id) = task_id {
            typed.set(String::new());
            router.go(&routes::href(&routes::task(&task_id), &region.get_untracked()), Back::Here);
        } else {
            focus_by_id(TASK_ID.to_owned());
        }
    };

    view! {
        <Panel heading>
            <form class="stack" novalidate on:submit=open>
                <TextField
                    id=TASK_ID
                    label="Task ID"
                    value=typed
                    constraint=format!(
                        "Up to {} {}.",
                        MitigationActionsTaskId::RULE.maximum,
                        MitigationActionsTaskId::RULE.allowed,
                    )
                    error=Signal::derive(error)
                />
                <Button submit=true>"Open"</Button>
            </form>
            {children}
        </Panel>
    }
}
