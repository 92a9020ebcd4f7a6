//! The form "Start mitigation" as data: what was typed, what is wrong with it, and the plan it makes.
//!
//! Shaped like the screen, not like the request. Knows no browser and no clock; what only AWS knows (whether a
//! violation or an action exists) is not checked here.

mod field;
mod prefill;
mod task_id;
mod violation_ids;

use std::time::Duration;

pub use field::{Field, FieldErrors, Visited};
pub use prefill::PARAMETERS;
pub use task_id::TaskIdSeed;
pub use violation_ids::{MAXIMUM_VIOLATIONS, ViolationIds};

use super::mitigation_plan::{MitigationPlan, Target};
use super::time_range::{Limits, RangeChoice};
use super::typed_time::{Offset, with_zone};
use crate::aws::Timestamp;
use crate::aws::identifier::IdentifierError;
use crate::aws::iot::{
    BehaviorName, MitigationActionName, MitigationActionsTaskId, SecurityProfileName, ViolationEventOccurrenceRange,
};

/// Most actions of a task. Source: `actions`, StartDetectMitigationActionsTask, AWS IoT API Reference.
pub const MAXIMUM_ACTIONS: usize = 5;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What the time range keeps to. Ours, not AWS's.
pub const RANGE_LIMITS: Limits = Limits {
    // Covers clocks that differ a little.
    furthest_start: Duration::from_secs(60),
    // Allows "until tonight", and catches a wrong year.
    furthest_end: DAY,
    // AWS keeps violations for 30 days, by an older page of limits. Hence a warning and not an error.
    oldest_start: Duration::from_secs(30 * DAY.as_secs()),
    too_old: "More than 30 days ago. AWS may no longer keep violations that old.",
};

/// Which of the two kinds of target is being filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// Violations by their IDs.
    ViolationIds,
    /// The violations of one behavior of a security profile.
    Behavior,
}

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MitigationDraft {
    /// What the suggested task ID is made of.
    pub seed: TaskIdSeed,
    /// The task ID as typed; `None` while the suggestion stands.
    pub typed_task_id: Option<String>,
    /// Which kind of target is being filled in. The fields of the other kind keep their text.
    pub target: TargetKind,
    /// The list of violation IDs as pasted.
    pub violation_ids: String,
    /// The security profile as typed or picked.
    pub security_profile_name: String,
    /// The behavior as typed or picked.
    pub behavior_name: String,
    /// The range as chosen; `None` while the target's usual one stands. [`Self::range`] is the one that holds.
    pub range: Option<RangeChoice>,
    /// Where the range starts, as typed. Kept while another range is chosen.
    pub start_time: String,
    /// Where the range ends, as typed. Kept in the same way.
    pub end_time: String,
    /// The actions in their order.
    pub actions: Vec<String>,
    /// An action that was typed or picked and not yet added.
    pub action_to_add: String,
    /// Leave out violations that are over.
    pub include_only_active_violations: bool,
    /// Take violations of suppressed behaviors in.
    pub include_suppressed_alerts: bool,
}

impl MitigationDraft {
    /// The form as it opens. The narrower choice stands where there is one: active violations, no suppressed ones.
    #[must_use]
    pub const fn new(seed: TaskIdSeed) -> Self {
        Self {
            seed,
            typed_task_id: None,
            target: TargetKind::ViolationIds,
            violation_ids: String::new(),
            security_profile_name: String::new(),
            behavior_name: String::new(),
            range: None,
            start_time: String::new(),
            end_time: String::new(),
            actions: Vec::new(),
            action_to_add: String::new(),
            include_only_active_violations: true,
            include_suppressed_alerts: false,
        }
    }

    /// The task ID that stands in its field: typed or suggested.
    #[must_use]
    pub fn task_id(&self) -> String {
        self.typed_task_id.clone().unwrap_or_else(|| {
            let behavior = self.behavior_name.trim();
            match self.target {
                TargetKind::Behavior if !behavior.is_empty() => self.seed.suggest(behavior),
                TargetKind::Behavior => self.seed.suggest("behavior"),
                TargetKind::ViolationIds => self.seed.suggest("violations"),
            }
        })
    }

    /// The ranges that the target takes. Of a behavior every violation would count, if it were any time.
    #[must_use]
    pub const fn ranges(&self) -> &'static [RangeChoice] {
        match (self.target, &RangeChoice::ALL) {
            (TargetKind::ViolationIds, all) => all,
            (TargetKind::Behavior, [_any_time, others @ ..]) => others,
        }
    }

    /// The range that stands in its field, is checked and is sent: the chosen one where the target takes it.
    #[must_use]
    pub fn range(&self) -> RangeChoice {
        self.range.filter(|choice| self.ranges().contains(choice)).unwrap_or(match self.target {
            TargetKind::ViolationIds => RangeChoice::AnyTime,
            TargetKind::Behavior => RangeChoice::Last24Hours,
        })
    }

    /// What of the form is sent, independent of what is suggested, of what holds without being chosen, and of the zone
    /// in which times are typed: two forms that ask for the same are the same.
    #[must_use]
    pub fn settled(self, offset: Offset) -> Self {
        let (task_id, range) = (self.task_id(), self.range());
        let mut settled = Self {
            typed_task_id: Some(task_id),
            target: self.target,
            range: Some(range),
            actions: self.actions,
            include_only_active_violations: self.include_only_active_violations,
            include_suppressed_alerts: self.include_suppressed_alerts,
            ..Self::new(self.seed)
        };
        match settled.target {
            TargetKind::ViolationIds => settled.violation_ids = self.violation_ids,
            TargetKind::Behavior => {
                settled.security_profile_name = self.security_profile_name;
                settled.behavior_name = self.behavior_name;
            }
        }
        if range == RangeChoice::Between {
            settled.start_time = with_zone(&self.start_time, offset);
            settled.end_time = with_zone(&self.end_time, offset);
        }
        settled
    }

    /// Checks everything against the limits AWS publishes, and makes the plan to review.
    ///
    /// A relative range ends at `now`: call it when the review opens, and keep the plan. Times are typed in the zone of
    /// `offset`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, now: Timestamp, offset: Offset) -> Result<MitigationPlan, FieldErrors> {
        let mut errors = FieldErrors::default();
        let target = self.check_target(&mut errors);
        let range = self.check_range(now, offset, &mut errors);
        let actions = errors.keep(Field::Actions, self.check_actions());
        let task_id = self.task_id();
        let task_id = errors.keep(Field::TaskId, identifier(MitigationActionsTaskId::new(task_id.trim()), "a task ID"));
        match (task_id, target, actions) {
            (Some(task_id), Some(target), Some(actions)) if errors.is_empty() => Ok(MitigationPlan {
                task_id,
                target,
                range,
                actions,
                include_only_active_violations: self.include_only_active_violations,
                include_suppressed_alerts: self.include_suppressed_alerts,
            }),
            _ => Err(errors),
        }
    }

    /// Adds the action that was typed or picked to the list.
    ///
    /// # Errors
    /// What is wrong with it, in words for the field; it then stays to be corrected.
    pub fn add_action(&mut self) -> Result<(), String> {
        let name = identifier(MitigationActionName::new(self.action_to_add.trim()), "an action")?;
        if self.actions.iter().any(|action| action == name.as_str()) {
            return Err(format!("“{name}” is in the list already"));
        }
        if self.actions.len() >= MAXIMUM_ACTIONS {
            return Err(format!("A task takes at most {MAXIMUM_ACTIONS} actions"));
        }
        self.actions.push(name.as_str().to_owned());
        self.action_to_add.clear();
        Ok(())
    }

    fn check_target(&self, errors: &mut FieldErrors) -> Option<Target> {
        match self.target {
            TargetKind::ViolationIds => errors
                .keep(Field::ViolationIds, ViolationIds::read(&self.violation_ids))
                .map(|list| Target::Violations(list.ids)),
            TargetKind::Behavior => {
                let profile = SecurityProfileName::new(self.security_profile_name.trim());
                let profile = errors.keep(Field::SecurityProfile, identifier(profile, "a security profile"));
                let behavior = BehaviorName::new(self.behavior_name.trim());
                let behavior = errors.keep(Field::Behavior, identifier(behavior, "a behavior"));
                Some(Target::Behavior { security_profile_name: profile?, behavior_name: behavior? })
            }
        }
    }

    fn check_range(
        &self,
        now: Timestamp,
        offset: Offset,
        errors: &mut FieldErrors,
    ) -> Option<ViolationEventOccurrenceRange> {
        let typed = [self.start_time.as_str(), self.end_time.as_str()];
        let [start, end] = self.range().ends(typed, RANGE_LIMITS, now, offset)?;
        let (start, end) = (errors.keep(Field::StartTime, start), errors.keep(Field::EndTime, end));
        Some(ViolationEventOccurrenceRange { start_time: start?, end_time: end? })
    }

    fn check_actions(&self) -> Result<Vec<MitigationActionName>, String> {
        let waiting = self.action_to_add.trim();
        if !waiting.is_empty() {
            return Err(format!("“{waiting}” is not in the list yet: press “Add action”, or clear the field"));
        }
        let mut names = Vec::new();
        for action in &self.actions {
            let name = MitigationActionName::new(action.as_str())
                .map_err(|error| format!("“{action}” is no action: {error}"))?;
            if names.contains(&name) {
                return Err(format!("“{name}” is in the list twice"));
            }
            names.push(name);
        }
        match names.len() {
            0 => Err("Add an action".to_owned()),
            count if count > MAXIMUM_ACTIONS => {
                Err(format!("A task takes at most {MAXIMUM_ACTIONS} actions; these are {count}"))
            }
            _ => Ok(names),
        }
    }
}

/// An identifier, or what to enter instead.
fn identifier<T>(result: Result<T, IdentifierError>, what: &str) -> Result<T, String> {
    result.map_err(|error| match error {
        IdentifierError::Empty => format!("Enter {what}"),
        error => error.to_string(),
    })
}

#[cfg(test)]
mod tests;
