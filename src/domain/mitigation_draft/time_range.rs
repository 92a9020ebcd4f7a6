//! The time range of a mitigation: chosen as "last 24 hours" or typed as two times.

use std::time::Duration;

use super::TargetKind;
use crate::aws::Timestamp;
use crate::format::absolute;

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
    /// No matter when. For violation IDs only: of a behavior, every violation would count.
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

    /// Whether it can be chosen for such a target.
    #[must_use]
    pub fn is_for(self, target: TargetKind) -> bool {
        target == TargetKind::ViolationIds || self != Self::AnyTime
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

/// How far the user's zone is from UTC at a point in time, in minutes, positive to the east.
///
/// The browser knows it; tests hand in zones of their own.
pub type LocalOffset = fn(Timestamp) -> i32;

/// Reads a time as typed: `2026-11-20T19:30`, with seconds or without, with a blank for the `T`; in `zone` unless it
/// says its own, as in `2026-11-20T19:30:00Z`.
///
/// # Errors
/// What is wrong, in words for the field.
pub fn read_time(text: &str, zone: Zone, local: LocalOffset) -> Result<Timestamp, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Enter a date and a time of day".to_owned());
    }
    let text = text.replacen(' ', "T", 1);
    if let Some(instant) = Timestamp::parse_rfc3339(&text) {
        return Ok(whole_seconds(instant));
    }
    let with_seconds = if text.matches(':').count() == 1 { format!("{text}:00Z") } else { format!("{text}Z") };
    let wall = Timestamp::parse_rfc3339(&with_seconds)
        .ok_or_else(|| format!("“{text}” is not a date and a time such as 2026-11-20T19:30"))?;
    let instant = match zone {
        Zone::Utc => wall,
        Zone::Local => shown_at(wall, local)?,
    };
    Ok(whole_seconds(instant))
}

/// The point in time at which the user's clocks show `wall`, written as if it were UTC.
///
/// # Errors
/// When clocks are set forward they skip some times, and when they are set back they show some twice. Which devices
/// are acted on hangs on it, so that neither is guessed.
fn shown_at(wall: Timestamp, local: LocalOffset) -> Result<Timestamp, String> {
    let at = |offset: i32| Timestamp::from_millis(wall.millis() - i64::from(offset) * 60_000);
    // No zone is a day or more from UTC: this is the zone before and after any change of the clocks around then.
    let [before, after] = [wall.minus(DAY), wall.plus(DAY)].map(|nearby| at(local(nearby)));
    let is_shown = |instant| at(local(instant)) == instant;
    match (is_shown(before), is_shown(after)) {
        (true, true) if before != after => Err(format!(
            "Your clocks show this time twice, as they are set back: at {} and at {}. Choose UTC below, and enter the \
             one you mean",
            absolute(before, 0),
            absolute(after, 0)
        )),
        (true, _) => Ok(before),
        (false, true) => Ok(after),
        (false, false) => {
            Err("Your clocks never show this time: they are set forward past it. Enter another time, or \
            choose UTC below"
                .to_owned())
        }
    }
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
    fn two_hours_ahead(_: Timestamp) -> i32 {
        120
    }

    /// One hour ahead of UTC, two from March 29 to October 25: clocks go from 02:00 to 03:00, and from 03:00 to 02:00.
    fn with_summer_time(at: Timestamp) -> i32 {
        between(at, "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", [60, 120])
    }

    /// Half an hour of summer time, west of UTC: clocks go from 02:00 to 02:30, and from 02:00 to 01:30.
    fn with_half_an_hour_of_summer_time(at: Timestamp) -> i32 {
        between(at, "2026-03-08T05:30:00Z", "2026-11-01T05:00:00Z", [-210, -180])
    }

    /// Went over the date line: there is no December 30, 2011.
    fn without_a_day(at: Timestamp) -> i32 {
        between(at, "2011-12-30T10:00:00Z", "2099-01-01T00:00:00Z", [-600, 840])
    }

    fn between(at: Timestamp, start: &str, end: &str, [outside, inside]: [i32; 2]) -> i32 {
        let [start, end] = [start, end].map(|time| Timestamp::parse_rfc3339(time).unwrap());
        if start <= at && at < end { inside } else { outside }
    }

    #[track_caller]
    fn check_local(local: LocalOffset, wall: &str, expected: Result<&str, &str>) {
        match (read_time(wall, Zone::Local, local), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found.to_rfc3339(), expected),
            (Err(words), Err(expected)) => assert!(words.contains(expected), "{words}"),
            (found, _) => panic!("{found:?}"),
        }
    }

    const NEVER: Result<&str, &str> = Err("never show this time");
    const TWICE: Result<&str, &str> = Err("show this time twice");

    #[test]
    fn a_time_that_the_clocks_skip_is_not_shifted() {
        check_local(with_summer_time, "2026-03-29T01:59:59", Ok("2026-03-29T00:59:59Z"));
        check_local(with_summer_time, "2026-03-29T02:00", NEVER);
        check_local(with_summer_time, "2026-03-29T02:59:59", NEVER);
        check_local(with_summer_time, "2026-03-29T03:00", Ok("2026-03-29T01:00:00Z"));
        check_local(with_half_an_hour_of_summer_time, "2026-03-08T01:59", Ok("2026-03-08T05:29:00Z"));
        check_local(with_half_an_hour_of_summer_time, "2026-03-08T02:00", NEVER);
        check_local(with_half_an_hour_of_summer_time, "2026-03-08T02:29", NEVER);
        check_local(with_half_an_hour_of_summer_time, "2026-03-08T02:30", Ok("2026-03-08T05:30:00Z"));
        check_local(without_a_day, "2011-12-29T23:59", Ok("2011-12-30T09:59:00Z"));
        check_local(without_a_day, "2011-12-30T12:00", NEVER);
        check_local(without_a_day, "2011-12-31T00:00", Ok("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn which_of_two_times_is_meant_is_not_guessed() {
        check_local(with_summer_time, "2026-10-25T01:59:59", Ok("2026-10-24T23:59:59Z"));
        check_local(with_summer_time, "2026-10-25T02:00", TWICE);
        check_local(with_summer_time, "2026-10-25T02:59:59", TWICE);
        check_local(with_summer_time, "2026-10-25T03:00", Ok("2026-10-25T02:00:00Z"));
        check_local(with_half_an_hour_of_summer_time, "2026-11-01T01:29", Ok("2026-11-01T04:29:00Z"));
        check_local(with_half_an_hour_of_summer_time, "2026-11-01T01:30", TWICE);
        check_local(with_half_an_hour_of_summer_time, "2026-11-01T01:59", TWICE);
        check_local(with_half_an_hour_of_summer_time, "2026-11-01T02:00", Ok("2026-11-01T05:30:00Z"));
        check_local(
            with_half_an_hour_of_summer_time,
            "2026-11-01T01:45",
            Err("at November 1, 2026, 04:45:00 (UTC) and at November 1, 2026, 05:15:00 (UTC). Choose UTC below"),
        );
    }

    #[test]
    fn away_from_a_change_of_the_clocks_every_time_is_shown_once() {
        check_local(with_summer_time, "2026-07-01T12:00", Ok("2026-07-01T10:00:00Z"));
        check_local(with_summer_time, "2026-10-26T02:30", Ok("2026-10-26T01:30:00Z"));
        check_local(with_summer_time, "2026-10-24T02:30", Ok("2026-10-24T00:30:00Z"));
        check_local(with_half_an_hour_of_summer_time, "2026-12-31T23:00", Ok("2027-01-01T02:30:00Z"));
        // In UTC no clock is changed.
        assert!(read_time("2026-03-29T02:30", Zone::Utc, with_summer_time).is_ok());
        assert!(read_time("2026-10-25T02:30:00+02:00", Zone::Local, with_summer_time).is_ok());
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
        check("", Zone::Utc, Err("Enter a date and a time of day"));
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
