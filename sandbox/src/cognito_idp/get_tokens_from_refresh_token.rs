//! `GetTokensFromRefreshToken`

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{CLIENT_ID, CLIENT_SECRET, DEVICE_KEY, METADATA, TOKEN};
use crate::{
    constraints::required,
    failure::{Failure, Problem},
    operation::{Context, Input, Operation},
    service::Service,
    settings::USER_POOL_CLIENT_ID,
    user_pool::RefreshError,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "GetTokensFromRefreshToken",
    service: Service::CognitoIdp,
    method: "POST",
    path: "/",
    errors: &[
        "ResourceNotFoundException",
        "InvalidParameterException",
        "NotAuthorizedException",
        "TooManyRequestsException",
        "UserNotFoundException",
        "UnexpectedLambdaException",
        "UserLambdaValidationException",
        "InvalidLambdaResponseException",
        "ForbiddenException",
        "RefreshTokenReuseException",
        "OperationNotEnabledException",
        "InternalErrorException",
    ],
    run,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Request {
    refresh_token: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    device_key: Option<String>,
    client_metadata: Option<BTreeMap<String, String>>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    let token = required("refreshToken", request.refresh_token)?;
    TOKEN.check("refreshToken", &token)?;
    let client = required("clientId", request.client_id)?;
    CLIENT_ID.check("clientId", &client)?;
    CLIENT_SECRET.check_optional("clientSecret", request.client_secret.as_deref())?;
    DEVICE_KEY.check_optional("deviceKey", request.device_key.as_deref())?;
    for (name, value) in request.client_metadata.iter().flatten() {
        METADATA.check("clientMetadata", name)?;
        METADATA.check("clientMetadata", value)?;
    }
    if client != USER_POOL_CLIENT_ID {
        return Err(Failure::not_found(format!("User pool client {client} does not exist.")));
    }
    let tokens = context.user_pool.refresh(&token, context.now).map_err(refusal)?;
    Ok(json!({
        "AuthenticationResult": {
            "AccessToken": tokens.access_token,
            "ExpiresIn": tokens.duration.num_seconds(),
            "TokenType": "Bearer",
            "RefreshToken": tokens.refresh_token,
            "IdToken": tokens.id_token,
        },
    }))
}

fn refusal(error: RefreshError) -> Failure {
    let (problem, message) = match error {
        RefreshError::Unknown => (Problem::NotAuthorized, "Invalid Refresh Token."),
        RefreshError::Expired => (Problem::NotAuthorized, "Refresh Token has expired"),
        RefreshError::Revoked => (Problem::NotAuthorized, "Refresh Token has been revoked"),
        RefreshError::Reused => (Problem::RefreshTokenReuse, "Refresh Token has been invalidated by rotation"),
    };
    Failure::new(problem, message)
}
