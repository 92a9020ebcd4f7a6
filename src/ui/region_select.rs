//! Chooses the region that the console works in. It is part of the address.

use leptos::prelude::*;
use leptos_router::hooks::query_signal;

use crate::aws::Region;
use crate::context::{use_region, use_regions};
use crate::routes;

/// The list of regions, for the top bar.
#[component]
pub fn RegionSelect() -> impl IntoView {
    let region = use_region();
    let (_, set_region) = query_signal::<String>(routes::REGION);
    let option = move |offered: Region| {
        let (value, label) = (offered.to_string(), offered.to_string());
        view! {
            <option value=value prop:selected=move || *region.read() == offered>
                {label}
            </option>
        }
    };
    view! {
        <label class="region" for="region">
            <span>"Region"</span>
            <select id="region" on:change=move |event| set_region.set(Some(event_target_value(&event)))>
                {use_regions().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}
