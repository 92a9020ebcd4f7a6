//! `GET /detect/mitigationactions/tasks/{taskId}`
//!
//! One mitigation task: what it acts on, what it does and how far it is.
//! Source: DescribeDetectMitigationActionsTask, AWS IoT API Reference.

use super::{
    DetectMitigationActionsTaskTarget, IOT, MitigationActionName, MitigationActionParams, MitigationActionsTaskId,
    ViolationEventOccurrenceRange,
};
use crate::aws::input::input;
use crate::aws::open_enum::open_enum;
use crate::aws::operation::{Facts, Operation};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

input! {
    /// Asks for one mitigation task.
    #[derive(Clone, Debug)]
    pub struct DescribeDetectMitigationActionsTask {
        /// Which one.
        pub task_id: MitigationActionsTaskId = "taskId",
    }
}

impl Operation for DescribeDetectMitigationActionsTask {
    type Output = DescribeDetectMitigationActionsTaskResponse;
    const FACTS: &'static Facts = &Facts {
        name: "DescribeDetectMitigationActionsTask",
        path: "/detect/mitigationactions/tasks/{taskId}",
        does: "read the mitigation task",
        ..IOT
    };
}

reply! {
    /// The answer about one mitigation task.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DescribeDetectMitigationActionsTaskResponse {
        /// The task.
        pub task_summary: Option<DetectMitigationActionsTaskSummary> = "taskSummary",
    }
}

reply! {
    /// A mitigation task. Source: `DetectMitigationActionsTaskSummary`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DetectMitigationActionsTaskSummary {
        /// Its identifier.
        pub task_id: Option<MitigationActionsTaskId> = "taskId",
        /// Whether it runs, or how it ended.
        pub task_status: Option<DetectMitigationActionsTaskStatus> = "taskStatus",
        /// When it started.
        pub task_start_time: Option<Timestamp> = "taskStartTime",
        /// When it ended; `None` while it runs.
        pub task_end_time: Option<Timestamp> = "taskEndTime",
        /// What it acts on.
        pub target: Option<DetectMitigationActionsTaskTarget> = "target",
        /// Only violations that occurred in this time.
        pub violation_event_occurrence_range: Option<ViolationEventOccurrenceRange> = "violationEventOccurrenceRange",
        /// Whether violations that ended are left out.
        pub only_active_violations_included: Option<bool> = "onlyActiveViolationsIncluded",
        /// Whether violations of behaviors that suppress their alarms are acted on too.
        pub suppressed_alerts_included: Option<bool> = "suppressedAlertsIncluded",
        /// What it does, in this order.
        pub actions_definition: Vec<MitigationAction> = "actionsDefinition",
        /// How far it is.
        pub task_statistics: Option<DetectMitigationActionsTaskStatistics> = "taskStatistics",
    }
}

open_enum! {
    /// Whether a mitigation task runs, or how it ended. Source: `DetectMitigationActionsTaskStatus`.
    DetectMitigationActionsTaskStatus {
        /// It runs.
        InProgress = "IN_PROGRESS",
        /// Every action was carried out.
        Successful = "SUCCESSFUL",
        /// Some action failed.
        Failed = "FAILED",
        /// Somebody canceled it. What it had done stays done.
        Canceled = "CANCELED",
    }
}

reply! {
    /// A mitigation action as it was when the task started. Source: `MitigationAction`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MitigationAction {
        /// Its name.
        pub name: Option<MitigationActionName> = "name",
        /// An identifier that AWS gave it.
        pub id: Option<String> = "id",
        /// ARN of the role that it works with.
        pub role_arn: Option<String> = "roleArn",
        /// What exactly it does.
        pub action_params: Option<MitigationActionParams> = "actionParams",
    }
}

reply! {
    /// How often a task applied an action to a device. Source: `DetectMitigationActionsTaskStatistics`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DetectMitigationActionsTaskStatistics {
        /// Carried out.
        pub actions_executed: Option<i64> = "actionsExecuted",
        /// Skipped.
        pub actions_skipped: Option<i64> = "actionsSkipped",
        /// Failed.
        pub actions_failed: Option<i64> = "actionsFailed",
    }
}
