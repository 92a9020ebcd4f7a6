//! What of a page's view stands in the address: filter, sort and the like.

use std::time::Duration;

use leptos::prelude::*;

use crate::context::use_region;
use crate::router::use_router;
use crate::routes::{self, Query};
use crate::view::effect;

/// How long what is typed rests before it is written to the address. Browsers refuse an address that changes with every
/// letter typed.
const REST: Duration = Duration::from_millis(300);

/// The parameters of the address, ahead of it while somebody types. A handle; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Addressed {
    query: RwSignal<Query>,
    set: Callback<(&'static [&'static str], Parameters)>,
}

/// Names and values.
type Parameters = Vec<(&'static str, String)>;

/// The parameters of the address as they are now, and whatever becomes of them.
pub(super) fn use_addressed() -> Addressed {
    let (router, region) = (use_router(), use_region());
    let query = RwSignal::new(router.query().get_untracked());
    // Back, Forward and links change the address as well.
    effect(move || {
        let addressed = router.query().get();
        if query.with_untracked(|query| *query != addressed) {
            query.set(addressed);
        }
    });
    let write = move || query.with_untracked(|query| router.set_query(query));
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(timeout) = pending.try_update_value(Option::take).flatten() {
            timeout.clear();
        }
    };
    on_cleanup(forget);
    let set = Callback::new(move |(own, parameters): (&'static [&'static str], Parameters)| {
        let of_region = Query::default().with(routes::REGION, region.read_untracked().as_str());
        let changed = query.with_untracked(|query| {
            let others = query.pairs().filter(|(name, _)| *name != routes::REGION && !own.contains(name));
            let others = others.fold(of_region, |changed, (name, value)| changed.with(name, value));
            parameters.iter().fold(others, |changed, (name, value)| changed.with(name, value))
        });
        let is_typing = query.with_untracked(|query| query.get(routes::FILTER) != changed.get(routes::FILTER));
        query.set(changed);
        forget();
        // Writing takes as long as drawing, and comes behind it. Without a timer the address lags behind, and nothing
        // worse.
        let rest = if is_typing { REST } else { Duration::ZERO };
        pending.set_value(set_timeout_with_handle(write, rest).ok());
    });
    Addressed { query, set }
}

impl Addressed {
    /// Looks at the parameters.
    pub(super) fn with<T>(self, look: impl FnOnce(&Query) -> T) -> T {
        self.query.with(look)
    }

    /// Writes `parameters` to the address. Those of its `own` names that are not among them go, all others stay.
    pub(super) fn set(self, own: &'static [&'static str], parameters: Parameters) {
        self.set.run((own, parameters));
    }
}
