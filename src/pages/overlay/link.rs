//! The link to what is shown, and what it tells of.

use crate::routes::{Page, Query};

/// Longer ones are cut by some of the programs that they are sent with.
const LONG: usize = 2000;

/// What a link names, for whoever is about to send it: names of things in AWS, and what was typed.
pub(super) fn names(page: &Page, query: &Query) -> Vec<String> {
    let mut names = match page {
        Page::Task { task_id } => vec![format!("task {task_id}")],
        Page::Detector { detector_id } => vec![format!("detector {detector_id}")],
        Page::DetectorVersion { detector_id, detector_version_id } => {
            vec![format!("detector {detector_id}"), format!("version {detector_version_id}")]
        }
        _ => Vec::new(),
    };
    names.extend(query.pairs().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name} {value}")));
    names
}

/// What is to be known of a link that was copied.
pub(super) fn told(page: &Page, query: &Query, link: &str) -> String {
    let names = names(page, query);
    let mut told =
        if names.is_empty() { "It names nothing.".to_owned() } else { format!("It names: {}.", names.join(", ")) };
    if link.chars().count() > LONG {
        told.push_str(" It is so long that some programs may cut it: shorten the filter or what is selected.");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_tells_what_it_names() {
        let query = Query::read("region=us-east-1&filter=plant+7&sort=");
        assert_eq!(told(&Page::Training, &query, "x"), "It names: region us-east-1, filter plant 7.");
        assert_eq!(
            told(&Page::at("/detectors/a/versions/2"), &Query::default(), "x"),
            "It names: detector a, version 2."
        );
        assert_eq!(told(&Page::Overview, &Query::default(), "x"), "It names nothing.");
        assert!(told(&Page::Overview, &Query::default(), &"x".repeat(2001)).contains("cut it"));
    }
}
