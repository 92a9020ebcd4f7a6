//! How fast one service in one region is called, whoever calls it: so many requests at a time, and none while the
//! service asks for a pause.

use std::{cell::Cell, time::Duration};

use tokio::sync::{Semaphore, SemaphorePermit};

use super::platform::Platform;
use super::retry::Budget;
use super::timestamp::Timestamp;

/// Requests under way at a time to one service in one region.
///
/// Ours: wide enough to hide a round trip, narrow enough to stay far below the rates AWS publishes for these APIs.
pub const CONCURRENT_REQUESTS: usize = 6;

/// The longest that the retry mode waits, [`super::retry`]: 20 seconds computed and 5 that a service may add.
const LONGEST_PAUSE_MILLIS: i64 = 25_000;

/// The limiter of one service in one region.
#[derive(Debug)]
pub struct Limiter {
    slots: Semaphore,
    paused_until: Cell<Timestamp>,
    /// What repetitions of the service's requests may still cost.
    pub budget: Budget,
}

impl Default for Limiter {
    fn default() -> Self {
        Self {
            slots: Semaphore::const_new(CONCURRENT_REQUESTS),
            paused_until: Cell::new(Timestamp::from_millis(i64::MIN)),
            budget: Budget::full(),
        }
    }
}

impl Limiter {
    /// Waits for a slot, which is free again when the returned permit is dropped, and for the end of a pause.
    pub async fn enter(&self, platform: &dyn Platform) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed, so that this is always a permit.
        let permit = self.slots.acquire().await.ok();
        loop {
            // No longer than a pause can be, should the user's clock have been set back meanwhile.
            let left = self.paused_until.get().millis_since(platform.now()).min(LONGEST_PAUSE_MILLIS);
            match u64::try_from(left) {
                Ok(left) if left > 0 => platform.sleep(Duration::from_millis(left)).await,
                _ => return permit,
            }
            if left == LONGEST_PAUSE_MILLIS {
                return permit;
            }
        }
    }

    /// Nobody calls the service for `duration`, since it said that it is called too often.
    pub fn pause(&self, now: Timestamp, duration: Duration) {
        self.paused_until.set(self.paused_until.get().max(now.plus(duration)));
    }
}
