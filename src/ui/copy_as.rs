//! Offers what a page asks AWS for as text for other tools.
//!
//! The browser opens and closes the popover, by Escape and by a click beside it as well, and gives the focus back.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copy_button::copy_to_clipboard;
use super::icon::{Icon, icon};
use super::tooltip::unique_id;
use crate::view::{CollectView, NodeRef, View, view};

/// A text to be copied.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyText {
    /// The text.
    pub text: String,
    /// What it does not do; empty if it does all.
    pub note: &'static str,
}

/// A button that opens the choice of a text. The one that is chosen is shown, and copied.
#[component]
pub fn CopyAs(
    /// What there is a text for: `boto3`.
    tools: Vec<&'static str>,
    /// Writes the text for one of them, by its place. Is called again when a signal changes that it looked at.
    write: Rc<dyn Fn(usize) -> CopyText>,
    /// What is to be known before any text is used.
    about: Option<&'static str>,
) -> View {
    let id = unique_id("copy-as");
    let chosen = RwSignal::new(None::<usize>);
    let copied = RwSignal::new(None::<bool>);
    let shown = NodeRef::new();
    let choice = |(place, tool): (usize, &'static str)| {
        let write = Rc::clone(&write);
        let choose = move |_| {
            chosen.set(Some(place));
            // So that it is said again each time.
            copied.set(None);
            let text = untrack(|| write(place)).text;
            spawn_local(async move {
                let is_copied = copy_to_clipboard(&text).await;
                // The page may be gone by now.
                copied.try_set(Some(is_copied));
                if let (false, Some(shown), Ok(Some(selection))) = (is_copied, shown.get(), window().get_selection()) {
                    // Fails only for what is not on the page.
                    let _failed = selection.select_all_children(&shown);
                }
            });
        };
        let is_chosen = move || (chosen.get() == Some(place)).to_string();
        view! { <button type="button" class="button small" aria-pressed=is_chosen on:click=choose>{tool}</button> }
    };
    let choices = tools.into_iter().enumerate().map(choice).collect_view();
    let outcome = move || match copied.get() {
        None => "",
        Some(true) => "Copied.",
        Some(false) => "The browser did not allow it. The text is selected for you to copy.",
    };
    let written = move || chosen.get().map(|place| write(place));
    let note = written.clone();
    view! {
        <button type="button" class="button" popovertarget=id.clone()>
            {icon(Icon::Copy)}
            "Copy as"
        </button>
        <div
            id=id.clone()
            class="copy-as"
            popover="auto"
            role="group"
            aria-label="Copy as"
            on:beforetoggle=move |_| copied.set(None)
        >
            <div class="actions">
                {choices}
                <span role="status">{outcome}</span>
                <button type="button" class="button small" popovertarget=id popovertargetaction="hide">"Close"</button>
            </div>
            {about.map(|about| view! { <p>{about}</p> })}
            {move || note().filter(|text| !text.note.is_empty()).map(|text| view! { <p>{text.note}</p> })}
            <pre
                hidden=move || chosen.get().is_none()
                tabindex="0"
                role="region"
                aria-label="Text to copy"
                dir="ltr"
                node_ref=shown
            >
                {move || written().map(|text| text.text)}
            </pre>
        </div>
    }
}
