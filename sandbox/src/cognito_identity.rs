//! Amazon Cognito identity pools: one pool, for guests and for the users of the user pool.
//!
//! Source of limits and errors: botocore's service model `cognito-identity`, 2014-06-30.

pub(crate) mod get_credentials_for_identity;
pub(crate) mod get_id;

use std::collections::BTreeMap;

use crate::{
    constraints::{self, Text},
    failure::{Failure, Problem},
    operation::Context,
    user_pool::{self, User},
};

/// Ids of identities and of pools.
pub(crate) static IDENTITY_ID: Text = Text::new(1, 55, r"[\w-]+:[0-9a-f-]+");
static ACCOUNT_ID: Text = Text::new(1, 15, r"\d+");
static PROVIDER: Text = Text::of_length(1, 128);
static PROVIDER_TOKEN: Text = Text::of_length(1, 50_000).sensitive();
static ROLE_ARN: Text = Text::of_length(20, 2048);

/// Checks `Logins`: whom they stand for, nobody when there are none.
fn user_of(logins: Option<&BTreeMap<String, String>>, context: &Context<'_>) -> Result<Option<User>, Failure> {
    let logins: Vec<_> = logins.into_iter().flatten().collect();
    constraints::size("logins", &logins.iter().map(|(provider, _)| provider).collect::<Vec<_>>(), 0, 10)?;
    for (provider, token) in &logins {
        PROVIDER.check("logins", provider)?;
        PROVIDER_TOKEN.check("logins", token)?;
    }
    match logins[..] {
        [] => Ok(None),
        [(provider, token)] if *provider == user_pool::provider() => {
            context.user_pool.user_of(token, context.now).map(Some).map_err(not_authorized)
        }
        _ => Err(not_authorized("Token is not from a supported provider of this identity pool.")),
    }
}

fn not_authorized(message: impl Into<String>) -> Failure {
    Failure::new(Problem::NotAuthorized, message)
}
