//! How long a session may last: without anybody at work, and in all.

use std::time::Duration;

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
    /// How near a session is to its end that has lasted for `age` and was last at work `idle` ago.
    #[must_use]
    pub fn nearness(&self, age: Duration, idle: Duration) -> Nearness {
        let (age_left, idle_left) = (self.absolute.saturating_sub(age), self.idle.saturating_sub(idle));
        let (limit, left) = if age_left <= idle_left { (Limit::Absolute, age_left) } else { (Limit::Idle, idle_left) };
        if left.is_zero() {
            Nearness::Over(limit)
        } else if left <= WARNING {
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
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        let nearness = |active: u64, now: u64| Limits::default().nearness(minutes(now), minutes(now - active));
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
