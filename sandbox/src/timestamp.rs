//! Times as the services write them.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

/// Epoch seconds with a fraction: IoT's and Cognito's bodies.
pub(crate) fn epoch_seconds(time: DateTime<Utc>) -> Value {
    time.signed_duration_since(DateTime::UNIX_EPOCH).as_seconds_f64().into()
}

/// ISO 8601 text: Fraud Detector's `time`.
pub(crate) fn iso_8601(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The form of the `Date` header.
pub(crate) fn http_date(time: DateTime<Utc>) -> String {
    time.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// The compact form in signatures.
pub(crate) fn compact(time: DateTime<Utc>) -> String {
    time.format("%Y%m%dT%H%M%SZ").to_string()
}
