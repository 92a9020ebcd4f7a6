//! The browser's clock, timer and randomness.

use std::time::Duration;

use futures_util::future::{FutureExt, LocalBoxFuture};

use super::platform::Platform;
use super::timestamp::Timestamp;

/// The browser the console runs in.
#[derive(Clone, Copy, Debug)]
pub struct Browser;

impl Platform for Browser {
    fn now(&self) -> Timestamp {
        // A whole number of milliseconds far below the range of an i64.
        #[expect(clippy::as_conversions, reason = "the standard library has no other way from f64 to i64")]
        Timestamp::from_millis(js_sys::Date::now() as i64)
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        gloo_timers::future::sleep(duration).boxed_local()
    }

    fn is_online(&self) -> bool {
        web_sys::window().is_none_or(|window| window.navigator().on_line())
    }

    fn random_bits(&self) -> u32 {
        let mut bytes = [0; 4];
        let crypto = web_sys::window().and_then(|window| window.crypto().ok());
        // Every browser that runs WebAssembly has it.
        let drawn = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
        assert!(drawn, "the browser has no crypto.getRandomValues");
        u32::from_ne_bytes(bytes)
    }
}
