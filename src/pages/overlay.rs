//! What stands over every page: the command palette, the list of keys, and notifications.

mod keys;
mod link;
mod palette;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};

use self::keys::KeyList;
use self::palette::Palette;
use crate::preferences::{SINGLE_KEYS, use_preferences};
use crate::session::{SessionState, Who, use_session};
use crate::ui::Tone;
use crate::ui::notifications::{Notifications, notify};
use crate::ui::shell::CommandsAsked;
use crate::view::{NodeRef, View, effect, focus, view};

/// What is open over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Palette,
    Keys,
}

/// All of it. It listens to the keys of the window.
#[component]
pub(super) fn Overlay() -> View {
    let open = RwSignal::new(None::<Open>);
    let preferences = use_preferences();
    let CommandsAsked(asked) = expect_context();
    effect(move || {
        if asked.get() > 0 {
            open.set(Some(Open::Palette));
        }
    });
    tell_guest_who_came_back();
    let listening = window_event_listener_untyped("keydown", move |event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        // Nothing opens over a dialog: it waits for an answer.
        if event.default_prevented() || document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some()) {
            return;
        }
        let is_alone = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let does = match &*event.key() {
            "k" | "K" if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key() => {
                open.set(Some(Open::Palette));
                true
            }
            "?" if is_alone && preferences.get(&SINGLE_KEYS) == "on" && !is_typed_into(event) => {
                open.set(Some(Open::Keys));
                true
            }
            "/" if is_alone && preferences.get(&SINGLE_KEYS) == "on" && !is_typed_into(event) => focus_filter(),
            _ => false,
        };
        if does {
            event.prevent_default();
        }
    });
    on_cleanup(move || listening.remove());
    view! {
        <Palette open/>
        <KeyList open/>
        <Notifications/>
    }
}

/// A guest who wanted to sign in and is here again sees the page as it was, and nothing of what has happened.
fn tell_guest_who_came_back() {
    let (session, notify) = (use_session(), notify());
    effect(move || {
        let is_user = matches!(&*session.state.read_untracked(), SessionState::SignedIn { who: Who::User { .. }, .. });
        if session.obstacle.get().is_some() && !is_user {
            let text = "The sign-in was cancelled, or your account may not use this console. You go on as a guest.";
            notify(Tone::Info, "You were not signed in.", text.to_owned());
        }
    });
}

/// Whether the key goes into a field.
fn is_typed_into(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target.closest("input, textarea, select, [contenteditable]").is_ok_and(|field| field.is_some())
    })
}

/// Goes to the filter of the page, if it has one.
fn focus_filter() -> bool {
    let filter = document().query_selector("main input[type=search]").ok().flatten();
    filter.is_some_and(|filter| {
        focus(&filter);
        true
    })
}

/// A dialog that is open while `open` says so. The browser gives the focus back when it closes.
fn dialog(class: &'static str, label: &'static str, open: RwSignal<Option<Open>>, which: Open, content: View) -> View {
    let dialog = NodeRef::new();
    effect(move || {
        let is_wanted = open.get() == Some(which);
        let Some(dialog) = dialog.get() else { return };
        let dialog: &HtmlDialogElement = dialog.unchecked_ref();
        if is_wanted && !dialog.open() {
            // Refused only for a dialog that is not on the page.
            let _refused = dialog.show_modal();
        } else if !is_wanted && dialog.open() {
            dialog.close();
        }
    });
    // A click beside it is one on the dialog itself, which its content covers.
    let click = move |event: web_sys::Event| {
        let is_beside = event.target() == event.current_target();
        if is_beside {
            open.set(None);
        }
    };
    let closed = move |_| {
        if open.get_untracked() == Some(which) {
            open.set(None);
        }
    };
    view! {
        <dialog class=class aria-label=label node_ref=dialog on:close=closed on:click=click>
            <div>{content}</div>
        </dialog>
    }
}
