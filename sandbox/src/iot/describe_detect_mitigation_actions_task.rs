//! `GET /detect/mitigationactions/tasks/{taskId}`

use serde_json::{Value, json};

use super::TASK_ID;
use crate::{
    failure::Failure,
    operation::{Context, Input, Operation},
    service::Service,
    timestamp::epoch_seconds,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "DescribeDetectMitigationActionsTask",
    service: Service::Iot,
    method: "GET",
    path: "/detect/mitigationactions/tasks/{taskId}",
    errors: &[
        "InternalFailureException",
        "InvalidRequestException",
        "ResourceNotFoundException",
        "ThrottlingException",
    ],
    run,
};

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let id = input.label("taskId");
    TASK_ID.check("taskId", id)?;
    let task = context
        .tasks
        .find(context.region, id)
        .ok_or_else(|| Failure::not_found(format!("Task {id} does not exist")))?;
    let order = &task.order;
    let progress = task.progress(context.now);
    let actions: Vec<_> = order
        .actions
        .iter()
        .flatten()
        .filter_map(|name| context.world.action(name))
        .map(|action| {
            json!({
                "name": action.name,
                "id": action.id,
                "roleArn": action.role_arn(),
                "actionParams": action.params.to_json(context.region),
            })
        })
        .collect();
    Ok(json!({"taskSummary": {
        "taskId": id,
        "taskStatus": progress.status,
        "taskStartTime": epoch_seconds(task.started),
        "taskEndTime": progress.ended.map(epoch_seconds),
        "target": order.target,
        "violationEventOccurrenceRange": order.violation_event_occurrence_range,
        "onlyActiveViolationsIncluded": order.include_only_active_violations.unwrap_or_default(),
        "suppressedAlertsIncluded": order.include_suppressed_alerts.unwrap_or_default(),
        "actionsDefinition": actions,
        "taskStatistics": {
            "actionsExecuted": progress.executed,
            "actionsSkipped": progress.skipped,
            "actionsFailed": progress.failed,
        },
    }}))
}
