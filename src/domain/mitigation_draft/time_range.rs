//! The time range of a mitigation: chosen as "last 24 hours" or typed as two times.

use std::time::Duration;

use crate::aws::Timestamp;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long AWS keeps violations: 30 days, by an older page of limits. Hence a warning and not an error.
const RETENTION: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How far ahead of now a range may end. Ours, not AWS's: allows "until tonight" and catches a wrong year.
const FURTHEST_END: Duration = DAY;

/// How far ahead of now a range may start. Ours: covers clocks that differ a little.
const FURTHEST_START: Duration = MINUTE;

/// Which violations count, by the time they occurred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeChoice {
    /// No matter when. For violation IDs only: AWS then needs no range.
    AnyTime,
    /// The hour before the review opens.
    LastHour,
    /// The 24 hours before the review opens.
    Last24Hours,
    /// The 7 days before the review opens.
    Last7Days,
    /// The 14 days before the review opens.
    Last14Days,
    /// Between the two typed times.
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

    /// How far a relative range reaches back.
    #[must_use]
    pub const fn length(self) -> Option<Duration> {
        match self {
            Self::AnyTime | Self::Between => None,
            Self::LastHour => Some(HOUR),
            Self::Last24Hours => Some(DAY),
            Self::Last7Days => Some(Duration::from_secs(7 * DAY.as_secs())),
            Self::Last14Days => Some(Duration::from_secs(14 * DAY.as_secs())),
        }
    }
}

/// The zone in which times are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The zone of the user's machine.
    Local,
    /// Coordinated Universal Time.
    Utc,
}

/// Turns what a wall clock of the user's zone shows, written as if it were UTC, into the point in time.
///
/// The browser knows the zone; tests hand in a fixed one.
pub type LocalToUtc = fn(Timestamp) -> Timestamp;

/// Reads a time as typed: `2026-11-20T19:30`, with seconds or without, with a blank for the `T`; in `zone` unless it
/// says its own, as in `2026-11-20T19:30:00Z`.
///
/// # Errors
/// What is wrong, in words for the field.
pub fn read_time(text: &str, zone: Zone, local: LocalToUtc) -> Result<Timestamp, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Enter a date and a time, such as 2026-11-20T19:30".to_owned());
    }
    let text = text.replacen(' ', "T", 1);
    if let Some(instant) = Timestamp::parse_rfc3339(&text) {
        return Ok(whole_seconds(instant));
    }
    let with_seconds = if text.matches(':').count() == 1 { format!("{text}:00Z") } else { format!("{text}Z") };
    let wall = Timestamp::parse_rfc3339(&with_seconds)
        .ok_or_else(|| format!("“{text}” is not a date and a time such as 2026-11-20T19:30"))?;
    Ok(whole_seconds(match zone {
        Zone::Utc => wall,
        Zone::Local => local(wall),
    }))
}

/// Checks where a typed range starts.
///
/// # Errors
/// What is wrong, in words for the field.
pub(super) fn check_start(start: Timestamp, now: Timestamp) -> Result<Timestamp, String> {
    if start > now.plus(FURTHEST_START) {
        return Err("The start is in the future: nothing can have occurred yet".to_owned());
    }
    Ok(start)
}

/// Checks where a typed range ends.
///
/// # Errors
/// What is wrong, in words for the field.
pub(super) fn check_end(end: Timestamp, start: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, String> {
    if end > now.plus(FURTHEST_END) {
        return Err("The end is more than a day in the future".to_owned());
    }
    match start {
        Some(start) if end == start => Err("The end is the same as the start; it must be later".to_owned()),
        Some(start) if end < start => Err("The end is before the start; it must be later".to_owned()),
        _ => Ok(end),
    }
}

/// A warning about a start that AWS may no longer know violations of.
#[must_use]
pub(super) fn retention_warning(start: Timestamp, now: Timestamp) -> Option<&'static str> {
    (start < now.minus(RETENTION)).then_some("More than 30 days ago. AWS may no longer keep violations that old.")
}

/// The time without its fraction of a second: what the screen shows is what is sent.
pub(super) const fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_seconds(time.millis().div_euclid(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zone two hours ahead of UTC.
    fn two_hours_ahead(wall: Timestamp) -> Timestamp {
        wall.minus(2 * HOUR)
    }

    #[track_caller]
    fn check(text: &str, zone: Zone, expected: Result<&str, &str>) {
        let found = read_time(text, zone, two_hours_ahead).map(Timestamp::to_rfc3339);
        assert_eq!(found, expected.map(ToOwned::to_owned).map_err(ToOwned::to_owned));
    }

    #[test]
    fn a_typed_time_is_read_in_the_chosen_zone() {
        check("2026-11-20T19:30", Zone::Utc, Ok("2026-11-20T19:30:00Z"));
        check("2026-11-20T19:30", Zone::Local, Ok("2026-11-20T17:30:00Z"));
        check("2026-11-20T01:30:15", Zone::Local, Ok("2026-11-19T23:30:15Z"));
        check(" 2026-11-20 19:30 ", Zone::Utc, Ok("2026-11-20T19:30:00Z"));
        check("2026-11-20T19:30:15.250", Zone::Utc, Ok("2026-11-20T19:30:15Z"));
    }

    #[test]
    fn a_time_that_says_its_zone_is_read_in_it() {
        check("2026-11-20T19:30:00Z", Zone::Local, Ok("2026-11-20T19:30:00Z"));
        check("2026-11-20T19:30:00-05:00", Zone::Local, Ok("2026-11-21T00:30:00Z"));
    }

    #[test]
    fn what_is_no_time_is_quoted() {
        check("", Zone::Utc, Err("Enter a date and a time, such as 2026-11-20T19:30"));
        check("soon", Zone::Utc, Err("“soon” is not a date and a time such as 2026-11-20T19:30"));
        check(
            "2026-02-30T10:00",
            Zone::Utc,
            Err("“2026-02-30T10:00” is not a date and a time such as 2026-11-20T19:30"),
        );
        check("2026-11-20", Zone::Utc, Err("“2026-11-20” is not a date and a time such as 2026-11-20T19:30"));
    }

    #[test]
    fn every_choice_is_found_by_its_label() {
        for choice in RangeChoice::ALL {
            assert_eq!(RangeChoice::from_label(choice.label()), Some(choice));
        }
    }
}
