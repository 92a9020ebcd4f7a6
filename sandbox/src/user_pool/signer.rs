//! What ID and access tokens say, and what an identity pool reads from them.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;
use serde_json::{Value, json};

use super::{Grant, Login, User, jwt, provider};
use crate::{sessions::uuid, settings::USER_POOL_CLIENT_ID};

/// Makes tokens, and knows its own.
pub(super) struct Signer {
    key: jwt::Key,
    subs: BTreeMap<User, String>,
    pub(super) token_duration: TimeDelta,
}

impl Signer {
    pub(super) fn new(random: &mut Rng, token_duration: TimeDelta) -> Self {
        Self {
            key: std::array::from_fn(|_| random.u8(..)),
            subs: User::ALL.map(|user| (user, uuid(random))).into(),
            token_duration,
        }
    }

    pub(super) fn id_token(&self, grant: &Grant, nonce: Option<&str>, jti: &str, now: DateTime<Utc>) -> String {
        let mut claims = self.claims(grant, jti, now);
        let user = grant.login.user;
        claims["token_use"] = "id".into();
        claims["aud"] = USER_POOL_CLIENT_ID.into();
        claims["cognito:username"] = user.name().into();
        claims["email"] = user.email().into();
        claims["email_verified"] = true.into();
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        jwt::sign(&claims, &self.key)
    }

    pub(super) fn access_token(&self, grant: &Grant, jti: &str, now: DateTime<Utc>) -> String {
        let mut claims = self.claims(grant, jti, now);
        claims["token_use"] = "access".into();
        claims["version"] = 2.into();
        claims["client_id"] = USER_POOL_CLIENT_ID.into();
        claims["username"] = grant.login.user.name().into();
        claims["scope"] = grant.scope.as_str().into();
        jwt::sign(&claims, &self.key)
    }

    /// What both tokens say.
    fn claims(&self, grant: &Grant, jti: &str, now: DateTime<Utc>) -> Value {
        let Login { user, time } = grant.login;
        json!({
            "sub": self.subs.get(&user),
            "cognito:groups": [user.group()],
            "iss": issuer(),
            "origin_jti": grant.id,
            "jti": jti,
            "auth_time": time.timestamp(),
            "iat": now.timestamp(),
            "exp": (now + self.token_duration).timestamp(),
        })
    }

    pub(super) fn has_signed(&self, token: &str) -> bool {
        jwt::is_signed(token, &self.key)
    }
}

fn issuer() -> String {
    format!("https://{}", provider())
}
