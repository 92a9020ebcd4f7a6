//! A mitigation task on its way: how often to ask for it, and its state in words.

use std::time::Duration;

use crate::aws::Timestamp;
use crate::aws::iot::DetectMitigationActionsTaskStatus as Status;
use crate::aws::iot::{DetectMitigationActionsTaskStatistics, DetectMitigationActionsTaskSummary};

/// How long a task may take to be known after its start. Ours: AWS promises nothing.
const APPEARS_WITHIN: Duration = Duration::from_secs(60);

/// Between two questions while nobody looks at the page.
const HIDDEN_INTERVAL: Duration = Duration::from_secs(60);

/// How long to wait after the `asked`th answer, counted from 1: 2 s at first, then 5 s, then 15 s.
///
/// A task is done in seconds or takes minutes; AWS pushes nothing.
#[must_use]
pub const fn poll_interval(asked: u32, is_hidden: bool) -> Duration {
    match asked {
        _ if is_hidden => HIDDEN_INTERVAL,
        0..=5 => Duration::from_secs(2),
        6..=16 => Duration::from_secs(5),
        _ => Duration::from_secs(15),
    }
}

/// Whether a task that AWS does not know yet, although it took the order at `accepted_at`, may still appear.
#[must_use]
pub fn is_yet_to_appear(accepted_at: Option<Timestamp>, now: Timestamp) -> bool {
    accepted_at.is_some_and(|at| now < at.plus(APPEARS_WITHIN))
}

/// Whether a task has come to its end. A state that is not known here is taken for one on its way.
#[must_use]
pub const fn has_ended(task: &DetectMitigationActionsTaskSummary) -> bool {
    matches!(task.task_status, Some(Status::Successful | Status::Failed | Status::Canceled))
}

/// A state in words. One that is not known here stands as AWS sent it.
#[must_use]
pub fn status_label(status: Option<&Status>) -> String {
    match status {
        Some(Status::InProgress) => "In progress".to_owned(),
        Some(Status::Successful) => "Successful".to_owned(),
        Some(Status::Failed) => "Failed".to_owned(),
        Some(Status::Canceled) => "Canceled".to_owned(),
        Some(Status::Other(other)) => other.clone(),
        None => "Unknown".to_owned(),
    }
}

/// The state in a sentence for those who cannot see it change; with the counts once they are final.
#[must_use]
pub fn announcement(task: &DetectMitigationActionsTaskSummary) -> String {
    let status = status_label(task.task_status.as_ref());
    match task.task_statistics.as_ref().filter(|_| has_ended(task)) {
        Some(statistics) => format!("Task: {status}. {}.", counts(statistics)),
        None => format!("Task: {status}."),
    }
}

fn counts(statistics: &DetectMitigationActionsTaskStatistics) -> String {
    let count = |value: Option<i64>| value.map_or_else(|| "unknown".to_owned(), |value| value.to_string());
    format!(
        "Actions executed: {}, skipped: {}, failed: {}",
        count(statistics.actions_executed),
        count(statistics.actions_skipped),
        count(statistics.actions_failed)
    )
}

#[cfg(test)]
mod tests {
    use super::super::mitigation_plan::tests::task;
    use super::*;

    #[test]
    fn questions_come_at_2_then_5_then_15_seconds_and_each_minute_while_hidden() {
        let seconds = |asked| poll_interval(asked, false).as_secs();
        assert_eq!([1, 5, 6, 16, 17, u32::MAX].map(seconds), [2, 2, 5, 5, 15, 15]);
        assert_eq!([1, 20].map(|asked| poll_interval(asked, true).as_secs()), [60, 60]);
    }

    #[test]
    fn a_task_that_was_accepted_may_take_a_minute_to_appear() {
        let at = Timestamp::from_seconds(1_795_000_000);
        let after = |seconds| is_yet_to_appear(Some(at), at.plus(Duration::from_secs(seconds)));
        assert_eq!([0, 59, 60].map(after), [true, true, false]);
        assert!(!is_yet_to_appear(None, at), "nor does a task that nobody started here");
    }

    #[track_caller]
    fn check(json: &str, ended: bool, words: &str) {
        let task = task(json);
        assert_eq!((has_ended(&task), announcement(&task).as_str()), (ended, words));
    }

    #[test]
    fn a_task_is_told_in_words_until_it_ends() {
        check(
            r#"{"taskStatus":"IN_PROGRESS","taskStatistics":{"actionsExecuted":3,"actionsSkipped":0}}"#,
            false,
            "Task: In progress.",
        );
        check(
            r#"{"taskStatus":"FAILED","taskStatistics":{"actionsExecuted":3,"actionsSkipped":0}}"#,
            true,
            "Task: Failed. Actions executed: 3, skipped: 0, failed: unknown.",
        );
        check(r#"{"taskStatus":"SUCCESSFUL"}"#, true, "Task: Successful.");
        check(r#"{"taskStatus":"FAILED"}"#, true, "Task: Failed.");
        check(r#"{"taskStatus":"CANCELED"}"#, true, "Task: Canceled.");
    }

    #[test]
    fn a_state_that_aws_adds_later_stands_as_sent_and_is_followed() {
        check(r#"{"taskStatus":"QUEUED"}"#, false, "Task: QUEUED.");
        check("{}", false, "Task: Unknown.");
    }
}
