//! What stands where a list would be when there is nothing to list.

use crate::view::{View, view};
use leptos::prelude::*;

/// Says that there is nothing, or that nothing matches, and what to do next.
#[component]
pub fn EmptyState(
    /// That there is nothing, in a few words.
    #[prop(into)]
    heading: String,
    /// Why, and the next step.
    #[prop(optional)]
    children: Option<View>,
) -> View {
    view! {
        <div class="empty-state">
            <p class="empty-state-heading">{heading}</p>
            {children}
        </div>
    }
}
