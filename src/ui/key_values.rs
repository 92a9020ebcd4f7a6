//! Names and their values, in columns where there is room.

use crate::view::{View, view};
use leptos::prelude::*;

/// A list of [`KeyValue`]s.
#[component]
pub fn KeyValues(children: View) -> View {
    view! { <dl class="key-values">{children}</dl> }
}

/// One name and its value.
#[component]
pub fn KeyValue(
    /// The name.
    #[prop(into)]
    name: String,
    /// The value.
    children: View,
) -> View {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </div>
    }
}
