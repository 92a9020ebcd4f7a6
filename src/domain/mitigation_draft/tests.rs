//! The form's limits, one test a field.

use super::*;
use crate::domain::typed_time::utc;

pub(super) fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-20T19:30:45.678Z").unwrap()
}

pub(super) fn empty() -> MitigationDraft {
    MitigationDraft::new(TaskIdSeed { at: now(), random: 7 })
}

/// A form that is all right.
fn violations() -> MitigationDraft {
    MitigationDraft { violation_ids: "v-1 v-2".to_owned(), actions: vec!["quarantine".to_owned()], ..empty() }
}

/// Another that is all right.
fn behavior() -> MitigationDraft {
    MitigationDraft {
        target: TargetKind::Behavior,
        security_profile_name: " factory:floor ".to_owned(),
        behavior_name: "bytes-out".to_owned(),
        ..violations()
    }
}

fn between(start: &str, end: &str) -> MitigationDraft {
    MitigationDraft {
        range: Some(RangeChoice::Between),
        start_time: start.to_owned(),
        end_time: end.to_owned(),
        ..behavior()
    }
}

#[track_caller]
fn check(draft: &MitigationDraft, expected: &[(Field, &str)]) {
    let errors = draft.check(now(), utc).err().unwrap_or_default();
    assert_eq!(errors.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn an_untouched_form_lacks_target_and_action() {
    check(&empty(), &[(Field::ViolationIds, "Enter 1 to 25 violation IDs"), (Field::Actions, "Add an action")]);
    let draft = MitigationDraft { target: TargetKind::Behavior, ..empty() };
    check(
        &draft,
        &[
            (Field::SecurityProfile, "Enter a security profile"),
            (Field::Behavior, "Enter a behavior"),
            (Field::Actions, "Add an action"),
        ],
    );
}

#[test]
fn violations_make_a_plan_without_a_range() {
    let plan = violations().check(now(), utc).unwrap();
    assert_eq!(plan.task_id.as_str(), "mitigate-violations-20261120T1930Z-7000");
    assert!(matches!(&plan.target, Target::Violations(ids) if ids.len() == 2));
    assert_eq!(plan.range, None);
    assert!(plan.include_only_active_violations && !plan.include_suppressed_alerts);
}

#[test]
fn a_behavior_makes_a_plan_of_the_last_24_hours_to_the_second() {
    let plan = behavior().check(now(), utc).unwrap();
    assert_eq!(plan.task_id.as_str(), "mitigate-bytes-out-20261120T1930Z-7000");
    assert!(matches!(
        &plan.target,
        Target::Behavior { security_profile_name, .. } if security_profile_name.as_str() == "factory:floor"
    ));
    let range = plan.range.unwrap();
    assert_eq!(range.start_time.to_rfc3339(), "2026-11-19T19:30:45Z");
    assert_eq!(range.end_time, Timestamp::parse_rfc3339("2026-11-20T19:30:45Z").unwrap());
}

#[test]
fn the_fields_of_the_other_target_do_not_matter() {
    check(&MitigationDraft { behavior_name: "not a name".to_owned(), ..violations() }, &[]);
    check(&MitigationDraft { violation_ids: "not_an_id".to_owned(), ..behavior() }, &[]);
}

#[test]
fn a_security_profile_and_a_behavior_follow_their_patterns() {
    let draft =
        MitigationDraft { security_profile_name: "x".repeat(129), behavior_name: "bytes/out".to_owned(), ..behavior() };
    check(
        &draft,
        &[
            (Field::SecurityProfile, "Use at most 128 characters; this has 129"),
            (Field::Behavior, "Use letters, digits, “:”, “_” and “-”; remove “/”"),
        ],
    );
}

#[test]
fn any_time_is_for_violation_ids_only_and_is_not_taken_over_to_a_behavior() {
    let chosen = MitigationDraft { range: Some(RangeChoice::AnyTime), ..violations() };
    assert_eq!(chosen.range(), RangeChoice::AnyTime);
    assert_eq!(chosen.check(now(), utc).unwrap().range, None);
    let switched = MitigationDraft { range: Some(RangeChoice::AnyTime), ..behavior() };
    assert_eq!(switched.range(), RangeChoice::Last24Hours);
    assert_eq!(switched.check(now(), utc), behavior().check(now(), utc));
    let back = MitigationDraft { target: TargetKind::ViolationIds, ..switched };
    assert_eq!(back.range(), RangeChoice::AnyTime);
}

#[test]
fn what_is_wrong_with_a_typed_range_stands_at_its_fields() {
    let words = "Enter a date and a time of day";
    check(&between("", ""), &[(Field::StartTime, words), (Field::EndTime, words)]);
    check(&between("2026-11-20T10:00", ""), &[(Field::EndTime, words)]);
    check(&between("2026-11-20T10:00", "2026-11-20T10:01"), &[]);
    check(&MitigationDraft { range: Some(RangeChoice::LastHour), ..between("soon", "") }, &[]);
}

#[test]
fn a_range_may_end_tonight_and_start_when_aws_may_have_forgotten_it() {
    check(&between("2020-01-01T10:00", "2026-11-21T19:00"), &[]);
    check(
        &between("2026-11-20T19:32", "2027-11-20T20:00"),
        &[
            (Field::StartTime, "The start is in the future: nothing can have occurred yet"),
            (Field::EndTime, "The end is more than 24 hours in the future"),
        ],
    );
    assert!(RANGE_LIMITS.warning(Timestamp::parse_rfc3339("2020-01-01T10:00:00Z").unwrap(), now()).is_some());
}

#[test]
fn a_settled_form_is_the_same_in_every_zone() {
    let ahead = |_| 120;
    let draft = between("2026-11-20T10:00", "2026-11-20T11:00+01:00");
    let settled = draft.clone().settled(ahead);
    assert_eq!(settled.start_time, "2026-11-20T08:00:00Z");
    assert_eq!(settled.check(now(), utc), draft.check(now(), ahead));
    // What holds is the same whether it was chosen or not, and what is typed for another target is not sent.
    let usual = MitigationDraft { range: None, ..behavior() };
    let chosen = MitigationDraft {
        range: Some(usual.range()),
        violation_ids: "typed and left".to_owned(),
        action_to_add: "half".to_owned(),
        ..usual.clone()
    };
    assert_eq!(chosen.settled(utc), usual.settled(utc));
    // What is typed for another choice is not looked at.
    let unused = MitigationDraft { range: Some(RangeChoice::LastHour), ..draft };
    assert_eq!(unused.clone().settled(ahead), unused.settled(utc));
}

#[test]
fn a_task_takes_one_to_five_different_actions_in_their_order() {
    let with = |names: &[&str]| MitigationDraft {
        actions: names.iter().map(|name| (*name).to_owned()).collect(),
        ..violations()
    };
    let plan = with(&["b", "a", "e", "d", "c"]).check(now(), utc).unwrap();
    assert_eq!(plan.actions.iter().map(MitigationActionName::as_str).collect::<String>(), "baedc");
    check(&with(&["a", "b", "c", "d", "e", "f"]), &[(Field::Actions, "A task takes at most 5 actions; these are 6")]);
    check(&with(&["a", "b", "a"]), &[(Field::Actions, "“a” is in the list twice")]);
    check(&with(&["a:b"]), &[(Field::Actions, "“a:b” is no action: Use letters, digits, “_” and “-”; remove “:”")]);
}

#[test]
fn an_action_is_added_once_and_stays_to_be_corrected_when_refused() {
    let mut draft = empty();
    let mut add = |name: &str| {
        draft.action_to_add = name.to_owned();
        let result = draft.add_action();
        (result.err(), draft.action_to_add.clone(), draft.actions.len())
    };
    assert_eq!(add(" a "), (None, String::new(), 1));
    assert_eq!(add("a"), (Some("“a” is in the list already".to_owned()), "a".to_owned(), 1));
    assert_eq!(add(""), (Some("Enter an action".to_owned()), String::new(), 1));
    for name in ["b", "c", "d", "e"] {
        assert_eq!(add(name).0, None);
    }
    assert_eq!(add("f"), (Some("A task takes at most 5 actions".to_owned()), "f".to_owned(), 5));
}

#[test]
fn an_action_that_was_picked_and_not_added_is_not_forgotten() {
    check(
        &MitigationDraft { action_to_add: "reboot".to_owned(), ..violations() },
        &[(Field::Actions, "“reboot” is not in the list yet: press “Add action”, or clear the field")],
    );
}

#[test]
fn a_typed_task_id_replaces_the_suggestion_and_follows_its_pattern() {
    let typed = |id: &str| MitigationDraft { typed_task_id: Some(id.to_owned()), ..violations() };
    assert_eq!(typed(" my-task_1 ").check(now(), utc).unwrap().task_id.as_str(), "my-task_1");
    check(&typed(""), &[(Field::TaskId, "Enter a task ID")]);
    check(&typed("a b"), &[(Field::TaskId, "Use letters, digits, “_” and “-”; remove the space")]);
    check(&typed(&"x".repeat(128)), &[]);
    check(&typed(&"x".repeat(129)), &[(Field::TaskId, "Use at most 128 characters; this has 129")]);
}

#[test]
fn the_suggested_task_id_follows_the_behavior() {
    let draft = MitigationDraft { behavior_name: String::new(), ..behavior() };
    assert_eq!(draft.task_id(), "mitigate-behavior-20261120T1930Z-7000");
    assert_eq!(behavior().task_id(), "mitigate-bytes-out-20261120T1930Z-7000");
}
