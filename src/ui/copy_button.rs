//! A button that puts text on the clipboard.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::icon::{Icon, icon};
use crate::view::{View, view};

/// How long it says that it has copied.
const SAYS_SO_FOR: Duration = Duration::from_secs(3);

/// What a press came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Copied,
    Refused,
}

/// Copies `text`, and says so.
#[component]
pub fn CopyButton(
    /// What goes on the clipboard.
    #[prop(into)]
    text: Signal<String>,
    /// What the text is: `request ID`. For those who do not see what stands beside the button.
    what: &'static str,
    /// Everybody sees what the text is.
    #[prop(optional)]
    named: bool,
) -> View {
    let outcome = RwSignal::new(None);
    let copy = move |_| {
        spawn_local(async move {
            let result =
                if copy_to_clipboard(&text.get_untracked()).await { Outcome::Copied } else { Outcome::Refused };
            // The button may be gone by now, or when the time is up.
            outcome.try_set(Some(result));
            set_timeout(
                move || {
                    outcome.try_set(None);
                },
                SAYS_SO_FOR,
            );
        });
    };
    view! {
        <span class="copy">
            <button type="button" class="button small" on:click=copy>
                {move || icon(if outcome.get() == Some(Outcome::Copied) { Icon::Done } else { Icon::Copy })}
                <span>"Copy"<span class:visually-hidden=!named>" "{what}</span></span>
            </button>
            <span role="status">
                {move || match outcome.get() {
                    None => "",
                    Some(Outcome::Copied) => "Copied",
                    Some(Outcome::Refused) => "The browser did not allow it",
                }}
            </span>
        </span>
    }
}

/// Whether the browser took `text` onto the clipboard.
pub(crate) async fn copy_to_clipboard(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // There is none where the page came over plain HTTP from another machine.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
