//! Every path of the application, as functions. Nobody else writes one.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::aws::Region;
use crate::aws::fraud_detector::{DetectorId, DetectorVersionId};
use crate::aws::iot::MitigationActionsTaskId;

/// What must be encoded in a path segment or a query value.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// The query parameter that holds the region.
pub const REGION: &str = "region";

/// Overview.
pub const OVERVIEW: &str = "/";
/// Training summaries.
pub const TRAINING: &str = "/training";
/// The form that starts a mitigation task.
pub const MITIGATION_NEW: &str = "/mitigation/new";
/// The detectors, and the lookup of a detector version.
pub const DETECTORS: &str = "/detectors";

/// One mitigation task.
#[must_use]
pub fn task(task_id: &MitigationActionsTaskId) -> String {
    format!("/tasks/{}", encode(task_id.as_str()))
}

/// One detector with its versions.
#[must_use]
pub fn detector(detector_id: &DetectorId) -> String {
    format!("{DETECTORS}/{}", encode(detector_id.as_str()))
}

/// One version of a detector.
#[must_use]
pub fn detector_version(detector_id: &DetectorId, version_id: &DetectorVersionId) -> String {
    format!("{}/versions/{}", detector(detector_id), encode(version_id.as_str()))
}

/// `path` in `region`.
#[must_use]
pub fn href(path: &str, region: &Region) -> String {
    format!("{path}?{REGION}={region}")
}

/// A query string with its question mark from names and values; nothing for no pairs.
#[must_use]
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.extend([&encode(name), "=", &encode(value)]);
    }
    query
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_has_its_path() {
        let detector_id = DetectorId::new("payment_screening").unwrap();
        let version_id = DetectorVersionId::new("3").unwrap();
        assert_eq!(detector_version(&detector_id, &version_id), "/detectors/payment_screening/versions/3");
        assert_eq!(task(&MitigationActionsTaskId::new("task-1").unwrap()), "/tasks/task-1");
        assert_eq!(href(TRAINING, &Region::new("eu-west-1").unwrap()), "/training?region=eu-west-1");
    }

    #[test]
    fn text_in_a_query_cannot_end_it() {
        assert_eq!(query([("filter", "a&b=c #é+"), ("sort", "x:y")]), "?filter=a%26b%3Dc%20%23%C3%A9%2B&sort=x:y");
        assert_eq!(query([]), "");
    }
}
