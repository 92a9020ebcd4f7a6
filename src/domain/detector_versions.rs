//! The versions of a detector: their order, and the ones next to a version.
//!
//! AWS numbers versions 1, 2, 3… and leaves gaps where one was deleted.

use crate::aws::fraud_detector::{DetectorVersionId, DetectorVersionSummary};
use crate::order::in_order;

/// The versions before and after a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbors {
    /// The version before it.
    pub previous: Option<DetectorVersionId>,
    /// The version after it.
    pub next: Option<DetectorVersionId>,
}

/// The `versions` by number, the newest first; what has no number comes last, in the order it had.
#[must_use]
pub fn newest_first(versions: &[DetectorVersionSummary]) -> Vec<&DetectorVersionSummary> {
    let number = |version: &DetectorVersionSummary| version.detector_version_id.as_ref().and_then(number);
    in_order(versions, |left, right| number(right).cmp(&number(left)))
}

/// The versions of `known` next to `current`, which itself need not be among them.
#[must_use]
pub fn neighbors(current: &DetectorVersionId, known: &[DetectorVersionSummary]) -> Neighbors {
    let Some(current) = number(current) else { return Neighbors::default() };
    let numbered = || {
        let ids = known.iter().filter_map(|version| version.detector_version_id.as_ref());
        ids.filter_map(|id| Some((number(id)?, id)))
    };
    let previous = numbered().filter(|(number, _)| *number < current).max();
    let next = numbered().filter(|(number, _)| *number > current).min();
    Neighbors { previous: previous.map(|(_, id)| id.clone()), next: next.map(|(_, id)| id.clone()) }
}

/// The numbers next to `current`, for when nobody can tell which versions exist.
#[must_use]
pub fn numbers_beside(current: &DetectorVersionId) -> Neighbors {
    let id = |number: u32| DetectorVersionId::new(number.to_string()).ok();
    let Some(current) = number(current) else { return Neighbors::default() };
    Neighbors { previous: current.checked_sub(1).and_then(id), next: current.checked_add(1).and_then(id) }
}

/// The number that an id is; `None` for one that AWS sent against its own rule.
fn number(id: &DetectorVersionId) -> Option<u32> {
    id.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::aws::reply;

    fn versions(ids: &[&str]) -> Vec<DetectorVersionSummary> {
        ids.iter().map(|id| reply::read(json!({ "detectorVersionId": id })).unwrap()).collect()
    }

    fn texts(neighbors: &Neighbors) -> (Option<&str>, Option<&str>) {
        (
            neighbors.previous.as_ref().map(DetectorVersionId::as_str),
            neighbors.next.as_ref().map(DetectorVersionId::as_str),
        )
    }

    #[test]
    fn newest_first_goes_by_number_and_not_by_text() {
        let known = versions(&["9", "10", "draft", "2"]);
        let sorted: Vec<_> = newest_first(&known).into_iter().cloned().collect();
        assert_eq!(sorted, versions(&["10", "9", "2", "draft"]));
    }

    #[test]
    fn neighbors_skip_deleted_versions() {
        #[track_caller]
        fn check(current: &str, expected: (Option<&str>, Option<&str>)) {
            let current = DetectorVersionId::new(current).unwrap();
            assert_eq!(texts(&neighbors(&current, &versions(&["10", "2", "odd", "9"]))), expected);
        }
        check("2", (None, Some("9")));
        check("9", (Some("2"), Some("10")));
        check("10", (Some("9"), None));
        check("5", (Some("2"), Some("9"))); // not among them
    }

    #[test]
    fn without_a_list_the_neighbors_are_the_numbers_a_version_can_have() {
        #[track_caller]
        fn check(current: &str, expected: (Option<&str>, Option<&str>)) {
            assert_eq!(texts(&numbers_beside(&DetectorVersionId::new(current).unwrap())), expected);
        }
        check("1", (None, Some("2")));
        check("7", (Some("6"), Some("8")));
        check("99999", (Some("99998"), None));
    }
}
