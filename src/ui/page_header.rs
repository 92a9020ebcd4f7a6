//! The head of a page: its one `h1`, the title of the window, and where the focus goes when the page changes.

use crate::view::{NodeRef, View, effect, focus, view};
use leptos::prelude::*;

/// What follows the page's title in the title of the window.
const PRODUCT: &str = "Detect Console";

/// Where the page before was, if there was one.
#[derive(Clone, Copy)]
struct PageChange {
    path: ReadSignal<String>,
    before: StoredValue<Option<String>>,
}

/// Lets a page header below take the focus when it appears at another `path` than the one before: after a click on a
/// link, a screen reader goes on at the new page's heading. When the console opens, or the same page shows something
/// else, the focus stays where it is.
pub(super) fn provide_focus_on_page_change(path: ReadSignal<String>) {
    provide_context(PageChange { path, before: StoredValue::new(None) });
}

/// Moves the focus to the heading of the page, where it is not lost: for a button that goes away when it is pressed.
pub fn focus_heading() {
    if let Ok(Some(heading)) = document().query_selector("h1") {
        focus(&heading);
    }
}

/// Names the window after the page, or after what is going on where a page has no heading yet.
pub fn name_window(title: &str) {
    document().set_title(&format!("{title} – {PRODUCT}"));
}

/// The head of a page. Each page has one.
#[component]
pub fn PageHeader(
    /// The heading, which also names the window.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons and links that concern the whole page.
    #[prop(optional, into)]
    actions: Option<View>,
    /// A sentence or two on what the page is for.
    #[prop(optional)]
    children: Option<View>,
) -> View {
    let heading = NodeRef::new();
    effect(move || name_window(&title.get()));

    let changed = use_context::<PageChange>().is_some_and(|PageChange { path, before }| {
        let path = path.get_untracked();
        let before = before.try_update_value(|before| before.replace(path.clone())).flatten();
        before.is_some_and(|before| before != path)
    });
    effect(move || {
        if changed {
            heading.focus();
        }
    });

    view! {
        <div class="page-header">
            <div>
                <h1 tabindex="-1" node_ref=heading>
                    {title}
                </h1>
                {children.map(|children| view! { <div class="page-description">{children}</div> })}
            </div>
            {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
        </div>
    }
}
