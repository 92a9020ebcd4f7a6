//! Fills the form from a link: `/mitigation/new?violationIds=…`.
//!
//! A link fills fields and nothing else. What it brings is checked as if somebody had typed it.

use super::{Field, MitigationDraft, RangeChoice, TargetKind, Visited};
use crate::domain::typed_time::{utc, with_zone};

/// The query parameters that fill the form.
pub const PARAMETERS: [&str; 6] = ["violationIds", "securityProfileName", "behaviorName", "start", "end", "actions"];

impl MitigationDraft {
    /// Fills the fields whose parameters are in the query, which `parameter` reads by name.
    ///
    /// Violation IDs decide over security profile and behavior, as a task takes one or the other. A time without a zone
    /// is in UTC. An action that the link names twice is taken once.
    ///
    /// Returns the fields that were filled: they count as visited, so that what is wrong with them shows.
    pub fn fill(&mut self, parameter: &dyn Fn(&str) -> Option<String>) -> Visited {
        let mut filled = Visited::default();
        if let Some(ids) = parameter("violationIds") {
            self.target = TargetKind::ViolationIds;
            self.violation_ids = ids;
            filled.leave(Field::ViolationIds);
        } else {
            let (profile, behavior) = (parameter("securityProfileName"), parameter("behaviorName"));
            if profile.is_some() || behavior.is_some() {
                self.target = TargetKind::Behavior;
                self.security_profile_name = profile.unwrap_or_default();
                self.behavior_name = behavior.unwrap_or_default();
                filled.leave(Field::SecurityProfile);
                filled.leave(Field::Behavior);
            }
        }
        let (start, end) = (parameter("start"), parameter("end"));
        if start.is_some() || end.is_some() {
            self.range = Some(RangeChoice::Between);
            // A link means the same wherever it is opened.
            self.start_time = with_zone(&start.unwrap_or_default(), utc);
            self.end_time = with_zone(&end.unwrap_or_default(), utc);
            filled.leave(Field::StartTime);
            filled.leave(Field::EndTime);
        }
        if let Some(actions) = parameter("actions") {
            self.actions.clear();
            for name in actions.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                if !self.actions.iter().any(|action| action == name) {
                    self.actions.push(name.to_owned());
                }
            }
            filled.leave(Field::Actions);
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{empty, now};
    use super::*;

    fn fill(query: &[(&str, &str)]) -> (MitigationDraft, Visited) {
        let mut draft = empty();
        let filled =
            draft.fill(&|name| query.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()));
        (draft, filled)
    }

    fn filled(query: &[(&str, &str)]) -> MitigationDraft {
        fill(query).0
    }

    #[test]
    fn a_link_without_parameters_leaves_the_form_alone() {
        assert_eq!(filled(&[("region", "eu-west-1")]), empty());
    }

    #[test]
    fn a_link_fills_a_behavior_its_range_and_actions() {
        let draft = filled(&[
            ("securityProfileName", "floor"),
            ("behaviorName", "bytes"),
            ("start", "2026-11-19T01:00:00+01:00"),
            ("end", "2026-11-20T00:00:00Z"),
            ("actions", "one, two,,one"),
        ]);
        let plan = draft.check(now(), utc).unwrap();
        let range = plan.range.unwrap();
        assert_eq!(range.start_time.to_rfc3339(), "2026-11-19T00:00:00Z");
        assert_eq!(range.end_time.to_rfc3339(), "2026-11-20T00:00:00Z");
        assert_eq!(draft.actions, ["one", "two"]);
    }

    #[test]
    fn a_time_of_a_link_stands_in_its_field_with_its_zone() {
        for (time, expected) in [
            ("2026-11-19T00:00:00Z", "2026-11-19T00:00:00Z"),
            ("2026-11-19T01:00:00.25+01:00", "2026-11-19T00:00:00Z"),
            ("2026-11-19 00:00", "2026-11-19T00:00:00Z"),
            (" 2026-11-19T00:00:00 ", "2026-11-19T00:00:00Z"),
            ("yesterday", "yesterday"),
        ] {
            assert_eq!(filled(&[("start", time)]).start_time, expected);
        }
    }

    #[test]
    fn violation_ids_decide_over_a_behavior() {
        let draft = filled(&[("violationIds", "a,b"), ("behaviorName", "bytes")]);
        assert_eq!((draft.target, draft.violation_ids.as_str()), (TargetKind::ViolationIds, "a,b"));
    }

    #[test]
    fn what_a_link_brings_is_checked_like_typed_text() {
        let (draft, filled) =
            fill(&[("violationIds", "\"><script>"), ("start", "yesterday"), ("actions", "a,b,c,d,e,f")]);
        let errors = draft.check(now(), utc).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, [Field::ViolationIds, Field::StartTime, Field::EndTime, Field::Actions]);
        assert!(wrong.into_iter().all(|field| filled.shows(field)) && !filled.shows(Field::TaskId));
    }
}
