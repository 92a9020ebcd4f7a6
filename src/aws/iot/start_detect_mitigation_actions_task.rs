//! `PUT /detect/mitigationactions/tasks/{taskId}`
//!
//! Starts a task that applies mitigation actions to ML Detect violations. Nothing undoes what it does.
//! Source: StartDetectMitigationActionsTask, AWS IoT API Reference.

use super::{
    ClientRequestToken, DetectMitigationActionsTaskTarget, IOT, MitigationActionName, MitigationActionsTaskId,
    ViolationEventOccurrenceRange,
};
use crate::aws::input::input;
use crate::aws::operation::{Effect, Facts, Method, Operation};
use crate::aws::reply::reply;

input! {
    /// Asks for a mitigation task to be started.
    #[derive(Clone, Debug, PartialEq)]
    pub struct StartDetectMitigationActionsTask {
        /// What the task will be called; no earlier task may be called so.
        pub task_id: MitigationActionsTaskId = "taskId",
        /// What it acts on.
        pub target: DetectMitigationActionsTaskTarget = "target",
        /// What it does, 1 to 5 actions, in this order.
        pub actions: Vec<MitigationActionName> = "actions",
        /// Only violations that occurred in this time.
        pub violation_event_occurrence_range: Option<ViolationEventOccurrenceRange> = "violationEventOccurrenceRange",
        /// Whether violations that ended are left out.
        pub include_only_active_violations: Option<bool> = "includeOnlyActiveViolations",
        /// Whether violations of behaviors that suppress their alarms are acted on too.
        pub include_suppressed_alerts: Option<bool> = "includeSuppressedAlerts",
        /// Made once for each task that is meant and kept when the request is repeated, so that repeating it cannot
        /// start a second task.
        pub client_request_token: ClientRequestToken = "clientRequestToken",
    }
}

impl Operation for StartDetectMitigationActionsTask {
    type Output = StartDetectMitigationActionsTaskResponse;
    const FACTS: &'static Facts = &Facts {
        name: "StartDetectMitigationActionsTask",
        method: Method::Put,
        path: "/detect/mitigationactions/tasks/{taskId}",
        effect: Effect::Write,
        does: "start the mitigation task",
        ..IOT
    };
}

reply! {
    /// The task was started.
    #[derive(Clone, Debug, PartialEq)]
    pub struct StartDetectMitigationActionsTaskResponse {
        /// The task, by the identifier that the request gave it.
        pub task_id: Option<MitigationActionsTaskId> = "taskId",
    }
}
