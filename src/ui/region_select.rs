//! Chooses the region that the console works in. It is part of the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::aws::Region;
use crate::context::{use_region, use_regions, use_set_parameters, use_unknown_region};
use crate::routes;

/// The list of regions, for the top bar.
#[component]
pub fn RegionSelect() -> impl IntoView {
    let region = use_region();
    let unknown = use_unknown_region();
    let query = use_query_map();
    let set_parameters = use_set_parameters();
    let set_region = move |region: String| {
        let mut query = query.get_untracked();
        query.replace(routes::REGION, region);
        let parameters: Vec<(String, String)> =
            query.into_iter().map(|(name, value)| (name.into_owned(), value)).collect();
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        set_parameters(&parameters);
    };
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
    .into_any()
}
