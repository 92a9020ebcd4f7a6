//! Numbers and times in words, for people. The interface is English, so is this.
//!
//! Pure: the time it is now and the time zone are handed in. Showing a time on the page, with its zone, is
//! [`crate::ui::time`]'s business.

use std::fmt::Display;
use std::time::Duration;

use time::{OffsetDateTime, UtcOffset};

use crate::aws::Timestamp;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The mean of the Gregorian calendar, 30.44 days: good enough for "5 months ago".
const MONTH: i64 = YEAR / 12;
const YEAR: i64 = 365 * DAY + 5 * HOUR + 49 * MINUTE + 12 * SECOND;

/// Below this a time reads "now".
const NOW: i64 = 45 * SECOND;

/// An integer with its thousands separated: `12,345`.
#[must_use]
pub fn count(number: impl Display) -> String {
    separate(&number.to_string())
}

fn separate(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        let to_come = digits.len() - index;
        if to_come.is_multiple_of(3) && text.ends_with(|before: char| before.is_ascii_digit()) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things: `1 behavior`, `12,345 behaviors`.
#[must_use]
pub fn plural(number: impl Display, one: &str, many: &str) -> String {
    let number = count(number);
    let noun = if number == "1" { one } else { many };
    number + " " + noun
}

/// A span of time in its largest whole unit, cut off: `8 hours`, `15 minutes`, `40 seconds`.
#[must_use]
pub fn duration(duration: Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..60 => plural(seconds, "second", "seconds"),
        seconds @ 60..7200 => plural(seconds / 60, "minute", "minutes"),
        seconds => plural(seconds / 3600, "hour", "hours"),
    }
}

/// A percentage with at most one decimal: `33.3 %`, `100 %`. The space does not break the line (U+00A0).
///
/// What is less than 100 never reads as 100.
#[must_use]
pub fn percent(percentage: f64) -> String {
    // Saturates for absurd values, and makes 0 of what is not a number.
    #[expect(clippy::as_conversions, reason = "the standard library has no other way from f64 to i64")]
    let rounded = (percentage * 10.0).round() as i64;
    let tenths = if percentage < 100.0 { rounded.min(999) } else { rounded };
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let mut text = format!("{sign}{}", count(whole));
    if tenth != 0 {
        text.extend([".", &tenth.to_string()]);
    }
    text + "\u{a0}%"
}

/// A percentage as a whole number from 0 to 100, for bars.
#[must_use]
pub fn whole_percent(percentage: f64) -> u32 {
    // Saturates for absurd values, and makes 0 of what is not a number.
    #[expect(clippy::as_conversions, reason = "the standard library has no other way from f64 to u32")]
    let whole = percentage.round() as u32;
    whole.min(100)
}

/// How long ago `at` was or how far ahead it is, in its largest unit, rounded down: `3 hours ago`, `in 1 day`, `now`. What
/// was 8 hours ahead a moment ago is `in 8 hours` still.
#[must_use]
pub fn relative(at: Timestamp, now: Timestamp) -> String {
    let ahead = at.millis_since(now);
    let distance = if ahead < NOW { ahead.saturating_abs() } else { ahead.saturating_add(MINUTE / 2) };
    let (size, one, many) = match distance {
        ..NOW => return "now".to_owned(),
        NOW..HOUR => (MINUTE, "minute", "minutes"),
        HOUR..DAY => (HOUR, "hour", "hours"),
        DAY..MONTH => (DAY, "day", "days"),
        MONTH..YEAR => (MONTH, "month", "months"),
        _ => (YEAR, "year", "years"),
    };
    // Between 45 and 60 seconds are a minute already.
    let amount = plural((distance / size).max(1), one, many);
    if ahead < 0 { amount + " ago" } else { format!("in {amount}") }
}

/// A number of bytes, cut off: `512 B`, `4.2 kB`, `1.0 MB`. The space does not break the line (U+00A0).
#[must_use]
pub fn size(bytes: usize) -> String {
    match bytes {
        ..1000 => format!("{bytes}\u{a0}B"),
        1000..1_000_000 => format!("{}.{}\u{a0}kB", bytes / 1000, bytes % 1000 / 100),
        _ => format!("{}.{}\u{a0}MB", count(bytes / 1_000_000), bytes % 1_000_000 / 100_000),
    }
}

/// The time of day, to the second: `20:35:12`. `offset` as in [`absolute`].
#[must_use]
pub fn time_of_day(at: Timestamp, offset: i32) -> String {
    let seconds = (at.millis().div_euclid(SECOND) + i64::from(offset) * 60).rem_euclid(DAY / SECOND);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Date, time and zone, to the minute, as short as it goes: `2026-11-20 20:35 +01:00`, `2026-11-20 19:35 UTC`. `offset` as
/// in [`absolute`].
#[must_use]
pub fn compact(at: Timestamp, offset: i32) -> String {
    let Some(local) = local(at, offset) else { return absolute(at, offset) };
    let (month, day, year) = (u8::from(local.month()), local.day(), local.year());
    let zone = zone(local).unwrap_or_else(|| "UTC".to_owned());
    format!("{year}-{month:02}-{day:02} {:02}:{:02} {zone}", local.hour(), local.minute())
}

/// Date, time and zone, to the second: `November 20, 2026, 20:35:12 (UTC+01:00)`. `offset` is the zone's distance
/// from UTC in minutes, positive to the east.
#[must_use]
pub fn absolute(at: Timestamp, offset: i32) -> String {
    let Some(local) = local(at, offset) else {
        // No calendar goes that far. Better an odd text than none.
        return format!("{} ms after 1970", count(at.millis()));
    };
    let (hour, minute, second) = local.to_hms();
    let (month, day, year) = (local.month(), local.day(), local.year());
    let mut text = format!("{month} {day}, {year}, {hour:02}:{minute:02}:{second:02} (UTC");
    text.push_str(&zone(local).unwrap_or_default());
    text + ")"
}

/// `at` on the calendar; `None` where no calendar goes so far.
fn local(at: Timestamp, offset: i32) -> Option<OffsetDateTime> {
    let instant = OffsetDateTime::from_unix_timestamp(at.millis().div_euclid(1000)).ok()?;
    let offset = UtcOffset::from_whole_seconds(offset.checked_mul(60)?).ok()?;
    instant.checked_to_offset(offset)
}

/// How far a zone is from UTC: `+01:00`; `None` for UTC.
fn zone(local: OffsetDateTime) -> Option<String> {
    let (hours, minutes, _) = local.offset().as_hms();
    let sign = if local.offset().is_negative() { '-' } else { '+' };
    (!local.offset().is_utc()).then(|| format!("{sign}{:02}:{:02}", hours.unsigned_abs(), minutes.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_time_is_told_in_its_largest_unit() {
        let words = |seconds| duration(Duration::from_secs(seconds));
        assert_eq!(words(1), "1 second");
        assert_eq!(words(59), "59 seconds");
        assert_eq!(words(90), "1 minute");
        assert_eq!(words(6600), "110 minutes");
        assert_eq!(words(28_800), "8 hours");
    }

    #[test]
    fn thousands_are_separated() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000"), (-100, "-100")]
        {
            assert_eq!(count(number), expected);
        }
    }

    #[test]
    fn one_thing_is_singular() {
        let behaviors = |number: usize| plural(number, "behavior", "behaviors");
        assert_eq!([0, 1, 2, 1000].map(behaviors), ["0 behaviors", "1 behavior", "2 behaviors", "1,000 behaviors"]);
    }

    #[test]
    fn percentages_have_one_decimal_at_most() {
        for (percentage, expected) in [
            (0.0, "0"),
            (100.0, "100"),
            (33.333_333, "33.3"),
            (32.891_999_999_999_996, "32.9"),
            (29.96, "30"),
            (99.99, "99.9"),
            (100.04, "100"),
            (1234.5, "1,234.5"),
            (-0.01, "0"),
            (-12.34, "-12.3"),
        ] {
            assert_eq!(percent(percentage), format!("{expected}\u{a0}%"), "{percentage}");
        }
    }

    #[test]
    fn bars_take_percentages_from_0_to_100() {
        for (percentage, expected) in
            [(0.0, 0), (33.333_333, 33), (100.0, 100), (1234.5, 100), (-3.0, 0), (f64::NAN, 0)]
        {
            assert_eq!(whole_percent(percentage), expected, "{percentage}");
        }
    }

    #[test]
    fn relative_times_use_the_largest_unit_rounded_down() {
        let now = Timestamp::from_seconds(1_800_000_000);
        for (seconds, expected) in [
            (0, "now"),
            (-44, "now"),
            (44, "now"),
            (-45, "1 minute ago"),
            (-119, "1 minute ago"),
            (-59 * 60, "59 minutes ago"),
            (-60 * 60, "1 hour ago"),
            (-3 * 3600 - 3599, "3 hours ago"),
            (2 * 3600, "in 2 hours"),
            (8 * 3600 - 20, "in 8 hours"),
            (8 * 3600 - 60, "in 7 hours"),
            (-24 * 3600, "1 day ago"),
            (-30 * 86_400, "30 days ago"),
            (-31 * 86_400, "1 month ago"),
            (-364 * 86_400, "11 months ago"),
            (-366 * 86_400, "1 year ago"),
            (20 * 366 * 86_400, "in 20 years"),
        ] {
            let at = Timestamp::from_millis(now.millis() + seconds * 1000);
            assert_eq!(relative(at, now), expected, "{seconds} s");
        }
    }

    #[test]
    fn absolute_times_name_their_zone() {
        let at = Timestamp::parse_rfc3339("2026-11-20T19:35:12.9Z").unwrap();
        for (offset, expected) in [
            (0, "November 20, 2026, 19:35:12 (UTC)"),
            (60, "November 20, 2026, 20:35:12 (UTC+01:00)"),
            (-210, "November 20, 2026, 16:05:12 (UTC-03:30)"),
            (345, "November 21, 2026, 01:20:12 (UTC+05:45)"),
        ] {
            assert_eq!(absolute(at, offset), expected);
        }
        assert_eq!(compact(at, 0), "2026-11-20 19:35 UTC");
        assert_eq!(compact(at, 345), "2026-11-21 01:20 +05:45");
    }

    #[test]
    fn sizes_are_cut_off_to_one_decimal() {
        for (bytes, expected) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (4299, "4.2 kB"),
            (999_999, "999.9 kB"),
            (1_250_000, "1.2 MB"),
        ] {
            assert_eq!(size(bytes).replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn the_time_of_day_is_local() {
        let at = Timestamp::parse_rfc3339("2026-11-20T19:35:12.9Z").unwrap();
        let times = [0, 60, -210, 345].map(|offset| time_of_day(at, offset));
        assert_eq!(times, ["19:35:12", "20:35:12", "16:05:12", "01:20:12"]);
    }

    #[test]
    fn a_time_beyond_the_calendar_still_shows() {
        assert_eq!(absolute(Timestamp::from_millis(i64::MAX), 0), "9,223,372,036,854,775,807 ms after 1970");
    }
}
