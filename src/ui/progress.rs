//! How far something has come, counted.

use crate::view::{View, view};
use leptos::prelude::*;

/// A bar for `done` of `total`, with its words beside it. Without a total it only says that something is going on.
#[component]
pub fn Progress(
    /// What is done.
    #[prop(into)]
    done: Signal<usize>,
    /// What there is to do; 0 while nobody knows.
    #[prop(into)]
    total: Signal<usize>,
    /// The same in words: `12 of 37 security profiles`.
    #[prop(into)]
    text: Signal<String>,
) -> View {
    let is_known = move || total.get() > 0;
    view! {
        <label class="progress">
            <progress
                value=move || is_known().then(|| done.get().to_string())
                max=move || is_known().then(|| total.get().to_string())
            ></progress>
            <span>{text}</span>
        </label>
    }
}
