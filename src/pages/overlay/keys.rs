//! The keys that do something.

use leptos::prelude::*;

use super::{Open, dialog};
use crate::preferences::{SINGLE_KEYS, use_preferences};
use crate::routes;
use crate::ui::Link;
use crate::view::{CollectView, View, view};

/// The keys that work everywhere, and those that work alone.
const KEYS: [(&str, &str); 6] = [
    ("Ctrl K or ⌘ K", "Go anywhere, do anything: the command palette"),
    ("Tab, Shift Tab", "To the next control, and back"),
    ("Enter, Space", "Press it"),
    ("Escape", "Close what is open, or hide a hint"),
    ("/", "To the filter of the page"),
    ("?", "Show these keys"),
];

/// How many of them are more than a key alone.
const COMBINED: usize = 4;

/// The list.
#[component]
pub(super) fn KeyList(open: RwSignal<Option<Open>>) -> View {
    let preferences = use_preferences();
    let row = |(key, does): &(&'static str, &'static str)| {
        view! {
            <div>
                <dt><kbd>{*key}</kbd></dt>
                <dd>{*does}</dd>
            </div>
        }
    };
    let alone = move || {
        if preferences.get(&SINGLE_KEYS) == "on" {
            view! { <dl class="keys">{KEYS[COMBINED..].iter().map(row).collect_view()}</dl> }
        } else {
            view! { <p>"Keys that work alone are switched off."</p> }
        }
    };
    let content = view! {
        <h2>"Keys"</h2>
        <dl class="keys">{KEYS[..COMBINED].iter().map(row).collect_view()}</dl>
        {alone}
        <div class="actions">
            <button type="button" class="button" on:click=move |_| open.set(None)>"Close"</button>
            <span on:click=move |_| open.set(None)><Link to=routes::SETTINGS>"Change in Settings"</Link></span>
        </div>
    };
    dialog("overlay", "Keys", open, Open::Keys, content)
}
