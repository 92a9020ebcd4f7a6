//! What every component may ask for: the client, the region worked in, the clock.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::aws::platform::Platform;
use crate::aws::{Client, Region};
use crate::routes;

/// What the application provides to its components.
#[derive(Clone, Copy)]
pub struct Console {
    client: StoredValue<Client, LocalStorage>,
    regions: StoredValue<Vec<Region>>,
    base: StoredValue<String>,
}

/// Provides `client` to the components below; they work in one of `regions`, by default the first.
///
/// `base` is the path the console is hosted under, without a slash at its end: empty at the root of a host.
///
/// # Panics
/// If `regions` is empty, which [`crate::config::Config`] excludes.
pub fn provide_console(client: Client, regions: Vec<Region>, base: String) {
    assert!(!regions.is_empty(), "there is no region to work in");
    provide_context(Console {
        client: StoredValue::new_local(client),
        regions: StoredValue::new(regions),
        base: StoredValue::new(base),
    });
}

/// The client that calls AWS.
#[must_use]
pub fn use_client() -> Client {
    expect_context::<Console>().client.get_value()
}

/// Clock, timer and randomness.
#[must_use]
pub fn use_platform() -> Rc<dyn Platform> {
    use_client().platform()
}

/// The regions to offer.
#[must_use]
pub fn use_regions() -> Vec<Region> {
    expect_context::<Console>().regions.get_value()
}

/// The region worked in: the one that the address names, if it is on offer, else the default.
#[must_use]
pub fn use_region() -> Memo<Region> {
    let console = expect_context::<Console>();
    let query = use_query_map();
    Memo::new(move |_| {
        let named = query.read().get_str(routes::REGION).map(ToOwned::to_owned);
        console.regions.with_value(|regions| {
            let named = regions.iter().find(|region| Some(region.as_str()) == named.as_deref());
            named.unwrap_or(&regions[0]).clone()
        })
    })
}

/// The region that the address names although it is not on offer.
///
/// Working in another one instead would show, and act on, what nobody asked for.
#[must_use]
pub fn use_unknown_region() -> Memo<Option<String>> {
    let regions = expect_context::<Console>().regions;
    let query = use_query_map();
    Memo::new(move |_| {
        let named = query.read().get_str(routes::REGION)?.to_owned();
        let offered = regions.with_value(|regions| regions.iter().any(|region| region.as_str() == named));
        (!offered).then_some(named)
    })
}

/// Replaces the parameters of the address, which stays on its page: what it held before is gone, and Back leads to
/// the page before.
pub fn use_set_parameters() -> impl Fn(&[(&str, &str)]) + Clone + Send + Sync + 'static {
    let path = use_location().pathname;
    let navigate = use_navigate();
    move |parameters| {
        let address = path.get_untracked() + &routes::query(parameters.iter().copied());
        let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&address, options);
    }
}

/// Where a link to `path`, one of [`crate::routes`], leads: below the console's base, in `region`.
#[must_use]
pub fn href_in(path: &str, region: &Region) -> String {
    expect_context::<Console>().base.with_value(|base| format!("{base}{}", routes::href(path, region)))
}

/// Where a link to `path`, one of [`crate::routes`], leads: below the console's base, in the region worked in.
#[must_use]
pub fn use_href(path: Signal<String>) -> Memo<String> {
    let base = expect_context::<Console>().base;
    let region = use_region();
    Memo::new(move |_| base.with_value(|base| format!("{base}{}", routes::href(&path.read(), &region.read()))))
}
