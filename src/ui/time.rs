//! A point in time as people read it: "3 hours ago", with date, time and zone a hover or a Tab away.
//!
//! The words are [`crate::format`]'s. Here is what needs the page: the clock that ticks, and the zone.

use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::tooltip::{Tooltip, unique_id};
use crate::aws::Timestamp;
use crate::aws::platform::Platform;
use crate::domain::typed_time::{Offset, utc};
use crate::format;
use crate::preferences::{Preferences, TIMES, ZONE, use_preferences};
use crate::view::{View, view};

/// How often "3 minutes ago" is put right.
const TICK: Duration = Duration::from_secs(30);

/// The time it is, as far as shown text goes.
#[derive(Clone, Copy)]
struct Now(RwSignal<Timestamp>);

/// Gives the components below the time by `platform`'s clock, renewed twice a minute.
pub fn provide_now(platform: Rc<dyn Platform>) {
    let now = RwSignal::new(platform.now());
    provide_context(Now(now));
    // Without a timer the texts would age, and nothing worse.
    if let Ok(timer) = set_interval_with_handle(move || now.set(platform.now()), TICK) {
        on_cleanup(move || timer.clear());
    }
}

/// The time it is, renewed twice a minute. For what is shown; whoever needs the exact time asks the platform.
#[must_use]
pub fn use_now() -> Signal<Timestamp> {
    expect_context::<Now>().0.into()
}

/// How far the user's zone is from UTC at `at`, in minutes, positive to the east.
#[must_use]
pub fn local_offset(at: Timestamp) -> i32 {
    #[expect(clippy::as_conversions, reason = "the standard library has no other way from i64 to f64")]
    let date = js_sys::Date::new(&JsValue::from_f64(at.millis() as f64));
    // JavaScript counts it the other way round.
    #[expect(clippy::as_conversions, reason = "a whole number of minutes, or NaN, which becomes 0")]
    let offset = -date.get_timezone_offset() as i32;
    offset
}

/// How far the zone is from UTC that is preferred.
#[must_use]
pub fn preferred_offset(preferences: Preferences) -> Offset {
    if preferences.get(&ZONE) == "utc" { utc } else { local_offset }
}

/// What the user's zone is called: `Europe/Berlin`.
#[must_use]
pub fn local_zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let name = Reflect::get(&options, &JsValue::from_str("timeZone")).ok().and_then(|name| name.as_string());
    name.unwrap_or_else(|| "local time".to_owned())
}

/// A point in time, relative to now; the absolute time, local and in UTC, in a tooltip.
#[component]
pub fn Time(
    /// The point in time.
    #[prop(into)]
    at: Signal<Timestamp>,
) -> View {
    let id = unique_id("time");
    let now = use_now();
    let preferences = use_preferences();
    let is_utc = move || preferences.get(&ZONE) == "utc";
    let text = move || match preferences.get(&TIMES) {
        "absolute" => format::compact(at.get(), if is_utc() { 0 } else { local_offset(at.get()) }),
        _ => format::relative(at.get(), now.get()),
    };
    let absolute = Signal::derive(move || {
        let at = at.get();
        let (local, utc) = (format::absolute(at, local_offset(at)), format::absolute(at, 0));
        match if is_utc() { (utc, local) } else { (local, utc) } {
            (first, second) if first == second => first,
            (first, second) => first + "\n" + &second,
        }
    });
    view! {
        <Tooltip id=id.clone() text=absolute>
            <time datetime=move || at.get().to_rfc3339() tabindex="0" aria-describedby=id>
                {text}
            </time>
        </Tooltip>
    }
}
