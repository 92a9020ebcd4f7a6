//! The link to what is shown, and what it tells of.

use crate::routes::{CALL, FILTER, Page, Query, SELECTED};

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

/// A link to `page` with what `query` says of it, as far as it fits, and what is to be known of the link. `address` is
/// where a query leads.
pub(super) fn link(page: &Page, query: Query, address: impl Fn(&Query) -> String) -> (String, String) {
    // Elsewhere there is another log of calls.
    let mut query = query.without(CALL);
    let (mut link, mut left_out) = (address(&query), Vec::new());
    while link.len() > LONG
        && let Some(longest) = longest(&query)
    {
        query = query.without(&longest);
        link = address(&query);
        left_out.push(longest);
    }
    let names = names(page, &query);
    let mut told =
        if names.is_empty() { "It names nothing.".to_owned() } else { format!("It names: {}.", names.join(", ")) };
    if link.len() > LONG {
        told += " It is so long that some programs would cut it.";
    }
    if !left_out.is_empty() {
        told += &format!(" Left out: {}. With it, some programs would cut the link.", left_out.join(", "));
    }
    (link, told)
}

/// What a link can do without: it then shows more than it would, and does nothing else.
const DISPENSABLE: [&str; 2] = [FILTER, SELECTED];

/// The parameter that takes the most room, of those that a link can do without.
fn longest(query: &Query) -> Option<String> {
    let dispensable = query.pairs().filter(|(name, _)| DISPENSABLE.contains(name));
    dispensable.max_by_key(|(_, value)| value.len()).map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, query: &str, expected_query: &str, expected: &str) {
        let (link, told) = link(&Page::at(path), Query::read(query), |query| format!("{path}{query}"));
        assert_eq!((link, told.as_str()), (format!("{path}{expected_query}"), expected));
    }

    #[test]
    fn a_link_tells_what_it_names() {
        let query = "?region=us-east-1&filter=plant%207&sort=";
        check("/training", query, query, "It names: region us-east-1, filter plant 7.");
        check("/detectors/a/versions/2", "", "", "It names: detector a, version 2.");
        check("/", "", "", "It names nothing.");
    }

    #[test]
    fn a_link_names_no_call_of_this_tab() {
        check("/requests", "?call=7&region=us-east-1", "?region=us-east-1", "It names: region us-east-1.");
    }

    #[test]
    fn of_a_link_that_is_too_long_the_longest_goes_and_that_is_told() {
        let (filter, selected) = ("f".repeat(1500), "s".repeat(1000));
        let query = format!("?filter={filter}&selected={selected}&region=us-east-1");
        let told = format!(
            "It names: selected {selected}, region us-east-1. Left out: filter. With it, some programs would cut the link."
        );
        check("/training", &query, &format!("?selected={selected}&region=us-east-1"), &told);
    }

    #[test]
    fn no_link_leads_to_another_target() {
        let ids = "v".repeat(2500);
        let query = format!("?violationIds={ids}&behaviorName=b");
        let told =
            format!("It names: violationIds {ids}, behaviorName b. It is so long that some programs would cut it.");
        check("/mitigation/new", &query, &query, &told);
    }
}
