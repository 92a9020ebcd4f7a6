//! What is pressed, followed or pointed at.

use std::rc::Rc;

use leptos::prelude::*;

use super::samples;
use crate::routes;
use crate::ui::tooltip::{Tooltip, unique_id};
use crate::ui::{Button, CopyAs, CopyButton, CopyText, Emphasis, Link};
use crate::view::{View, view};

pub(super) fn buttons() -> View {
    let button = |emphasis, busy: bool, blocked: Option<&str>| {
        view! {
            <Button emphasis busy=Signal::stored(busy) blocked=Signal::stored(blocked.map(str::to_owned))>"Start task"</Button>
        }
    };
    samples([
        ("Normal", button(Emphasis::Normal, false, None)),
        ("Primary", button(Emphasis::Primary, false, None)),
        ("Busy", button(Emphasis::Normal, true, None)),
        ("Primary, busy", button(Emphasis::Primary, true, None)),
        ("Blocked: point at it, or Tab to it", button(Emphasis::Normal, false, Some("Choose an action first."))),
        ("Primary, blocked", button(Emphasis::Primary, false, Some("Choose an action first."))),
        ("Small", view! { <button type="button" class="button small">"Dismiss"</button> }),
        ("A link that looks like one", view! { <a href=routes::OVERVIEW class="button">"Open"</a> }),
    ])
}

pub(super) fn links() -> View {
    samples([
        (
            "In a text",
            view! { <p>"It is on the page " <Link to=routes::GALLERY>"Gallery"</Link> ", which is this one."</p> },
        ),
        (
            "Opens and closes",
            view! {
                <details>
                    <summary>"Technical detail"</summary>
                    <p>"More of it."</p>
                </details>
            },
        ),
    ])
}

pub(super) fn tooltips() -> View {
    let tooltip = |text: &'static str| {
        let id = unique_id("gallery");
        view! {
            <Tooltip id=id.clone() text=Signal::stored(text.to_owned())>
                <button type="button" class="button" aria-describedby=id>"Point at this"</button>
            </Tooltip>
        }
    };
    samples([
        ("One line", tooltip("What it says.")),
        ("Several lines", tooltip("20 November 2026, 13:00:00 UTC+1\n20 November 2026, 12:00:00 UTC")),
        (
            "Long",
            tooltip("Only members of the group responders may do this. Ask whoever manages the user pool to add you."),
        ),
    ])
}

pub(super) fn copy_buttons() -> View {
    samples([(
        "Press it to see what it says",
        view! { <code>"task-1"</code> " " <CopyButton text=Signal::stored("task-1".to_owned()) what="task ID"/> },
    )])
}

pub(super) fn copy_as() -> View {
    let write = |place: usize| CopyText {
        text: format!(
            "text {place} --with-an-option \\\n  --and-another-one that-is-long-enough-to-reach-the-next-line"
        ),
        note: if place == 0 { "" } else { "A note on this text alone." },
    };
    let tools = vec!["AWS CLI", "PowerShell", "boto3", "curl"];
    view! { <p><CopyAs tools write=Rc::new(write) about=Some("What is to be known before a text is used.")/></p> }
}
