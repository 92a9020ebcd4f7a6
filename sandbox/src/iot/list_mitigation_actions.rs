//! `GET /mitigationactions/actions`

use serde_json::{Value, json};

use super::{DEFAULT_PAGE_SIZE, page_size};
use crate::{
    constraints,
    failure::Failure,
    operation::{Context, Input, Operation},
    pages::page,
    service::Service,
    timestamp::epoch_seconds,
    world::ActionParams,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "ListMitigationActions",
    service: Service::Iot,
    method: "GET",
    path: "/mitigationactions/actions",
    errors: &["InternalFailureException", "InvalidRequestException", "ThrottlingException"],
    run,
};

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let action_type = input.query("actionType");
    if let Some(action_type) = action_type {
        constraints::one_of("actionType", action_type, &ActionParams::TYPES)?;
    }
    let size = page_size(input, 250, DEFAULT_PAGE_SIZE)?;
    let actions: Vec<_> = context
        .world
        .actions
        .iter()
        .filter(|action| action_type.is_none_or(|wanted| action.params.action_type() == wanted))
        .map(|action| {
            json!({
                "actionName": action.name,
                "actionArn": context.arn(Service::Iot, &format!("mitigationaction/{}", action.name)),
                "creationDate": epoch_seconds(action.created),
            })
        })
        .collect();
    let page = page(&actions, size, input.query("nextToken"), (OPERATION.name, context.region, action_type))?;
    Ok(json!({"actionIdentifiers": page.items, "nextToken": page.next_token}))
}
