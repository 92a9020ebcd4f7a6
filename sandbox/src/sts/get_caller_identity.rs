//! `GetCallerIdentity`

use serde_json::{Value, json};

use crate::{
    failure::Failure,
    operation::{Context, Input, Operation},
    roles::Role,
    service::Service,
    world::ACCOUNT,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "GetCallerIdentity",
    service: Service::Sts,
    method: "POST",
    path: "/",
    errors: &["ValidationError", "InternalFailure", "Throttling"],
    run,
};

fn run(_: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    Ok(json!({
        "Arn": context.role.map(Role::session_arn),
        "UserId": context.role.map(Role::session_id),
        "Account": ACCOUNT,
    }))
}
