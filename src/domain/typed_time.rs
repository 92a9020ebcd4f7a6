//! A time as somebody types it, and as it is told back.

use std::time::Duration;

use crate::aws::Timestamp;
use crate::format::absolute;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How far a zone is from UTC at a point in time, in minutes, positive to the east.
///
/// The browser knows the user's; tests hand in zones of their own.
pub type Offset = fn(Timestamp) -> i32;

/// The offset of UTC itself.
#[must_use]
pub const fn utc(_: Timestamp) -> i32 {
    0
}

/// Reads a time in ISO 8601: `2026-11-20T19:30`, with seconds or without, with a blank for the `T`. It is in the zone of
/// `offset` unless it ends with its own: `Z`, `UTC`, `+02:00`, `+0200` or `+02`.
///
/// # Errors
/// What is wrong, in words for the field.
pub fn read_time(text: &str, offset: Offset) -> Result<Timestamp, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Enter a date and a time of day".to_owned());
    }
    let iso = text.to_ascii_uppercase().replace("UTC", "Z");
    let (date, time) = iso.split_once(['T', ' ']).unwrap_or((&iso, ""));
    let (time, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let (time, zone) = (time.trim(), whole_zone(zone));
    let seconds = if time.matches(':').count() == 1 { ":00" } else { "" };
    let in_zone = |zone: &str| {
        Timestamp::parse_rfc3339(&format!("{date}T{time}{seconds}{zone}"))
            .ok_or_else(|| format!("“{text}” is not a date and a time such as 2026-11-20T19:30"))
    };
    let instant = if zone.is_empty() { shown_at(in_zone("Z")?, offset)? } else { in_zone(&zone)? };
    Ok(whole_seconds(instant))
}

/// A zone with its minutes: `+02:00` for `+02` and `+0200`.
fn whole_zone(zone: &str) -> String {
    match zone.replace(':', "").split_at_checked(3) {
        Some((hours, "")) => format!("{hours}:00"),
        Some((hours, minutes)) => format!("{hours}:{minutes}"),
        None => zone.to_owned(),
    }
}

/// The point in time at which clocks in the zone show `wall`, written as if it were UTC.
///
/// # Errors
/// When clocks are set forward they skip some times, and when they are set back they show some twice. Which devices
/// are acted on may hang on it, so that neither is guessed.
fn shown_at(wall: Timestamp, offset: Offset) -> Result<Timestamp, String> {
    let at = |offset: i32| Timestamp::from_millis(wall.millis() - i64::from(offset) * 60_000);
    // No zone is a day or more from UTC: this is the zone before and after any change of the clocks around then.
    let [before, after] = [wall.minus(DAY), wall.plus(DAY)].map(|nearby| at(offset(nearby)));
    let is_shown = |instant| at(offset(instant)) == instant;
    match (is_shown(before), is_shown(after)) {
        (true, true) if before != after => Err(format!(
            "Your clocks show this time twice, as they are set back. Enter the one you mean: {} or {}",
            before.to_rfc3339(),
            after.to_rfc3339()
        )),
        (true, _) => Ok(before),
        (false, true) => Ok(after),
        (false, false) => {
            Err("Your clocks never show this time: they are set forward past it. Enter another time".to_owned())
        }
    }
}

/// The same time as text that means it in every zone. What is no time stays as it is.
#[must_use]
pub fn with_zone(text: &str, offset: Offset) -> String {
    read_time(text, offset).map_or_else(|_| text.to_owned(), Timestamp::to_rfc3339)
}

/// What clocks in the zone show at the time that `text` means, as a `datetime-local` takes it: `2026-11-20T19:30`. Nothing
/// for what is no time.
#[must_use]
pub fn on_the_clock(text: &str, offset: Offset) -> String {
    let shown = read_time(text, offset).map(|time| {
        let wall = Timestamp::from_millis(time.millis() + i64::from(offset(time)) * 60_000);
        wall.to_rfc3339().chars().take("2026-11-20T19:30".len()).collect()
    });
    shown.unwrap_or_default()
}

/// A time in words, in the zone and in UTC.
#[must_use]
pub fn in_words(time: Timestamp, offset: Offset) -> String {
    match (absolute(time, offset(time)), absolute(time, 0)) {
        (own, utc) if own == utc => utc,
        (own, utc) => format!("{own}, which is {utc}"),
    }
}

/// The time without its fraction of a second: what the screen shows is what is sent.
#[must_use]
pub const fn whole_seconds(time: Timestamp) -> Timestamp {
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
    fn check_local(local: Offset, wall: &str, expected: Result<&str, &str>) {
        match (read_time(wall, local), expected) {
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
            Err("Enter the one you mean: 2026-11-01T04:45:00Z or 2026-11-01T05:15:00Z"),
        );
    }

    #[test]
    fn away_from_a_change_of_the_clocks_every_time_is_shown_once() {
        check_local(with_summer_time, "2026-07-01T12:00", Ok("2026-07-01T10:00:00Z"));
        check_local(with_summer_time, "2026-10-26T02:30", Ok("2026-10-26T01:30:00Z"));
        check_local(with_summer_time, "2026-10-24T02:30", Ok("2026-10-24T00:30:00Z"));
        check_local(with_half_an_hour_of_summer_time, "2026-12-31T23:00", Ok("2027-01-01T02:30:00Z"));
        // In UTC no clock is changed.
        assert!(read_time("2026-03-29T02:30", utc).is_ok());
        assert!(read_time("2026-10-25T02:30+02:00", with_summer_time).is_ok());
    }

    #[track_caller]
    fn check(text: &str, offset: Offset, expected: &str) {
        assert_eq!(read_time(text, offset).map(Timestamp::to_rfc3339).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn a_typed_time_is_read_in_the_zone_it_is_typed_in() {
        check("2026-11-20T19:30", utc, "2026-11-20T19:30:00Z");
        check("2026-11-20T19:30", two_hours_ahead, "2026-11-20T17:30:00Z");
        check("2026-11-20T01:30:15", two_hours_ahead, "2026-11-19T23:30:15Z");
        check(" 2026-11-20 19:30 ", utc, "2026-11-20T19:30:00Z");
        check("2026-11-20t19:30:15.250", utc, "2026-11-20T19:30:15Z");
    }

    #[test]
    fn a_time_that_says_its_zone_is_read_in_it() {
        for text in [
            "2026-11-20T19:30:00Z",
            "2026-11-20T19:30Z",
            "2026-11-20t19:30z",
            "2026-11-20 19:30 UTC",
            "2026-11-20T14:30:00-05:00",
            "2026-11-20T14:30-0500",
            "2026-11-20T14:30-05",
            "2026-11-21 01:15 +05:45",
        ] {
            check(text, two_hours_ahead, "2026-11-20T19:30:00Z");
        }
    }

    #[test]
    fn what_is_no_time_is_quoted() {
        assert_eq!(read_time(" ", utc), Err("Enter a date and a time of day".to_owned()));
        for text in [
            "soon",
            "2026-02-30T10:00",
            "2026-11-20",
            "19:30",
            "2026-11-20T19:30+2",
            "2026-11-20T19:30+aé",
            "2026-11-20T19:30+aéb",
            "2026-11-20T19:30Zulu",
            "2026-11-20T19:30 CET",
        ] {
            let words = format!("“{text}” is not a date and a time such as 2026-11-20T19:30");
            assert_eq!(read_time(text, utc), Err(words));
        }
    }

    #[test]
    fn a_time_is_written_with_its_zone_and_shown_on_the_clock() {
        assert_eq!(with_zone("2026-11-20 19:30", two_hours_ahead), "2026-11-20T17:30:00Z");
        assert_eq!(on_the_clock("2026-11-20T23:30:15Z", two_hours_ahead), "2026-11-21T01:30");
        assert_eq!((with_zone("soon", utc).as_str(), on_the_clock("soon", utc).as_str()), ("soon", ""));
    }

    #[test]
    fn a_time_is_told_in_the_zone_and_in_utc() {
        let time = Timestamp::parse_rfc3339("2026-11-20T19:30:00Z").unwrap();
        assert_eq!(in_words(time, utc), "November 20, 2026, 19:30:00 (UTC)");
        assert_eq!(
            in_words(time, two_hours_ahead),
            "November 20, 2026, 21:30:00 (UTC+02:00), which is November 20, 2026, 19:30:00 (UTC)"
        );
    }
}
