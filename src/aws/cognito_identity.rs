//! Amazon Cognito identity pools: one file an operation, named as AWS names it.
//!
//! Source of every type: Amazon Cognito Federated Identities API Reference, service model 2014-06-30. These two
//! operations hand out the credentials that others are signed with, and are not signed themselves. Whatever holds a
//! token or a key here has no `Debug`.

pub mod get_credentials_for_identity;
pub mod get_id;

pub use get_credentials_for_identity::{Credentials, GetCredentialsForIdentity, GetCredentialsForIdentityResponse};
pub use get_id::{GetId, GetIdResponse};

mod names;
pub use names::*;

use super::operation::{Auth, Bodies, Effect, Facts, Method};
use super::service::Service;

/// The facts that the operations share; each operation says what differs.
const COGNITO_IDENTITY: Facts = Facts {
    name: "",
    service: Service::CognitoIdentity,
    method: Method::Post,
    path: "/",
    query: &[],
    auth: Auth::Unsigned,
    effect: Effect::Read,
    bodies: Bodies::Secret,
    translate: None,
    does: "",
};
