//! `PUT /detect/mitigationactions/tasks/{taskId}`
//!
//! The caller picks the task's id. A repeated request with the same id and token is the same intent and succeeds again; the
//! same id or the same token with anything else is refused.

use serde_json::{Value, json};

use super::{ACTION_NAME, CLIENT_REQUEST_TOKEN, NAME, TASK_ID, VIOLATION_ID};
use crate::{
    constraints::{self, required},
    failure::{Failure, Problem},
    operation::{Context, Input, Operation},
    service::Service,
    tasks::{MAX_RUNNING, Order, Target, Task, TimeRange},
    world::World,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "StartDetectMitigationActionsTask",
    service: Service::Iot,
    method: "PUT",
    path: "/detect/mitigationactions/tasks/{taskId}",
    errors: &[
        "InternalFailureException",
        "InvalidRequestException",
        "LimitExceededException",
        "TaskAlreadyExistsException",
        "ThrottlingException",
    ],
    run,
};

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let id = input.label("taskId");
    TASK_ID.check("taskId", id)?;
    let order: Order = input.body()?;
    let token = required("clientRequestToken", order.client_request_token.as_deref())?;
    CLIENT_REQUEST_TOKEN.check("clientRequestToken", token)?;
    let target = required("target", order.target.as_ref())?;
    check_target(target, context.world)?;
    let actions = required("actions", order.actions.as_deref())?;
    let actions_work = check_actions(actions, context.world)?;
    if let Some(range) = &order.violation_event_occurrence_range {
        check_range(range)?;
    }

    if let Some(existing) = context.tasks.find(context.region, id) {
        return if existing.order == order {
            Ok(json!({"taskId": id}))
        } else {
            Err(Failure::new(Problem::TaskAlreadyExists, format!("Task {id} already exists")))
        };
    }
    if context.tasks.knows_token(context.region, token) {
        let message = "A task with this client request token already exists";
        return Err(Failure::new(Problem::TaskAlreadyExists, message));
    }
    if context.tasks.running(context.region, context.now) >= MAX_RUNNING {
        let message = format!("More than {MAX_RUNNING} detect mitigation actions tasks are in progress");
        return Err(Failure::new(Problem::LimitExceeded, message));
    }
    context.tasks.start(context.region, id, Task { order, started: context.now, actions_work });
    Ok(json!({"taskId": id}))
}

/// Violations by id, or all of one behavior.
fn check_target(target: &Target, world: &World) -> Result<(), Failure> {
    if let Some(ids) = &target.violation_ids {
        constraints::size("target.violationIds", ids, 1, 25)?;
        for (index, id) in ids.iter().enumerate() {
            VIOLATION_ID.check(&format!("target.violationIds.{}.member", index + 1), id)?;
        }
    }
    NAME.check_optional("target.securityProfileName", target.security_profile_name.as_deref())?;
    NAME.check_optional("target.behaviorName", target.behavior_name.as_deref())?;
    match (&target.violation_ids, &target.security_profile_name, &target.behavior_name) {
        (Some(_), None, None) => Ok(()),
        (None, Some(profile), Some(behavior)) => {
            let known = world.profile(profile).ok_or_else(|| {
                // The operation declares no ResourceNotFoundException.
                Failure::invalid(format!("Security profile {profile} does not exist"))
            })?;
            let has_behavior = known.behaviors.iter().any(|known| known.name == *behavior);
            if has_behavior {
                Ok(())
            } else {
                Err(Failure::invalid(format!("Security profile {profile} has no behavior {behavior}")))
            }
        }
        _ => {
            Err(Failure::invalid("The target must be either violationIds or both securityProfileName and behaviorName"))
        }
    }
}

/// For each action whether it can work.
fn check_actions(names: &[String], world: &World) -> Result<Vec<bool>, Failure> {
    constraints::size("actions", names, 1, 5)?;
    for (index, name) in names.iter().enumerate() {
        ACTION_NAME.check(&format!("actions.{}.member", index + 1), name)?;
    }
    names
        .iter()
        .map(|name| {
            let action = world.action(name);
            let unknown = || Failure::invalid(format!("Mitigation action {name} does not exist"));
            action.map(|action| action.works()).ok_or_else(unknown)
        })
        .collect()
}

fn check_range(range: &TimeRange) -> Result<(), Failure> {
    let start = required("violationEventOccurrenceRange.startTime", range.start_time)?;
    let end = required("violationEventOccurrenceRange.endTime", range.end_time)?;
    if start > end {
        return Err(Failure::invalid("The start time must not be after the end time"));
    }
    Ok(())
}
