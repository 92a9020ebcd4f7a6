//! What every component may ask for: the client, the region worked in, the clock.

use std::rc::Rc;

use leptos::prelude::*;

use crate::aws::platform::Platform;
use crate::aws::{Client, Region};
use crate::router::use_router;
use crate::routes;

/// What the application provides to its components.
#[derive(Clone, Copy)]
pub struct Console {
    client: StoredValue<Client, LocalStorage>,
    regions: StoredValue<Vec<Region>>,
}

/// Provides `client` to the components below; they work in one of `regions`, by default the first.
///
/// # Panics
/// If `regions` is empty, which [`crate::config::Config`] excludes.
pub fn provide_console(client: Client, regions: Vec<Region>) {
    assert!(!regions.is_empty(), "there is no region to work in");
    provide_context(Console { client: StoredValue::new_local(client), regions: StoredValue::new(regions) });
}

/// The client that calls AWS.
#[must_use]
pub fn use_client() -> Client {
    expect_context::<Console>().client.get_value()
}

/// Clock, timer and randomness. The clock is put right by what AWS tells.
#[must_use]
pub fn use_platform() -> Rc<dyn Platform> {
    use_client().clock()
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
    let query = use_router().query();
    Memo::new(move |_| {
        let named = query.read().get(routes::REGION).map(ToOwned::to_owned);
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
    let query = use_router().query();
    Memo::new(move |_| {
        let named = query.read().get(routes::REGION)?.to_owned();
        let offered = regions.with_value(|regions| regions.iter().any(|region| region.as_str() == named));
        (!offered).then_some(named)
    })
}

/// Where a link to `path`, one of [`crate::routes`], leads: below the console's base, in `region`.
#[must_use]
pub fn href_in(path: &str, region: &Region) -> String {
    use_router().href(&routes::href(path, region))
}

/// Where a link to `path`, one of [`crate::routes`], leads: below the console's base, in the region worked in.
#[must_use]
pub fn use_href(path: Signal<String>) -> Memo<String> {
    let (router, region) = (use_router(), use_region());
    Memo::new(move |_| router.href(&routes::href(&path.read(), &region.read())))
}
