//! The time it is at AWS: the computer's clock, put right by what replies tell.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;

use super::platform::Platform;
use super::timestamp::{Timestamp, parse_http_date};
use super::transport::HttpResponse;

/// A clock that is off by less is taken for right: replies tell the time to the second, and travel for a while.
pub(super) const TOLERATED_SKEW: Duration = Duration::from_secs(30);

/// A platform whose clock is AWS's, as far as that is known.
pub struct Clock {
    platform: Rc<dyn Platform>,
    /// By how many milliseconds the computer's clock is ahead of AWS's, from the last reply that told.
    ahead_millis: Cell<Option<i64>>,
}

impl Clock {
    pub(super) fn new(platform: Rc<dyn Platform>) -> Self {
        Self { platform, ahead_millis: Cell::new(None) }
    }

    /// By how much the computer's clock is ahead of AWS's, or behind if not `true`; `None` if it is right, or nobody
    /// knows.
    #[must_use]
    pub fn ahead(&self) -> Option<(Duration, bool)> {
        let ahead = self.ahead_millis.get()?;
        let difference = Duration::from_millis(ahead.unsigned_abs());
        (difference >= TOLERATED_SKEW).then_some((difference, ahead > 0))
    }

    /// Takes it that it is `now` at AWS, where no reply has told yet.
    pub fn learn(&self, now: Timestamp) {
        if self.ahead_millis.get().is_none() {
            self.set(now);
        }
    }

    /// Compares the computer's clock with a reply's `Date`, unless a cache answered with an old one.
    pub(super) fn measure(&self, response: &HttpResponse) {
        let date = response.header("date").filter(|_| response.header("age").is_none()).and_then(parse_http_date);
        if let Some(date) = date {
            self.set(date);
        }
    }

    fn set(&self, now: Timestamp) {
        self.ahead_millis.set(Some(self.platform.now().millis_since(now)));
    }
}

impl Platform for Clock {
    fn now(&self) -> Timestamp {
        let now = self.platform.now();
        match self.ahead() {
            Some((difference, true)) => now.minus(difference),
            Some((difference, false)) => now.plus(difference),
            None => now,
        }
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        self.platform.sleep(duration)
    }

    fn is_online(&self) -> bool {
        self.platform.is_online()
    }

    fn random_bits(&self) -> u32 {
        self.platform.random_bits()
    }
}
