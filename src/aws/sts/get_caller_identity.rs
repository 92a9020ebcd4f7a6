//! `POST /`, action `GetCallerIdentity`
//!
//! Whose credentials sign the request. Roles need no permission for it, and cannot be denied it.
//! Source: GetCallerIdentity, AWS Security Token Service API Reference.

use serde_json::{Map, Value};

use crate::aws::input::ToJson;
use crate::aws::operation::{Auth, Bodies, Effect, Facts, Method, Operation};
use crate::aws::reply::reply;
use crate::aws::service::Service;
use crate::aws::xml;

/// Asks whose the credentials are. It has no members.
#[derive(Clone, Copy, Debug)]
pub struct GetCallerIdentity;

impl ToJson for GetCallerIdentity {
    fn to_json(&self) -> Value {
        Map::new().into()
    }
}

impl Operation for GetCallerIdentity {
    type Output = GetCallerIdentityResponse;
    const FACTS: &'static Facts = &Facts {
        name: "GetCallerIdentity",
        service: Service::Sts,
        method: Method::Post,
        path: "/",
        query: &[],
        auth: Auth::SigV4,
        effect: Effect::Read,
        bodies: Bodies::Open,
        translate: Some(xml::to_json),
        does: "find out the account and the role",
    };
}

reply! {
    /// Whose the credentials are. STS always tells all of it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GetCallerIdentityResponse {
        /// The account, 12 digits.
        pub account: String = "Account",
        /// The ARN of the role's session or the user: `arn:aws:sts::123456789012:assumed-role/ROLE/SESSION`.
        pub arn: String = "Arn",
        /// AWS's own name of it, such as `AROA…:SESSION`.
        pub user_id: String = "UserId",
    }
}
