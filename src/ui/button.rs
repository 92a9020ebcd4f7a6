//! A button that can be busy, or blocked with a reason. A button that is always ready needs no component: it is a
//! `<button type="button" class="button">`.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::tooltip::{Tooltip, unique_id};
use crate::view::{View, view};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// One of several.
    #[default]
    Normal,
    /// What most people come to do: one on a page.
    Primary,
}

/// A button. It never becomes `disabled`, which would take it from the keyboard and give no reason: while busy or
/// blocked it keeps its place and size, can be focused, tells why, and does nothing.
#[component]
pub fn Button(
    /// How much it stands out.
    #[prop(optional)]
    emphasis: Emphasis,
    /// Submits the form around it, whose `on:submit` then does the work.
    #[prop(optional)]
    submit: bool,
    /// What it started is still going on.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be used now.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    /// What it does.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    /// What it says.
    children: View,
) -> View {
    let id = unique_id("reason");
    let described_by = id.clone();
    let is_inert = move || busy.get() || blocked.with(Option::is_some);
    let click = move |event: web_sys::Event| {
        if busy.get_untracked() || blocked.with_untracked(Option::is_some) {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(());
        }
    };
    view! {
        <Tooltip id=id text=Signal::derive(move || blocked.get().unwrap_or_default())>
            <button
                type=if submit { "submit" } else { "button" }
                class="button"
                class:primary=emphasis == Emphasis::Primary
                class:busy=busy
                aria-disabled=move || is_inert().then_some("true")
                aria-describedby=move || blocked.with(Option::is_some).then(|| described_by.clone())
                on:click=click
            >
                <span class="button-label">{children}</span>
                {move || busy.get().then(|| icon(Icon::InProgress))}
            </button>
        </Tooltip>
    }
}
