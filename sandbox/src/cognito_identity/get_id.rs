//! `GetId`

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{ACCOUNT_ID, IDENTITY_ID, not_authorized, user_of};
use crate::{
    IDENTITY_POOL_ID,
    constraints::required,
    failure::Failure,
    operation::{Context, Input, Operation},
    service::Service,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "GetId",
    service: Service::CognitoIdentity,
    method: "POST",
    path: "/",
    errors: &[
        "InvalidParameterException",
        "ResourceNotFoundException",
        "NotAuthorizedException",
        "ResourceConflictException",
        "TooManyRequestsException",
        "InternalErrorException",
        "LimitExceededException",
        "ExternalServiceException",
    ],
    run,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Request {
    account_id: Option<String>,
    identity_pool_id: Option<String>,
    logins: Option<BTreeMap<String, String>>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    ACCOUNT_ID.check_optional("accountId", request.account_id.as_deref())?;
    let pool = required("identityPoolId", request.identity_pool_id)?;
    IDENTITY_ID.check("identityPoolId", &pool)?;
    let user = user_of(request.logins.as_ref(), context)?;
    if pool != IDENTITY_POOL_ID {
        return Err(Failure::not_found(format!("IdentityPool '{pool}' not found.")));
    }
    if user.is_none() && !context.settings.sign_in.has_guests() {
        return Err(not_authorized("Unauthenticated access is not supported for this identity pool."));
    }
    let id = match user {
        Some(user) => context.sessions.identity_of(user),
        None => context.sessions.create_guest(),
    };
    Ok(json!({"IdentityId": id}))
}
