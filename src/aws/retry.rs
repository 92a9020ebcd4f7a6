//! When and after how long a failed request is sent again: AWS's standard retry mode, as its SDKs have it.
//!
//! Pure: random numbers are handed in. Codes decide, not statuses.

use std::{cell::Cell, time::Duration};

use super::error::ErrorKind;
use super::operation::Effect;

/// How often a request is sent at most, the first time included. Source: standard retry mode.
pub const MAXIMUM_ATTEMPTS: u32 = 3;

/// The longest that a computed delay gets. Source: standard retry mode.
const MAXIMUM_DELAY: Duration = Duration::from_secs(20);
/// Delay base for everything but throttling. Source: standard retry mode 2.1.
const BASE: Duration = Duration::from_millis(50);
/// Delay base after throttling. Source: standard retry mode 2.1.
const BASE_THROTTLED: Duration = Duration::from_secs(1);
/// How much longer than computed a server may make us wait. Source: standard retry mode 2.1.
const MAXIMUM_EXTENSION: Duration = Duration::from_secs(5);

/// Whether a request that failed like this may be sent again without asking anybody.
#[must_use]
pub const fn is_repeatable(kind: ErrorKind, effect: Effect) -> bool {
    match kind {
        ErrorKind::Throttled => true,
        // It may have run, which is for a person, or for a look at what became of it, to decide.
        ErrorKind::NoAnswer | ErrorKind::ServiceFailure => matches!(effect, Effect::Read),
        _ => false,
    }
}

/// How long to wait before repetition `repetition` (0 is the first).
///
/// `hint` is what the service asked for in `x-amz-retry-after`; `random` is at least 0 and less than 1.
#[must_use]
pub fn delay(repetition: u32, kind: ErrorKind, hint: Option<Duration>, random: f64) -> Duration {
    let base = if matches!(kind, ErrorKind::Throttled) { BASE_THROTTLED } else { BASE };
    let computed = base.saturating_mul(2_u32.saturating_pow(repetition)).min(MAXIMUM_DELAY).mul_f64(random);
    hint.map_or(computed, |hint| hint.clamp(computed, computed + MAXIMUM_EXTENSION))
}

/// How many repetitions a service gets before we stop: a service in trouble is not helped by every page asking
/// three times. Source: standard retry mode 2.1.
#[derive(Debug)]
pub struct Budget(Cell<u32>);

impl Budget {
    const FULL: u32 = 500;

    /// A full one.
    #[must_use]
    pub const fn full() -> Self {
        Self(Cell::new(Self::FULL))
    }

    /// Pays for a repetition; `None` if it cannot be afforded.
    #[must_use]
    pub fn spend(&self, kind: ErrorKind) -> Option<Spent> {
        let cost = if matches!(kind, ErrorKind::Throttled) { 5 } else { 14 };
        self.0.set(self.0.get().checked_sub(cost)?);
        Some(Spent(cost))
    }

    /// Books a success, giving back what its last repetition cost, or a little when it needed none.
    pub fn succeed(&self, spent: Option<Spent>) {
        let refund = spent.map_or(1, |Spent(cost)| cost);
        self.0.set((self.0.get() + refund).min(Self::FULL));
    }
}

/// What a repetition cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent(u32);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(repetition: u32, kind: ErrorKind, hint: Option<u64>, random: f64, expected: u64) {
        let hint = hint.map(Duration::from_millis);
        assert_eq!(delay(repetition, kind, hint, random), Duration::from_millis(expected));
    }

    #[test]
    fn delays_double_up_to_twenty_seconds() {
        check(0, ErrorKind::NoAnswer, None, 0.5, 25);
        check(1, ErrorKind::NoAnswer, None, 0.5, 50);
        check(0, ErrorKind::Throttled, None, 0.5, 500);
        check(1, ErrorKind::Throttled, None, 0.5, 1000);
        check(30, ErrorKind::Throttled, None, 0.5, 10_000);
    }

    #[test]
    fn a_hint_of_the_service_is_followed_within_bounds() {
        check(0, ErrorKind::Throttled, Some(100), 0.5, 500);
        check(0, ErrorKind::Throttled, Some(2000), 0.5, 2000);
        check(0, ErrorKind::Throttled, Some(60_000), 0.5, 5500);
    }

    #[test]
    fn a_write_is_repeated_only_when_it_cannot_have_run() {
        assert!(is_repeatable(ErrorKind::Throttled, Effect::Write));
        assert!(!is_repeatable(ErrorKind::NoAnswer, Effect::Write));
        assert!(!is_repeatable(ErrorKind::ServiceFailure, Effect::Write));
        assert!(is_repeatable(ErrorKind::NoAnswer, Effect::Read));
        for kind in [ErrorKind::AccessDenied, ErrorKind::QuotaExceeded, ErrorKind::Invalid, ErrorKind::Unreadable] {
            assert!(!is_repeatable(kind, Effect::Read), "{kind:?}");
        }
    }

    #[test]
    fn an_empty_budget_ends_repetitions_until_something_succeeds() {
        let budget = Budget::full();
        let spent = std::iter::from_fn(|| budget.spend(ErrorKind::NoAnswer)).count();
        assert_eq!(spent, 35);
        assert_eq!(budget.spend(ErrorKind::NoAnswer), None);
        budget.succeed(Some(Spent(14)));
        assert!(budget.spend(ErrorKind::NoAnswer).is_some());
    }
}
