//! `GetCredentialsForIdentity`

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{IDENTITY_ID, ROLE_ARN, refuse_logins};
use crate::{
    constraints::required,
    failure::Failure,
    operation::{Context, Input, Operation},
    roles::Role,
    service::Service,
    timestamp::epoch_seconds,
};

pub(crate) const OPERATION: Operation = Operation {
    name: "GetCredentialsForIdentity",
    service: Service::CognitoIdentity,
    method: "POST",
    path: "/",
    errors: &[
        "InvalidParameterException",
        "ResourceNotFoundException",
        "NotAuthorizedException",
        "ResourceConflictException",
        "TooManyRequestsException",
        "InvalidIdentityPoolConfigurationException",
        "InternalErrorException",
        "ExternalServiceException",
    ],
    run,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Request {
    identity_id: Option<String>,
    logins: Option<BTreeMap<String, String>>,
    custom_role_arn: Option<String>,
}

fn run(input: &Input, context: &mut Context<'_>) -> Result<Value, Failure> {
    let request: Request = input.body()?;
    let id = required("identityId", request.identity_id)?;
    IDENTITY_ID.check("identityId", &id)?;
    ROLE_ARN.check_optional("customRoleArn", request.custom_role_arn.as_deref())?;
    refuse_logins(request.logins.as_ref())?;
    if !context.sessions.has_identity(&id) {
        return Err(Failure::not_found(format!("Identity '{id}' not found.")));
    }
    if request.custom_role_arn.is_some() {
        // A role is picked from those that a token names, and a guest has no token.
        return Err(Failure::invalid("CustomRoleArn is not supported for unauthenticated identities"));
    }
    let session = context.sessions.open(Role::Guest, context.now);
    Ok(json!({
        "IdentityId": id,
        "Credentials": {
            "AccessKeyId": session.access_key_id,
            "SecretKey": session.secret_access_key,
            "SessionToken": session.token,
            "Expiration": epoch_seconds(session.expiration),
        },
    }))
}
