//! Links within the console. They keep the region.

use leptos::prelude::*;

use crate::context::use_href;
use crate::view::{View, view};

/// A link to another page of the console.
#[component]
pub fn Link(
    /// One of [`crate::routes`].
    #[prop(into)]
    to: Signal<String>,
    /// The value of `aria-current`, for links of a navigation.
    #[prop(optional, into)]
    current: Signal<Option<&'static str>>,
    /// What it says.
    children: View,
) -> View {
    // The router takes clicks on every link of the page.
    view! { <a href=use_href(to) aria-current=current>{children}</a> }
}
