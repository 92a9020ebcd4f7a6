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

    /// The user whom an ID token is about.
    ///
    /// # Errors
    /// What the identity pool says is wrong with it.
    pub(super) fn user_of(&self, id_token: &str, now: DateTime<Utc>) -> Result<User, String> {
        let claims = jwt::claims(id_token).ok_or("Invalid login token. Not a valid OpenId Connect identity token.")?;
        if claims["iss"] != issuer() {
            return Err("Invalid login token. Issuer doesn't match providerName".into());
        }
        if !self.has_signed(id_token) {
            return Err("Invalid login token. Couldn't verify signed token.".into());
        }
        if claims["token_use"] != "id" {
            // What an access token has in its place is called client_id.
            return Err("Invalid login token. Missing a required claim: aud".into());
        }
        let user = self.subs.iter().find(|(_, sub)| claims["sub"] == **sub).map(|(user, _)| *user);
        let user = user
            .filter(|_| claims["aud"] == USER_POOL_CLIENT_ID)
            .ok_or("Token is not from a supported provider of this identity pool.")?;
        let (now, expiration) = (now.timestamp(), claims["exp"].as_i64().unwrap_or_default());
        if expiration <= now {
            return Err(format!("Invalid login token. Token expired: {now} >= {expiration}"));
        }
        Ok(user)
    }
}

fn issuer() -> String {
    format!("https://{}", provider())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        Signer::new(&mut Rng::with_seed(1), TimeDelta::seconds(60))
    }

    fn grant(user: User) -> Grant {
        Grant {
            id: "grant".into(),
            code: "code".into(),
            login: Login { user, time: DateTime::UNIX_EPOCH },
            scope: "openid email".into(),
            refresh_tokens: Vec::new(),
            expiration: DateTime::UNIX_EPOCH,
            is_revoked: false,
        }
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    /// The viewer's token, signed anew with one claim changed.
    fn changed(claim: &str, value: Value) -> String {
        let signer = signer();
        let mut claims = jwt::claims(&signer.id_token(&grant(User::Viewer), None, "jti", at(0))).unwrap();
        claims[claim] = value;
        jwt::sign(&claims, &signer.key)
    }

    #[track_caller]
    fn check(token: &str, words: &str) {
        assert_eq!(signer().user_of(token, at(1)), Err(words.to_owned()));
    }

    #[test]
    fn id_tokens_name_their_user_until_they_expire() {
        let signer = signer();
        for user in User::ALL {
            let token = signer.id_token(&grant(user), Some("n"), "jti", at(0));
            assert_eq!(signer.user_of(&token, at(59)), Ok(user));
            let expired = "Invalid login token. Token expired: 60 >= 60";
            assert_eq!(signer.user_of(&token, at(60)), Err(expired.to_owned()));
        }
    }

    #[test]
    fn each_claim_is_checked() {
        check(
            &changed("iss", "https://accounts.example.com".into()),
            "Invalid login token. Issuer doesn't match providerName",
        );
        let unsupported = "Token is not from a supported provider of this identity pool.";
        check(&changed("aud", "another".into()), unsupported);
        check(&changed("sub", "nobody".into()), unsupported);
        check(&changed("token_use", "access".into()), "Invalid login token. Missing a required claim: aud");
        check(&changed("exp", Value::Null), "Invalid login token. Token expired: 1 >= 0");
    }

    #[test]
    fn tokens_of_others_and_texts_are_refused() {
        let other = Signer::new(&mut Rng::with_seed(2), TimeDelta::seconds(60));
        let foreign = other.id_token(&grant(User::Viewer), None, "jti", at(0));
        check(&foreign, "Invalid login token. Couldn't verify signed token.");
        check("a.b.c", "Invalid login token. Not a valid OpenId Connect identity token.");
    }
}
