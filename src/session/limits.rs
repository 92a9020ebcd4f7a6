//! How long a session may last: without anybody at work, and in all.

use std::time::Duration;

use crate::aws::Timestamp;

/// How long before a limit one is warned. WCAG 2.2.1 wants 20 seconds at least.
pub const WARNING: Duration = Duration::from_secs(60);

/// The limits of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it lasts when nobody is at work. `session.idle_timeout_minutes`
    pub idle: Duration,
    /// How long it lasts at most. `session.absolute_timeout_minutes`
    pub absolute: Duration,
}

impl Default for Limits {
    /// 15 minutes and 8 hours: a break, and a shift.
    fn default() -> Self {
        Self { idle: Duration::from_secs(15 * 60), absolute: Duration::from_secs(8 * 60 * 60) }
    }
}

/// One of the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::idle`]
    Idle,
    /// [`Limits::absolute`]
    Absolute,
}

/// How near a session is to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// Far.
    Far,
    /// It ends within [`WARNING`], for that reason.
    Near(Limit),
    /// It is over.
    Over(Limit),
}

impl Limits {
    /// How near a session is to its end at `now` that began at `since` and was last at work at `active`.
    #[must_use]
    pub fn nearness(&self, since: Timestamp, active: Timestamp, now: Timestamp) -> Nearness {
        let (idle, absolute) = (active.plus(self.idle), since.plus(self.absolute));
        let (limit, end) = if absolute <= idle { (Limit::Absolute, absolute) } else { (Limit::Idle, idle) };
        if end <= now {
            Nearness::Over(limit)
        } else if end.minus(WARNING) <= now {
            Nearness::Near(limit)
        } else {
            Nearness::Far
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_limit_warns_a_minute_ahead_and_ends_the_session() {
        let at = |minutes: i64| Timestamp::from_seconds(minutes * 60);
        let nearness = |active, now| Limits::default().nearness(at(0), at(active), at(now));
        assert_eq!(nearness(0, 13), Nearness::Far);
        assert_eq!(nearness(0, 14), Nearness::Near(Limit::Idle));
        assert_eq!(nearness(0, 15), Nearness::Over(Limit::Idle));
        assert_eq!(nearness(14, 15), Nearness::Far, "somebody was at work");
        assert_eq!(nearness(478, 478), Nearness::Far);
        assert_eq!(nearness(478, 479), Nearness::Near(Limit::Absolute));
        assert_eq!(nearness(479, 480), Nearness::Over(Limit::Absolute));
        assert_eq!(nearness(479, 2000), Nearness::Over(Limit::Absolute));
    }
}
