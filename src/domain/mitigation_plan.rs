//! A checked mitigation, before it is sent: what it will do in words, how it is confirmed, and the request it becomes.

use crate::aws::input::ToJson;
use crate::aws::iot::{
    BehaviorName, ClientRequestToken, DetectMitigationActionsTaskSummary, DetectMitigationActionsTaskTarget,
    MitigationActionName, MitigationActionsTaskId, SecurityProfileName, StartDetectMitigationActionsTask,
    ViolationEventOccurrenceRange, ViolationId,
};
use crate::aws::{Operation, Timestamp, request};
use crate::format::absolute;

/// Most violations that a check box confirms; more are confirmed by typing their number. Ours, not AWS's.
const CHECKBOX_MAXIMUM: usize = 5;

/// What a task will act on. AWS takes one or the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// These violations, 1 to 25.
    Violations(Vec<ViolationId>),
    /// The violations of a behavior; how many is AWS's to find out.
    Behavior {
        /// The security profile that holds it.
        security_profile_name: SecurityProfileName,
        /// The behavior.
        behavior_name: BehaviorName,
    },
}

/// A task that every published limit allows, with its times fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MitigationPlan {
    /// What the task will be called.
    pub task_id: MitigationActionsTaskId,
    /// What it will act on.
    pub target: Target,
    /// When the violations occurred; `None` for no matter when.
    pub range: Option<ViolationEventOccurrenceRange>,
    /// What it will do, 1 to 5 different actions, in this order.
    pub actions: Vec<MitigationActionName>,
    /// Leave out violations that are over.
    pub include_only_active_violations: bool,
    /// Take violations of suppressed behaviors in.
    pub include_suppressed_alerts: bool,
}

/// What the user does to confirm a plan; the more it touches, the more deliberate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// Check a box.
    CheckBox,
    /// Type this text: the number of violations, or the name of the security profile.
    Type {
        /// What the text is, for the label: `the number of violations`.
        what: &'static str,
        /// The text.
        text: String,
    },
}

impl Confirmation {
    /// Whether it is given by a box that is `checked` and a field in which `typed` stands.
    #[must_use]
    pub fn is_given(&self, checked: bool, typed: &str) -> bool {
        match self {
            Self::CheckBox => checked,
            Self::Type { text, .. } => typed.trim() == text,
        }
    }

    /// What is wrong with what stands in the field, where typing on cannot make it right.
    #[must_use]
    pub fn problem(&self, typed: &str) -> Option<String> {
        match self {
            Self::Type { what, text } if typed.trim() != text && !text.starts_with(typed.trim_start()) => {
                Some(format!("This is not {what}: type {text}"))
            }
            Self::Type { .. } | Self::CheckBox => None,
        }
    }
}

impl MitigationPlan {
    /// The request, which `token` tells from every other one.
    #[must_use]
    pub fn request(&self, token: ClientRequestToken) -> StartDetectMitigationActionsTask {
        StartDetectMitigationActionsTask {
            task_id: self.task_id.clone(),
            target: match &self.target {
                Target::Violations(ids) => {
                    DetectMitigationActionsTaskTarget { violation_ids: ids.clone(), ..Default::default() }
                }
                Target::Behavior { security_profile_name, behavior_name } => DetectMitigationActionsTaskTarget {
                    violation_ids: Vec::new(),
                    security_profile_name: Some(security_profile_name.clone()),
                    behavior_name: Some(behavior_name.clone()),
                },
            },
            actions: self.actions.clone(),
            violation_event_occurrence_range: self.range,
            include_only_active_violations: Some(self.include_only_active_violations),
            include_suppressed_alerts: Some(self.include_suppressed_alerts),
            client_request_token: token,
        }
    }

    /// The request as it goes over the wire, without headers: method and path, an empty line, the body.
    #[must_use]
    pub fn wire_text(&self, token: ClientRequestToken) -> String {
        let facts = StartDetectMitigationActionsTask::FACTS;
        match request::build(facts, self.request(token).to_json()) {
            Ok(request) => format!("{} {}\n\n{}", facts.method.as_str(), request.path, request.body),
            Err(error) => error.to_string(),
        }
    }

    /// How the user confirms it. Where it `is_certain` what the actions do, a box is enough for few violations.
    #[must_use]
    pub fn confirmation(&self, is_certain: bool) -> Confirmation {
        match &self.target {
            Target::Violations(ids) if ids.len() <= CHECKBOX_MAXIMUM && is_certain => Confirmation::CheckBox,
            Target::Violations(ids) => {
                Confirmation::Type { what: "the number of violations", text: ids.len().to_string() }
            }
            Target::Behavior { security_profile_name, .. } => Confirmation::Type {
                what: "the name of the security profile",
                text: security_profile_name.as_str().to_owned(),
            },
        }
    }

    /// What will happen, in a sentence: "Apply quarantine, then notify to the devices of 3 violations, if still
    /// active."
    #[must_use]
    pub fn sentence(&self) -> String {
        let actions: Vec<_> = self.actions.iter().map(MitigationActionName::as_str).collect();
        let only_active = self.include_only_active_violations;
        let whom = match &self.target {
            Target::Violations(ids) if ids.len() == 1 => "the device of 1 violation".to_owned(),
            Target::Violations(ids) => format!("the devices of {} violations", ids.len()),
            Target::Behavior { security_profile_name, behavior_name } => format!(
                "every device with {} violation of {behavior_name} in {security_profile_name}",
                if only_active { "an active" } else { "a" }
            ),
        };
        let range = self.range.map_or_else(String::new, |range| {
            format!(" that occurred from {} to {}", absolute(range.start_time, 0), absolute(range.end_time, 0))
        });
        let if_active = match self.target {
            Target::Violations(_) if only_active => ", if still active",
            _ => "",
        };
        let if_suppressed = if self.include_suppressed_alerts { ", even where alerts are suppressed" } else { "" };
        format!("Apply {} to {whom}{range}{if_active}{if_suppressed}.", actions.join(", then "))
    }

    /// Whether `task`, found under this plan's task ID, is this plan carried out, and not another task of that name.
    ///
    /// Target and actions must be there. What else AWS leaves out of its answer does not count against it, nor a range
    /// that it adds where none was sent.
    #[must_use]
    pub fn is_carried_out_by(&self, task: &DetectMitigationActionsTaskSummary) -> bool {
        let same_target = task.target.as_ref().is_some_and(|target| match &self.target {
            Target::Violations(ids) => same_set(&target.violation_ids, ids),
            Target::Behavior { security_profile_name, behavior_name } => {
                target.violation_ids.is_empty()
                    && target.security_profile_name.as_ref() == Some(security_profile_name)
                    && target.behavior_name.as_ref() == Some(behavior_name)
            }
        });
        let names = task.actions_definition.iter().map(|action| action.name.as_ref());
        same_target
            && names.eq(self.actions.iter().map(Some))
            && task.violation_event_occurrence_range.is_none_or(|range| {
                self.range.is_none_or(|own| {
                    same_second(range.start_time, own.start_time) && same_second(range.end_time, own.end_time)
                })
            })
            && task.only_active_violations_included.is_none_or(|flag| flag == self.include_only_active_violations)
            && task.suppressed_alerts_included.is_none_or(|flag| flag == self.include_suppressed_alerts)
    }
}

fn same_set(left: &[ViolationId], right: &[ViolationId]) -> bool {
    left.len() == right.len() && left.iter().all(|id| right.contains(id))
}

const fn same_second(left: Timestamp, right: Timestamp) -> bool {
    left.millis().div_euclid(1000) == right.millis().div_euclid(1000)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::aws::iot::DescribeDetectMitigationActionsTaskResponse;
    use crate::aws::reply;

    pub(in crate::domain) fn violations(count: usize) -> MitigationPlan {
        MitigationPlan {
            task_id: MitigationActionsTaskId::new("task-1").unwrap(),
            target: Target::Violations(
                (1..=count).map(|index| ViolationId::new(format!("v-{index}")).unwrap()).collect(),
            ),
            range: None,
            actions: ["quarantine", "notify"].map(|name| MitigationActionName::new(name).unwrap()).to_vec(),
            include_only_active_violations: true,
            include_suppressed_alerts: false,
        }
    }

    fn behavior() -> MitigationPlan {
        MitigationPlan {
            target: Target::Behavior {
                security_profile_name: SecurityProfileName::new("floor").unwrap(),
                behavior_name: BehaviorName::new("bytes").unwrap(),
            },
            range: Some(ViolationEventOccurrenceRange {
                start_time: Timestamp::from_seconds(1_795_000_000),
                end_time: Timestamp::from_seconds(1_795_086_400),
            }),
            ..violations(1)
        }
    }

    pub(in crate::domain) fn task(json: &str) -> DetectMitigationActionsTaskSummary {
        let answer = format!("{{\"taskSummary\":{json}}}");
        let answer: DescribeDetectMitigationActionsTaskResponse =
            reply::read(serde_json::from_str(&answer).unwrap()).unwrap();
        answer.task_summary.unwrap()
    }

    #[track_caller]
    fn check_request(plan: &MitigationPlan, expected: &str) {
        let request = plan.request(ClientRequestToken::new("token-1").unwrap());
        assert_eq!(request.to_json(), serde_json::from_str::<serde_json::Value>(expected).unwrap());
    }

    #[test]
    fn each_kind_of_target_becomes_its_own_members() {
        check_request(
            &violations(2),
            "{\"taskId\":\"task-1\",\"target\":{\"violationIds\":[\"v-1\",\"v-2\"]},\
             \"actions\":[\"quarantine\",\"notify\"],\"includeOnlyActiveViolations\":true,\
             \"includeSuppressedAlerts\":false,\"clientRequestToken\":\"token-1\"}",
        );
        check_request(
            &behavior(),
            "{\"taskId\":\"task-1\",\"target\":{\"securityProfileName\":\"floor\",\"behaviorName\":\"bytes\"},\
             \"actions\":[\"quarantine\",\"notify\"],\
             \"violationEventOccurrenceRange\":{\"startTime\":1795000000,\"endTime\":1795086400},\
             \"includeOnlyActiveViolations\":true,\"includeSuppressedAlerts\":false,\"clientRequestToken\":\"token-1\"}",
        );
    }

    #[test]
    fn the_wire_shows_the_task_id_in_the_path_alone() {
        let text = violations(1).wire_text(ClientRequestToken::new("token-1").unwrap());
        let (head, body) = text.split_once("\n\n").unwrap();
        assert_eq!(head, "PUT /detect/mitigationactions/tasks/task-1");
        assert!(body.starts_with('{') && body.contains("token-1") && !body.contains("task-1"), "{body}");
    }

    #[test]
    fn the_confirmation_grows_with_what_is_touched() {
        assert_eq!(violations(1).confirmation(true), Confirmation::CheckBox);
        assert_eq!(violations(5).confirmation(true), Confirmation::CheckBox);
        let six = violations(6).confirmation(true);
        assert!(six.is_given(false, " 6 ") && !six.is_given(true, "5") && !six.is_given(true, ""));
        let uncertain = violations(1).confirmation(false);
        assert!(uncertain.is_given(false, "1") && !uncertain.is_given(true, ""));
        let profile = behavior().confirmation(true);
        assert!(profile.is_given(false, "floor") && !profile.is_given(true, "Floor"));
        assert!(Confirmation::CheckBox.is_given(true, "") && !Confirmation::CheckBox.is_given(false, "x"));
    }

    #[test]
    fn a_wrong_word_is_told_as_soon_as_typing_on_cannot_make_it_right() {
        let profile = behavior().confirmation(true);
        for typed in ["", " ", "flo", " floor ", "floor"] {
            assert_eq!(profile.problem(typed), None, "{typed:?}");
        }
        for typed in ["F", "floors", "flo ", "bytes"] {
            let problem = profile.problem(typed);
            assert_eq!(
                problem.as_deref(),
                Some("This is not the name of the security profile: type floor"),
                "{typed:?}"
            );
        }
        assert_eq!(Confirmation::CheckBox.problem("x"), None);
    }

    #[track_caller]
    fn check_sentence(plan: &MitigationPlan, expected: &str) {
        assert_eq!(plan.sentence(), format!("Apply quarantine, then notify to {expected}."));
    }

    #[test]
    fn a_plan_reads_as_a_sentence_with_everything_that_limits_or_widens_it() {
        check_sentence(&violations(1), "the device of 1 violation, if still active");
        check_sentence(&violations(3), "the devices of 3 violations, if still active");
        let occurred = "that occurred from November 18, 2026, 11:06:40 (UTC) to November 19, 2026, 11:06:40 (UTC)";
        let ranged = MitigationPlan { range: behavior().range, ..violations(3) };
        check_sentence(&ranged, &format!("the devices of 3 violations {occurred}, if still active"));
        let floor = "violation of bytes in floor";
        check_sentence(&behavior(), &format!("every device with an active {floor} {occurred}"));
        let all = MitigationPlan { include_only_active_violations: false, ..behavior() };
        check_sentence(&all, &format!("every device with a {floor} {occurred}"));
        let all = MitigationPlan { include_only_active_violations: false, ..violations(2) };
        check_sentence(&all, "the devices of 2 violations");
        let even = "even where alerts are suppressed";
        let wide = MitigationPlan { include_suppressed_alerts: true, ..violations(2) };
        check_sentence(&wide, &format!("the devices of 2 violations, if still active, {even}"));
        let wide = MitigationPlan { include_suppressed_alerts: true, ..behavior() };
        check_sentence(&wide, &format!("every device with an active {floor} {occurred}, {even}"));
    }

    /// Adds the actions as planned to the `members` of a task.
    fn with_actions(members: &str) -> String {
        format!(r#"{{"actionsDefinition":[{{"name":"quarantine"}},{{"name":"notify"}}],{members}}}"#)
    }

    #[track_caller]
    fn check_carried_out(plan: &MitigationPlan, json: &str, expected: bool) {
        assert_eq!(plan.is_carried_out_by(&task(json)), expected, "{json}");
    }

    #[test]
    fn a_task_for_violations_is_the_plan_carried_out_if_target_and_actions_are_its_and_nothing_else_differs() {
        let plan = violations(2);
        let ids = r#""target":{"violationIds":["v-2","v-1"]}"#;
        check_carried_out(&plan, "{}", false);
        check_carried_out(&plan, &format!("{{{ids}}}"), false);
        check_carried_out(&plan, r#"{"actionsDefinition":[{"name":"quarantine"},{"name":"notify"}]}"#, false);
        let reversed = format!(r#"{{{ids},"actionsDefinition":[{{"name":"notify"}},{{"name":"quarantine"}}]}}"#);
        check_carried_out(&plan, &reversed, false);
        check_carried_out(&plan, &with_actions(ids), true);
        check_carried_out(&plan, &with_actions(r#""target":{"violationIds":["v-1"]}"#), false);
        check_carried_out(&plan, &with_actions(r#""target":{"violationIds":["v-1","v-3"]}"#), false);
        for (member, expected) in [
            (r#""violationEventOccurrenceRange":{"startTime":1,"endTime":2}"#, true),
            (r#""onlyActiveViolationsIncluded":false"#, false),
            (r#""suppressedAlertsIncluded":true"#, false),
        ] {
            check_carried_out(&plan, &with_actions(&format!("{ids},{member}")), expected);
        }
    }

    #[test]
    fn a_task_for_a_behavior_must_name_both_and_the_same_time() {
        let plan = behavior();
        let target = r#""target":{"securityProfileName":"floor","behaviorName":"bytes"}"#;
        check_carried_out(&plan, &with_actions(target), true);
        for other in [
            r#""target":{"securityProfileName":"floor","behaviorName":"other"}"#,
            r#""target":{"securityProfileName":"floor"}"#,
            r#""target":{"violationIds":["v-1"]}"#,
        ] {
            check_carried_out(&plan, &with_actions(other), false);
        }
        let range = |end: &str| {
            let range = format!(r#""violationEventOccurrenceRange":{{"startTime":1795000000,"endTime":{end}}}"#);
            with_actions(&format!("{target},{range}"))
        };
        check_carried_out(&plan, &range("1795086400.0"), true);
        check_carried_out(&plan, &range("1795086401"), false);
    }
}
