//! Names and their values, in columns where there is room.

use leptos::prelude::*;

/// A list of [`KeyValue`]s.
#[component]
pub fn KeyValues(children: Children) -> impl IntoView {
    view! { <dl class="key-values">{children()}</dl> }.into_any()
}

/// One name and its value.
#[component]
pub fn KeyValue(
    /// The name.
    #[prop(into)]
    name: String,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}
