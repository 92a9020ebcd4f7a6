//! The addresses of the console: what each path leads to, and how it is written. Nobody else reads or writes one.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::aws::Region;
use crate::aws::fraud_detector::{DetectorId, DetectorVersionId};
use crate::aws::iot::MitigationActionsTaskId;

/// What must be encoded in a path segment or a query value.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// The query parameter that holds the region.
pub const REGION: &str = "region";

/// The query parameter that holds what the rows of a list are filtered by.
pub const FILTER: &str = "filter";

/// The query parameter that holds which rows of a list are picked.
pub const SELECTED: &str = "selected";

/// Overview.
pub const OVERVIEW: &str = "/";
/// Training summaries.
pub const TRAINING: &str = "/training";
/// The form that starts a mitigation task.
pub const MITIGATION_NEW: &str = "/mitigation/new";
/// The detectors, and the lookup of a detector version.
pub const DETECTORS: &str = "/detectors";

/// Preferences, and whether the console is set up well.
pub const SETTINGS: &str = "/settings";
/// Who is signed in, and for how long.
pub const SESSION: &str = "/session";

/// The log of calls.
pub const REQUESTS: &str = "/requests";
/// The query parameter of [`REQUESTS`] that holds the number of a call. It means something in one tab only.
pub const CALL: &str = "call";

/// Every component in every state. Development builds only.
#[cfg(debug_assertions)]
pub const GALLERY: &str = "/gallery";

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

/// The log of calls, open at the one of this number.
#[must_use]
pub fn call(number: u32) -> String {
    format!("{REQUESTS}?{CALL}={number}")
}

/// `path`, which may have a query, in `region`.
#[must_use]
pub fn href(path: &str, region: &Region) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}{REGION}={region}")
}

/// The page that a path leads to, with what the path names: texts, which need not be identifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// [`OVERVIEW`]
    Overview,
    /// [`TRAINING`]
    Training,
    /// [`MITIGATION_NEW`]
    StartMitigation,
    /// [`task`]
    Task {
        /// Names the task.
        task_id: String,
    },
    /// [`DETECTORS`]
    Detectors,
    /// [`detector`]
    Detector {
        /// Names the detector.
        detector_id: String,
    },
    /// [`detector_version`]
    DetectorVersion {
        /// Names the detector.
        detector_id: String,
        /// Names its version.
        detector_version_id: String,
    },
    /// [`SESSION`]
    Session,
    /// [`SETTINGS`]
    Settings,
    /// [`REQUESTS`]
    Requests,
    /// [`GALLERY`]
    #[cfg(debug_assertions)]
    Gallery,
    /// Any other path.
    NotFound,
}

impl Page {
    /// The page behind `path`.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let segments: Vec<_> = path.split('/').filter(|segment| !segment.is_empty()).map(decode).collect();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        match *segments.as_slice() {
            [] | ["index.html"] => Self::Overview,
            ["training"] => Self::Training,
            ["mitigation", "new"] => Self::StartMitigation,
            ["tasks", task_id] => Self::Task { task_id: task_id.to_owned() },
            ["detectors"] => Self::Detectors,
            ["session"] => Self::Session,
            ["settings"] => Self::Settings,
            ["requests"] => Self::Requests,
            #[cfg(debug_assertions)]
            ["gallery"] => Self::Gallery,
            ["detectors", detector_id] => Self::Detector { detector_id: detector_id.to_owned() },
            ["detectors", detector_id, "versions", version_id] => Self::DetectorVersion {
                detector_id: detector_id.to_owned(),
                detector_version_id: version_id.to_owned(),
            },
            _ => Self::NotFound,
        }
    }
}

/// The query of an address: names and values, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// The query written in `text`, with or without its question mark.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let pairs = text.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // As forms and URLSearchParams write a space.
            (decode(&name.replace('+', " ")), decode(&value.replace('+', " ")))
        };
        Self(pairs.map(pair).collect())
    }

    /// The first value called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All names and values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same query, with `value` as the only one called `name`.
    #[must_use]
    pub fn with(self, name: &str, value: &str) -> Self {
        let mut query = self.without(name);
        query.0.push((name.to_owned(), value.to_owned()));
        query
    }

    /// The same query, with nothing called `name`.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }
}

/// With its question mark; nothing for an empty one.
impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            let separator = if index == 0 { '?' } else { '&' };
            write!(formatter, "{separator}{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}

/// The text that `encoded` stands for; what is no encoding stays as it is.
fn decode(encoded: &str) -> String {
    percent_decode_str(encoded).decode_utf8_lossy().into_owned()
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
        let region = Region::new("eu-west-1").unwrap();
        assert_eq!(href(TRAINING, &region), "/training?region=eu-west-1");
        assert_eq!(href(&call(7), &region), "/requests?call=7&region=eu-west-1");
    }

    #[test]
    fn a_path_leads_to_the_page_it_was_written_for() {
        let leads_to = |path: &str, page: Page| assert_eq!(Page::at(path), page, "{path}");
        leads_to(OVERVIEW, Page::Overview);
        leads_to(TRAINING, Page::Training);
        leads_to("/index.html", Page::Overview);
        leads_to("/training/", Page::Training);
        leads_to(MITIGATION_NEW, Page::StartMitigation);
        leads_to(DETECTORS, Page::Detectors);
        leads_to(SESSION, Page::Session);
        leads_to(REQUESTS, Page::Requests);
        #[cfg(debug_assertions)]
        leads_to(GALLERY, Page::Gallery);
        leads_to("/tasks/a%2Fb%20c", Page::Task { task_id: "a/b c".to_owned() });
        leads_to("/detectors/%E2%98%83", Page::Detector { detector_id: "☃".to_owned() });
        leads_to(
            "/detectors/payment_screening/versions/3",
            Page::DetectorVersion { detector_id: "payment_screening".to_owned(), detector_version_id: "3".to_owned() },
        );
        for path in ["/tasks", "/tasks/", "/mitigation", "/detectors/a/versions", "/detectors/a/b/c", "/Training"] {
            leads_to(path, Page::NotFound);
        }
    }

    #[test]
    fn text_in_a_query_cannot_end_it() {
        let query = Query::default().with("filter", "a&b=c #é+").with("sort", "x:y");
        assert_eq!(query.to_string(), "?filter=a%26b%3Dc%20%23%C3%A9%2B&sort=x:y");
        assert_eq!(Query::read(&query.to_string()), query);
        assert_eq!(Query::default().to_string(), "");
    }

    #[test]
    fn a_query_is_read_as_browsers_write_it() {
        let query = Query::read("?filter=a+b%2Bc&empty=&bare&filter=second&%zz=%zz");
        assert_eq!(query.get("filter"), Some("a b+c"));
        assert_eq!(query.get("empty"), Some(""));
        assert_eq!(query.get("bare"), Some(""));
        assert_eq!(query.get("%zz"), Some("%zz"));
        assert_eq!(query.get("absent"), None);
        assert_eq!(query.with("filter", "x").to_string(), "?empty=&bare=&%25zz=%25zz&filter=x");
    }
}
