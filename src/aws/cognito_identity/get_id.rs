//! `POST /`, target `GetId`
//!
//! Who somebody is to the identity pool: a guest, or whoever a login proves.
//! Source: GetId, Amazon Cognito Federated Identities API Reference.

use std::collections::BTreeMap;

use super::{AccountId, COGNITO_IDENTITY, IdentityId, IdentityPoolId};
use crate::aws::input::input;
use crate::aws::operation::{Facts, Operation};
use crate::aws::reply::reply;

input! {
    /// Asks for an identity. Without logins: a guest's, a new one each time.
    #[derive(Clone)]
    pub struct GetId {
        /// The account of the identity pool.
        pub account_id: Option<AccountId> = "AccountId",
        /// The identity pool.
        pub identity_pool_id: IdentityPoolId = "IdentityPoolId",
        /// What proves who it is, up to 10: name of the provider, and a token of up to 50000 characters.
        ///
        /// For a user pool: `cognito-idp.<region>.amazonaws.com/<user pool id>` and the ID token.
        pub logins: BTreeMap<String, String> = "Logins",
    }
}

impl Operation for GetId {
    type Output = GetIdResponse;
    const FACTS: &'static Facts =
        &Facts { name: "GetId", does: "get an identity from the identity pool", ..COGNITO_IDENTITY };
}

reply! {
    /// An identity.
    #[derive(Clone, Debug, PartialEq)]
    pub struct GetIdResponse {
        /// Its identifier.
        pub identity_id: Option<IdentityId> = "IdentityId",
    }
}
