//! `GET /mitigationactions/actions/{actionName}`

use serde_json::{Value, json};

use super::ACTION_NAME;
use crate::{
    failure::Failure,
    operation::{Context, Input, Operation},
    service::Service,
    timestamp::epoch_seconds,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "DescribeMitigationAction",
    service: Service::Iot,
    method: "GET",
    path: "/mitigationactions/actions/{actionName}",
    errors: &[
        "InternalFailureException",
        "InvalidRequestException",
        "ResourceNotFoundException",
        "ThrottlingException",
    ],
    run,
};

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let name = input.label("actionName");
    ACTION_NAME.check("actionName", name)?;
    let action = context
        .world
        .action(name)
        .ok_or_else(|| Failure::not_found(format!("Mitigation action {name} does not exist")))?;
    Ok(json!({
        "actionName": action.name,
        "actionType": action.params.action_type(),
        "actionArn": context.arn(Service::Iot, &format!("mitigationaction/{name}")),
        "actionId": action.id,
        "roleArn": action.role_arn(),
        "actionParams": action.params.to_json(context.region),
        "creationDate": epoch_seconds(action.created),
        "lastModifiedDate": epoch_seconds(action.modified),
    }))
}
