//! Detect mitigation actions tasks: started once, then they run by themselves.
//!
//! Nothing ticks: how far a task has come follows from when it started and what time it is.

use std::{
    collections::{BTreeMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How many tasks of a region may run at a time. AWS's quota is not published; a small one can be reached in a test.
pub(crate) const MAX_RUNNING: usize = 10;

/// Time for applying one action to one violation, before the limits below.
const PER_EXECUTION: TimeDelta = TimeDelta::milliseconds(500);
const SHORTEST: TimeDelta = TimeDelta::seconds(6);
const LONGEST: TimeDelta = TimeDelta::seconds(30);

/// Without suppressed alerts, every so manieth execution finds nothing to do.
const SKIPPED_EVERY: usize = 7;

/// What the caller of StartDetectMitigationActionsTask asked for.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Order {
    pub(crate) target: Option<Target>,
    pub(crate) actions: Option<Vec<String>>,
    pub(crate) violation_event_occurrence_range: Option<TimeRange>,
    pub(crate) include_only_active_violations: Option<bool>,
    pub(crate) include_suppressed_alerts: Option<bool>,
    pub(crate) client_request_token: Option<String>,
}

/// DetectMitigationActionsTaskTarget.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Target {
    pub(crate) violation_ids: Option<Vec<String>>,
    pub(crate) security_profile_name: Option<String>,
    pub(crate) behavior_name: Option<String>,
}

/// ViolationEventOccurrenceRange, in epoch seconds.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TimeRange {
    pub(crate) start_time: Option<f64>,
    pub(crate) end_time: Option<f64>,
}

/// All tasks, by region and id.
#[derive(Debug, Default)]
pub(crate) struct Tasks {
    by_id: BTreeMap<(String, String), Task>,
}

/// A task that was started.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Task {
    pub(crate) order: Order,
    pub(crate) started: DateTime<Utc>,
    /// For each action of the order, in its order, whether it can work on Detect violations.
    pub(crate) actions_work: Vec<bool>,
}

/// How far a task has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Progress {
    pub(crate) status: &'static str,
    /// `None` while it runs.
    pub(crate) ended: Option<DateTime<Utc>>,
    pub(crate) executed: usize,
    pub(crate) skipped: usize,
    pub(crate) failed: usize,
}

impl Tasks {
    pub(crate) fn find(&self, region: &str, id: &str) -> Option<&Task> {
        self.by_id.get(&(region.to_owned(), id.to_owned()))
    }

    pub(crate) fn start(&mut self, region: &str, id: &str, task: Task) {
        self.by_id.insert((region.to_owned(), id.to_owned()), task);
    }

    /// Whether any task of the region was started with this client request token.
    pub(crate) fn knows_token(&self, region: &str, token: &str) -> bool {
        self.of_region(region).any(|task| task.order.client_request_token.as_deref() == Some(token))
    }

    pub(crate) fn running(&self, region: &str, now: DateTime<Utc>) -> usize {
        self.of_region(region).filter(|task| task.progress(now).ended.is_none()).count()
    }

    fn of_region<'a>(&'a self, region: &str) -> impl Iterator<Item = &'a Task> {
        self.by_id.iter().filter(move |((place, _), _)| place == region).map(|(_, task)| task)
    }
}

impl Task {
    pub(crate) fn progress(&self, now: DateTime<Utc>) -> Progress {
        let total = self.executions();
        let steps = i32::try_from(total).unwrap_or(i32::MAX);
        let duration = (PER_EXECUTION * steps).clamp(SHORTEST, LONGEST);
        let elapsed = (now - self.started).clamp(TimeDelta::zero(), duration);
        let done = if elapsed == duration {
            total
        } else {
            let share = elapsed.num_milliseconds() * i64::from(steps) / duration.num_milliseconds();
            usize::try_from(share).unwrap_or_default()
        };
        let (mut executed, mut skipped, mut failed) = (0, 0, 0);
        for index in 0..done {
            if !self.actions_work[index % self.actions_work.len()] {
                failed += 1;
            } else if self.order.include_suppressed_alerts != Some(true) && (index + 1) % SKIPPED_EVERY == 0 {
                skipped += 1;
            } else {
                executed += 1;
            }
        }
        let status = match (elapsed == duration, failed) {
            (false, _) => "IN_PROGRESS",
            (true, 0) => "SUCCESSFUL",
            (true, _) => "FAILED",
        };
        let ended = (elapsed == duration).then(|| self.started + duration);
        Progress { status, ended, executed, skipped, failed }
    }

    /// Each action is applied to each violation.
    fn executions(&self) -> usize {
        let violations = match self.order.target.as_ref() {
            Some(Target { violation_ids: Some(ids), .. }) => ids.len(),
            Some(target) => violations_of(target),
            None => 0,
        };
        violations * self.actions_work.len()
    }
}

/// How many violations a behavior has: some number that stays the same.
fn violations_of(target: &Target) -> usize {
    let mut hasher = DefaultHasher::new();
    (&target.security_profile_name, &target.behavior_name).hash(&mut hasher);
    3 + usize::try_from(hasher.finish() % 38).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(violations: usize, actions_work: &[bool], suppressed: bool) -> Task {
        let violation_ids = Some((0..violations).map(|id| format!("v-{id}")).collect());
        Task {
            order: Order {
                target: Some(Target { violation_ids, security_profile_name: None, behavior_name: None }),
                actions: None,
                violation_event_occurrence_range: None,
                include_only_active_violations: None,
                include_suppressed_alerts: Some(suppressed),
                client_request_token: Some("token".into()),
            },
            started: DateTime::UNIX_EPOCH,
            actions_work: actions_work.to_vec(),
        }
    }

    #[track_caller]
    fn check(task: &Task, seconds: i64, status: &str, counts: (usize, usize, usize)) {
        let progress = task.progress(DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds));
        assert_eq!(progress.status, status);
        assert_eq!((progress.executed, progress.skipped, progress.failed), counts);
    }

    #[test]
    fn statistics_grow_until_the_task_succeeds() {
        let task = task(20, &[true], true);
        check(&task, 0, "IN_PROGRESS", (0, 0, 0));
        check(&task, 5, "IN_PROGRESS", (10, 0, 0));
        check(&task, 10, "SUCCESSFUL", (20, 0, 0));
        check(&task, 9999, "SUCCESSFUL", (20, 0, 0));
    }

    #[test]
    fn a_clock_set_back_shows_a_task_that_has_done_nothing() {
        check(&task(20, &[true], true), -60, "IN_PROGRESS", (0, 0, 0));
    }

    #[test]
    fn an_action_that_does_not_work_fails_the_task() {
        check(&task(3, &[true, false], true), 60, "FAILED", (3, 0, 3));
    }

    #[test]
    fn without_suppressed_alerts_some_executions_are_skipped() {
        check(&task(20, &[true], false), 60, "SUCCESSFUL", (18, 2, 0));
    }

    #[test]
    fn running_tasks_are_counted_by_region() {
        let mut tasks = Tasks::default();
        tasks.start("us-east-1", "a", task(1, &[true], true));
        tasks.start("us-east-1", "b", task(1, &[true], true));
        tasks.start("eu-west-1", "a", task(1, &[true], true));
        assert_eq!(tasks.running("us-east-1", DateTime::UNIX_EPOCH), 2);
        assert_eq!(tasks.running("us-east-1", DateTime::UNIX_EPOCH + LONGEST), 0);
        assert!(tasks.knows_token("eu-west-1", "token") && !tasks.knows_token("eu-west-2", "token"));
    }
}
