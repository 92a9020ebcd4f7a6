//! Points in time, and the two ways AWS writes them.
//!
//! Showing a time to a person is [`crate::format`]'s business.

use std::time::{Duration, SystemTime};

use serde_json::Value;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::input::ToJson;
use super::reply::{FromJson, Reader};

/// A point in time, to the millisecond.
///
/// In JSON as AWS IoT and Cognito write times in bodies: seconds since 1970-01-01T00:00:00Z, with a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The point `milliseconds` after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_millis(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    /// The point `seconds` after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The time `duration` later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// The time `duration` earlier.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Milliseconds from `earlier` to this; negative if `earlier` is the later one.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// How long after `earlier` this is; nothing if `earlier` is the later one.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.millis_since(earlier)).unwrap_or_default())
    }

    /// Reads RFC 3339, such as `2026-01-02T03:04:05Z` or `2026-01-02T05:04:05+02:00`.
    #[must_use]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let instant = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(instant.unix_timestamp_nanos() / 1_000_000).ok().map(Self)
    }

    /// RFC 3339 in UTC, to the second: `2026-01-02T03:04:05Z`. AWS IoT wants times in a query string like this.
    ///
    /// A time outside the years 0 to 9999 has no such text and gives an empty one.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        OffsetDateTime::from_unix_timestamp(self.0.div_euclid(1000))
            .ok()
            .and_then(|instant| instant.format(&Rfc3339).ok())
            .unwrap_or_default()
    }

    /// The same point as the standard library has it. A time before 1970 counts as 1970.
    #[must_use]
    pub fn to_system_time(self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(self.0).unwrap_or(0))
    }
}

impl ToJson for Timestamp {
    fn to_json(&self) -> Value {
        if self.0 % 1000 == 0 {
            return (self.0 / 1000).into();
        }
        // Exact: a time in milliseconds has fewer than the 53 bits a double holds.
        #[expect(clippy::as_conversions, reason = "the standard library has no other way from i64 to f64")]
        (self.0 as f64 / 1000.0).into()
    }
}

impl FromJson for Timestamp {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        let seconds = f64::from_json(value, reader);
        // Saturates for absurd values instead of failing the whole answer.
        #[expect(clippy::as_conversions, reason = "the standard library has no other way from f64 to i64")]
        Self((seconds * 1000.0).round() as i64)
    }
}

/// Months as HTTP writes them.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads the `Date` of a reply: `Tue, 03 Nov 2026 04:05:06 GMT`.
#[must_use]
pub fn parse_http_date(text: &str) -> Option<Timestamp> {
    let [_, day, month, year, time, "GMT"] = text.split(' ').collect::<Vec<_>>()[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Timestamp::parse_rfc3339(&format!("{year}-{month:02}-{day}T{time}Z"))
}

/// A time that a service sends as text, as Fraud Detector does: ISO 8601 in practice, free text by its model.
///
/// The text is kept, so that one which is no time can still be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iso8601(pub String);

impl FromJson for Iso8601 {
    fn from_json(value: Value, reader: &mut Reader) -> Self {
        Self(String::from_json(value, reader))
    }
}

impl Iso8601 {
    /// The point in time; `None` if the text is none.
    #[must_use]
    pub fn timestamp(&self) -> Option<Timestamp> {
        Timestamp::parse_rfc3339(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::reply;

    #[test]
    fn epoch_seconds_keep_their_milliseconds() {
        for text in ["1767323045", "1767323045.123", "-1.5", "0"] {
            let read: Timestamp = reply::read(serde_json::from_str(text).unwrap()).unwrap();
            assert_eq!(read.to_json().to_string(), text);
        }
        let exponent: Timestamp = reply::read(serde_json::from_str("1.767323045E9").unwrap()).unwrap();
        assert_eq!(exponent, Timestamp::from_seconds(1_767_323_045));
    }

    #[test]
    fn rfc3339_is_read_in_any_zone_and_written_in_utc() {
        let read = |text| Timestamp::parse_rfc3339(text).map(Timestamp::to_rfc3339);
        assert_eq!(read("2026-01-02T03:04:05Z").as_deref(), Some("2026-01-02T03:04:05Z"));
        assert_eq!(read("2026-01-02T05:04:05.250+02:00").as_deref(), Some("2026-01-02T03:04:05Z"));
        assert_eq!(read("yesterday"), None);
    }

    #[test]
    fn the_date_of_a_reply_is_read() {
        let read = |text| parse_http_date(text).map(Timestamp::to_rfc3339);
        assert_eq!(read("Tue, 03 Nov 2026 04:05:06 GMT").as_deref(), Some("2026-11-03T04:05:06Z"));
        assert_eq!(read("now"), None);
    }

    #[test]
    fn text_that_is_no_time_is_kept() {
        let time: Iso8601 = reply::read("soon".into()).unwrap();
        assert_eq!((time.0.as_str(), time.timestamp()), ("soon", None));
    }
}
