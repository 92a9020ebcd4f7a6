//! What an address shows that leads nowhere.

use leptos::prelude::*;

use crate::routes;
use crate::ui::link::Link;
use crate::ui::page_header::PageHeader;
use crate::view::{View, view};

/// Says that there is no such page, and where to go instead.
#[component]
pub fn NotFoundPage() -> View {
    view! {
        <PageHeader title="Page not found"/>
        <p>"The address leads to no page of the console. It may be mistyped, or come from another version."</p>
        <p><Link to=routes::OVERVIEW>"Go to the overview"</Link></p>
    }
}
