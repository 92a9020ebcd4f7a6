//! A range of time as somebody chooses it: "last 24 hours", or two typed times.

use std::time::Duration;

use super::typed_time::{Offset, read_time, whole_seconds};
use crate::aws::Timestamp;
use crate::format::duration;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How a range is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeChoice {
    /// No matter when.
    AnyTime,
    /// The hour before now.
    LastHour,
    /// The 24 hours before now.
    Last24Hours,
    /// The 7 days before now.
    Last7Days,
    /// The 14 days before now.
    Last14Days,
    /// Between two typed times.
    Between,
}

impl RangeChoice {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::AnyTime, Self::LastHour, Self::Last24Hours, Self::Last7Days, Self::Last14Days, Self::Between];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::AnyTime => "Any time",
            Self::LastHour => "Last hour",
            Self::Last24Hours => "Last 24 hours",
            Self::Last7Days => "Last 7 days",
            Self::Last14Days => "Last 14 days",
            Self::Between => "Between two times",
        }
    }

    /// The choice whose [`Self::label`] this is.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.label() == label)
    }

    /// What it comes to where now is when `now_is`, such as "you open the review". `None` where that has to be typed.
    #[must_use]
    pub fn meaning(self, now_is: &str) -> Option<String> {
        match self {
            Self::AnyTime => Some("No limit.".to_owned()),
            Self::Between => None,
            _ => Some(format!("{} before {now_is}.", self.label().replace("Last", "The"))),
        }
    }

    /// How far a relative range reaches back.
    const fn length(self) -> Option<Duration> {
        match self {
            Self::AnyTime | Self::Between => None,
            Self::LastHour => Some(HOUR),
            Self::Last24Hours => Some(DAY),
            Self::Last7Days => Some(Duration::from_secs(7 * DAY.as_secs())),
            Self::Last14Days => Some(Duration::from_secs(14 * DAY.as_secs())),
        }
    }

    /// Where the range starts and ends, each the time or what is wrong with it, in words for its field. `None` for any
    /// time. `typed` are the two times as typed, in the zone of `offset`; what is typed for another choice does not
    /// matter.
    #[must_use]
    pub fn ends(
        self,
        typed: [&str; 2],
        limits: Limits,
        now: Timestamp,
        offset: Offset,
    ) -> Option<[Result<Timestamp, String>; 2]> {
        if let Some(length) = self.length() {
            let end = whole_seconds(now);
            return Some([Ok(end.minus(length)), Ok(end)]);
        }
        if self == Self::AnyTime {
            return None;
        }
        let [start, end] = typed.map(|text| read_time(text, offset));
        let start = start.and_then(|start| limits.check_start(start, now));
        let end = end.and_then(|end| limits.check_end(end, start.as_ref().ok().copied(), now));
        Some([start, end])
    }
}

/// What a typed range keeps to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How far ahead of now it may start.
    pub furthest_start: Duration,
    /// How far ahead of now it may end.
    pub furthest_end: Duration,
    /// How long ago it may start without a warning.
    pub oldest_start: Duration,
    /// The warning.
    pub too_old: &'static str,
}

impl Limits {
    fn check_start(self, start: Timestamp, now: Timestamp) -> Result<Timestamp, String> {
        if start > now.plus(self.furthest_start) {
            return Err("The start is in the future: nothing can have occurred yet".to_owned());
        }
        Ok(start)
    }

    fn check_end(self, end: Timestamp, start: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, String> {
        if end > now.plus(self.furthest_end) {
            return Err(format!("The end is more than {} in the future", duration(self.furthest_end)));
        }
        match start {
            Some(start) if end == start => Err("The end is the same as the start; it must be later".to_owned()),
            Some(start) if end < start => Err("The end is before the start; it must be later".to_owned()),
            _ => Ok(end),
        }
    }

    /// The warning about a range that starts at `start`, if it is that old.
    #[must_use]
    pub fn warning(self, start: Timestamp, now: Timestamp) -> Option<&'static str> {
        (start < now.minus(self.oldest_start)).then_some(self.too_old)
    }
}

#[cfg(test)]
mod tests {
    use super::super::typed_time::utc;
    use super::*;

    const LIMITS: Limits = Limits {
        furthest_start: Duration::from_secs(60),
        furthest_end: DAY,
        oldest_start: Duration::from_secs(30 * 24 * 60 * 60),
        too_old: "Old.",
    };

    fn now() -> Timestamp {
        Timestamp::parse_rfc3339("2026-11-20T19:30:45.678Z").unwrap()
    }

    fn ends(choice: RangeChoice, typed: [&str; 2]) -> Option<[Result<String, String>; 2]> {
        let ends = choice.ends(typed, LIMITS, now(), utc)?;
        Some(ends.map(|end| end.map(Timestamp::to_rfc3339)))
    }

    #[track_caller]
    fn check(typed: [&str; 2], expected: [Result<&str, &str>; 2]) {
        let expected = expected.map(|end| end.map(str::to_owned).map_err(str::to_owned));
        assert_eq!(ends(RangeChoice::Between, typed), Some(expected));
    }

    #[test]
    fn a_relative_range_ends_now_to_the_second_whatever_is_typed() {
        assert_eq!(ends(RangeChoice::AnyTime, ["soon", ""]), None);
        for (choice, start) in [
            (RangeChoice::LastHour, "2026-11-20T18:30:45Z"),
            (RangeChoice::Last24Hours, "2026-11-19T19:30:45Z"),
            (RangeChoice::Last7Days, "2026-11-13T19:30:45Z"),
            (RangeChoice::Last14Days, "2026-11-06T19:30:45Z"),
        ] {
            let expected = [start, "2026-11-20T19:30:45Z"].map(|time| Ok(time.to_owned()));
            assert_eq!(ends(choice, ["soon", ""]), Some(expected));
        }
    }

    #[test]
    fn a_typed_range_needs_both_ends() {
        let words = "Enter a date and a time of day";
        check(["", ""], [Err(words), Err(words)]);
        check(["2026-11-20T10:00", ""], [Ok("2026-11-20T10:00:00Z"), Err(words)]);
        check(["2026-11-20T10:00", "2026-11-20T11:01+01"], [Ok("2026-11-20T10:00:00Z"), Ok("2026-11-20T10:01:00Z")]);
    }

    #[test]
    fn a_typed_range_starts_before_it_ends_and_keeps_to_its_limits() {
        let (at, start) = ("2026-11-20T10:00", Ok("2026-11-20T10:00:00Z"));
        check([at, at], [start, Err("The end is the same as the start; it must be later")]);
        check([at, "2026-11-20T09:00"], [start, Err("The end is before the start; it must be later")]);
        check(
            ["2026-11-20T19:32", "2026-11-20T20:00"],
            [Err("The start is in the future: nothing can have occurred yet"), Ok("2026-11-20T20:00:00Z")],
        );
        check([at, "2026-11-21T19:00"], [start, Ok("2026-11-21T19:00:00Z")]);
        check([at, "2027-11-20T19:00"], [start, Err("The end is more than 24 hours in the future")]);
    }

    #[test]
    fn an_old_start_is_warned_of() {
        let warned = |start| LIMITS.warning(Timestamp::parse_rfc3339(start).unwrap(), now());
        assert_eq!(warned("2026-10-21T19:30:00Z"), Some("Old."));
        assert_eq!(warned("2026-10-21T19:31:00Z"), None);
    }

    #[test]
    fn a_choice_says_what_it_comes_to() {
        let meaning = |choice: RangeChoice| choice.meaning("you open the review");
        assert_eq!(meaning(RangeChoice::Last24Hours).as_deref(), Some("The 24 hours before you open the review."));
        assert_eq!(meaning(RangeChoice::AnyTime).as_deref(), Some("No limit."));
        assert_eq!(meaning(RangeChoice::Between), None);
    }

    #[test]
    fn every_choice_is_found_by_its_label() {
        for choice in RangeChoice::ALL {
            assert_eq!(RangeChoice::from_label(choice.label()), Some(choice));
        }
    }
}
