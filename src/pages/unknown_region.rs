//! What an address shows that names a region the console does not work in.

use leptos::prelude::*;

use crate::ui::page_header::PageHeader;
use crate::view::{View, view};

/// Says so, instead of quietly showing another region.
#[component]
pub fn UnknownRegionPage(
    /// The region the address names.
    region: String,
) -> View {
    view! {
        <PageHeader title="Region not available"/>
        <p>
            "The address names the region " <code>{region}</code>
            ", in which this console does not work. Nothing was read or sent."
        </p>
        <p>"Choose one of its regions at the top of the page, or ask whoever runs the console to add this one."</p>
    }
}
