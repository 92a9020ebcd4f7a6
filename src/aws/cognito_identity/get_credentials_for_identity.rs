//! `POST /`, target `GetCredentialsForIdentity`
//!
//! Temporary AWS credentials for an identity, good for about an hour.
//! Source: GetCredentialsForIdentity, Amazon Cognito Federated Identities API Reference.

use std::collections::BTreeMap;

use super::{COGNITO_IDENTITY, IdentityId, RoleArn};
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

input! {
    /// Asks for credentials of an identity.
    #[derive(Clone)]
    pub struct GetCredentialsForIdentity {
        /// The identity.
        pub identity_id: IdentityId = "IdentityId",
        /// What proves who it is, as in [`GetId`](super::GetId); none for a guest.
        pub logins: BTreeMap<String, String> = "Logins",
        /// The role to have, out of those that the token allows.
        pub custom_role_arn: Option<RoleArn> = "CustomRoleArn",
    }
}

impl Operation for GetCredentialsForIdentity {
    type Output = GetCredentialsForIdentityResponse;
    const FACTS: &'static Facts = &Facts {
        name: "GetCredentialsForIdentity",
        does: "get credentials from the identity pool",
        ..COGNITO_IDENTITY
    };
}

reply! {
    /// Credentials of an identity.
    #[derive(Clone)]
    pub struct GetCredentialsForIdentityResponse {
        /// The identity; may differ from the one asked for, because identities merge.
        pub identity_id: Option<IdentityId> = "IdentityId",
        /// The credentials.
        pub credentials: Option<Credentials> = "Credentials",
    }
}

reply! {
    /// Temporary credentials as Cognito sends them. To sign with, they become
    /// [`aws::Credentials`](crate::aws::Credentials).
    #[derive(Clone)]
    pub struct Credentials {
        /// Access key id.
        pub access_key_id: Option<String> = "AccessKeyId",
        /// Secret access key, which other services call `SecretAccessKey`.
        pub secret_access_key: Option<String> = "SecretKey",
        /// Session token.
        pub session_token: Option<String> = "SessionToken",
        /// When they stop working.
        pub expiration: Option<Timestamp> = "Expiration",
    }
}
