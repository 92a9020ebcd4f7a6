//! What the client needs of the machine it runs on: time and chance.

use std::time::Duration;

use futures_util::future::LocalBoxFuture;

use super::timestamp::Timestamp;

/// Clock, timer and randomness. The browser's is in `aws::browser`; tests hand in ones they control.
pub trait Platform {
    /// The time. By the user's clock it may be wrong; a client puts it right as far as it can.
    fn now(&self) -> Timestamp;
    /// Waits.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()>;
    /// Whether there may be a network. `false` is certain; `true` says little.
    fn is_online(&self) -> bool;
    /// 32 bits by chance, fit for tokens that must not come up twice.
    fn random_bits(&self) -> u32;
    /// A random number, at least 0 and less than 1.
    fn random(&self) -> f64 {
        f64::from(self.random_bits()) / (f64::from(u32::MAX) + 1.0)
    }
}
