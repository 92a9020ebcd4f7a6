//! `GetCredentialsForIdentity`

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{IDENTITY_ID, ROLE_ARN, not_authorized, user_of};
use crate::{
    constraints::required,
    failure::Failure,
    operation::{Context, Input, Operation},
    roles::Role,
    service::Service,
    timestamp::epoch_seconds,
    user_pool::User,
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
    let user = user_of(request.logins.as_ref(), context)?;
    let Some(identity) = context.sessions.identity(&id) else {
        return Err(Failure::not_found(format!("Identity '{id}' not found.")));
    };
    if identity.user.is_some() && user.is_none() {
        return Err(not_authorized(format!("Access to Identity '{id}' is forbidden.")));
    }
    if identity.user != user {
        // AWS would make a guest's identity the user's, if the user had none yet. A page that counts on that has not asked
        // GetId who the user is.
        let message = "Logins don't match. Please include at least one valid login for this identity or identity pool.";
        return Err(not_authorized(message));
    }
    if request.custom_role_arn.is_some() {
        // A role is picked from those that a token names, and ours name none.
        return Err(Failure::invalid("CustomRoleArn is not supported for identities without roles in their token"));
    }
    let session = context.sessions.open(user.map_or(Role::Guest, User::role), context.now);
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
