//! What stands where rows or text will be while they load, as high as they will be: nothing jumps.

use crate::view::{CollectView, View, view};
use leptos::prelude::*;

/// Gray bars, and "Loading …" for those who do not see them.
#[component]
pub fn Skeleton(
    /// What is loading: `training summaries`.
    #[prop(into)]
    what: String,
    /// How many rows are expected.
    #[prop(default = 5)]
    rows: usize,
) -> View {
    view! {
        <div class="skeleton">
            <p class="visually-hidden" role="status">
                {format!("Loading {what} …")}
            </p>
            {(0..rows).map(|_| view! { <div class="skeleton-row" aria-hidden="true"></div> }).collect_view()}
        </div>
    }
}
