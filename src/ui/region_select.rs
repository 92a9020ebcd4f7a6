//! Chooses the region that the console works in. It is part of the address.

use leptos::prelude::*;

use crate::aws::Region;
use crate::context::{use_region, use_regions, use_unknown_region};
use crate::router::use_router;
use crate::routes;
use crate::view::{CollectView, View, view};

/// The list of regions, for the top bar.
#[component]
pub fn RegionSelect() -> View {
    let region = use_region();
    let unknown = use_unknown_region();
    let router = use_router();
    let set_region =
        move |region: String| router.set_query(&router.query().get_untracked().with(routes::REGION, &region));
    let option = move |offered: Region| {
        let (value, label) = (offered.to_string(), offered.to_string());
        view! {
            <option value=value prop:selected=move || unknown.read().is_none() && *region.read() == offered>
                {label}
            </option>
        }
    };
    view! {
        <label class="region" for="region">
            <span>"Region"</span>
            <select id="region" on:change=move |event| set_region(event_target_value(&event))>
                // Something to choose another one from; the browser tells of changes only.
                {move || unknown.get().map(|region| view! { <option value="" selected disabled>{region}</option> })}
                {use_regions().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
