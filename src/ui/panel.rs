//! A section of a page: a box with a heading.

use crate::view::{View, view};
use leptos::prelude::*;

/// A section with its `h2`.
#[component]
pub fn Panel(
    /// The heading.
    #[prop(into)]
    heading: Signal<String>,
    /// Buttons and links that concern the whole section, beside its heading.
    #[prop(optional, into)]
    actions: Option<View>,
    children: View,
) -> View {
    view! {
        <section class="panel">
            <div class="panel-header">
                <h2>{heading}</h2>
                {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
            </div>
            {children}
        </section>
    }
}
