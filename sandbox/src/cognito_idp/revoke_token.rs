//! `RevokeToken`

use serde::Deserialize;
use serde_json::{Value, json};

use super::{CLIENT_ID, CLIENT_SECRET, TOKEN};
use crate::{
    constraints::{one_of, required},
    failure::{Failure, Problem},
    operation::{Context, Input, Operation},
    service::Service,
    settings::USER_POOL_CLIENT_ID,
    user_pool::UnsupportedTokenType,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "RevokeToken",
    service: Service::CognitoIdp,
    method: "POST",
    path: "/",
    errors: &[
        "TooManyRequestsException",
        "InternalErrorException",
        "UnauthorizedException",
        "InvalidParameterException",
        "UnsupportedOperationException",
        "UnsupportedTokenTypeException",
        "ForbiddenException",
        "OperationNotEnabledException",
    ],
    run,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Request {
    token: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    revoke_associated_sessions: Option<String>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    let token = required("token", request.token)?;
    TOKEN.check("token", &token)?;
    let client = required("clientId", request.client_id)?;
    CLIENT_ID.check("clientId", &client)?;
    CLIENT_SECRET.check_optional("clientSecret", request.client_secret.as_deref())?;
    if let Some(sessions) = &request.revoke_associated_sessions {
        // LINKED does no more than NONE where sessions are not tracked, and here they are not.
        one_of("revokeAssociatedSessions", sessions, &["NONE", "LINKED"])?;
    }
    if client != USER_POOL_CLIENT_ID {
        // The operation declares no ResourceNotFoundException.
        return Err(Failure::new(Problem::Unauthorized, "The app client does not exist."));
    }
    let unsupported = |UnsupportedTokenType| Failure::new(Problem::UnsupportedTokenType, "Unsupported token type");
    context.user_pool.revoke(&token).map_err(unsupported)?;
    Ok(json!({}))
}
