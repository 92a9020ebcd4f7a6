//! Chooses the region that the console works in. It is part of the address.

use leptos::prelude::*;

use crate::aws::{Region, Service};
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
        let (value, label) = (offered.to_string(), label(&offered));
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

/// A region, and what it lacks as far as is known.
fn label(region: &Region) -> String {
    let lacks = match (Service::Iot.is_known_in(region), Service::FraudDetector.is_known_in(region)) {
        (true, true) => "",
        (true, false) => ", no Fraud Detector",
        (false, true) => ", no IoT Detect",
        (false, false) => ", no IoT Detect, no Fraud Detector",
    };
    format!("{region}{lacks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_offered_with_what_it_lacks() {
        let label = |name: &str| label(&Region::new(name).unwrap());
        assert_eq!(label("eu-west-1"), "eu-west-1");
        assert_eq!(label("eu-north-1"), "eu-north-1, no Fraud Detector");
        assert_eq!(label("ap-southeast-5"), "ap-southeast-5, no IoT Detect, no Fraud Detector");
    }
}
