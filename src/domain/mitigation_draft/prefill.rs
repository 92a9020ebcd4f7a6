//! Fills the form from a link: `/mitigation/new?violationIds=…`.
//!
//! A link fills fields and nothing else. What it brings is checked as if somebody had typed it.

use super::{Field, MitigationDraft, RangeChoice, TargetKind, Visited, Zone, read_time};

/// The query parameters that fill the form.
pub const PARAMETERS: [&str; 6] = ["violationIds", "securityProfileName", "behaviorName", "start", "end", "actions"];

impl MitigationDraft {
    /// Fills the fields whose parameters are in the query, which `parameter` reads by name.
    ///
    /// Violation IDs decide over security profile and behavior, as a task takes one or the other. An action that the
    /// link names twice is taken once.
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
            self.zone = Zone::Utc;
            self.start_time = as_typed(start);
            self.end_time = as_typed(end);
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

/// A time of a link as one types it in UTC: `2026-11-20T19:30:00`. Text that is no time stays, to be complained about.
///
/// However it is written there: a field that takes dates shows nothing for a time in any other form, and what is sent
/// must be seen.
fn as_typed(time: Option<String>) -> String {
    let text = time.unwrap_or_default();
    read_time(&text, Zone::Utc, |_| 0).map_or(text, |instant| instant.to_rfc3339().trim_end_matches('Z').to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{empty, no_zone, now};
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
        let plan = draft.check(now(), no_zone).unwrap();
        let range = plan.range.unwrap();
        assert_eq!(range.start_time.to_rfc3339(), "2026-11-19T00:00:00Z");
        assert_eq!(range.end_time.to_rfc3339(), "2026-11-20T00:00:00Z");
        assert_eq!(draft.actions, ["one", "two"]);
    }

    #[test]
    fn a_time_of_a_link_stands_in_its_field_as_one_types_it() {
        for (time, expected) in [
            ("2026-11-19T00:00:00Z", "2026-11-19T00:00:00"),
            ("2026-11-19T01:00:00.25+01:00", "2026-11-19T00:00:00"),
            ("2026-11-19 00:00", "2026-11-19T00:00:00"),
            (" 2026-11-19T00:00:00 ", "2026-11-19T00:00:00"),
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
        let errors = draft.check(now(), no_zone).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, [Field::ViolationIds, Field::StartTime, Field::EndTime, Field::Actions]);
        assert!(wrong.into_iter().all(|field| filled.shows(field)) && !filled.shows(Field::TaskId));
    }
}
