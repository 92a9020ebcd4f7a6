//! Text that appears when something is pointed at or focused, and goes away with Escape.
//!
//! The style sheet shows and places it: a table may hold hundreds, and they cost no listener each.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::view::{View, view};
use leptos::ev;
use leptos::prelude::*;

/// On the root element while Escape has dismissed the tooltip on show.
const DISMISSED: &str = "data-tooltip-dismissed";

/// An id that no other element of the page has.
#[must_use]
pub fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Ties `text` to the one element in `children`, which must be able to take focus and names `id` in
/// `aria-describedby`. No text, no tooltip.
#[component]
pub fn Tooltip(
    /// From [`unique_id`].
    id: String,
    /// What it says. Line breaks are kept.
    #[prop(into)]
    text: Signal<String>,
    children: View,
) -> View {
    view! {
        <span class="tooltip-anchor">
            {children}
            <span class="tooltip" role="tooltip" id=id>
                {text}
            </span>
        </span>
    }
}

/// Makes Escape dismiss the tooltip on show, until the pointer or the focus goes elsewhere. Once for the page.
pub fn dismiss_tooltips_on_escape() {
    let root = || document().document_element();
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape"
            && let Some(root) = root()
        {
            // Can fail for a name that is no attribute's only.
            let _ = root.set_attribute(DISMISSED, "");
        }
    });
    let restore = move || {
        if let Some(root) = root() {
            let _ = root.remove_attribute(DISMISSED);
        }
    };
    let pointer = window_event_listener(ev::pointerover, move |_| restore());
    let focus = window_event_listener(ev::focusin, move |_| restore());
    on_cleanup(move || {
        keys.remove();
        pointer.remove();
        focus.remove();
    });
}
