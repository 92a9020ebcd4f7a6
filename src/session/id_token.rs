//! What an ID token says, and whether it is meant for us.
//!
//! Its signature is not checked: it comes from Cognito itself, over TLS, in answer to our own request, and decides
//! nothing here. The identity pool, which hands out credentials for it, checks it in full. Source: Amazon Cognito user
//! pools, "Understanding the identity (ID) token"; OpenID Connect Core, 3.1.3.7.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::aws::Timestamp;

/// How far Cognito's clock may be behind ours before its tokens count as expired, in seconds.
const TOLERANCE: i64 = 60;

/// The claim that tells when a password or the like was given.
pub const AUTH_TIME: &str = "auth_time";

/// What an ID token says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Names the user for ever. `sub`
    pub subject: String,
    /// The name to sign in with. `cognito:username`
    pub username: String,
    /// `cognito:groups`
    pub groups: Vec<String>,
    /// When the user last gave a password or the like. `auth_time`
    pub authenticated: Timestamp,
    /// When the token stops working. `exp`
    pub expiration: Timestamp,
}

/// What an ID token must say.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The user pool, as [`provider`](crate::config::ManagedLogin::provider) writes it.
    pub provider: &'a str,
    /// The app client.
    pub client_id: &'a str,
    /// What was drawn for this sign-in. A renewed token need not have it.
    pub nonce: Option<&'a str>,
    /// The user must have given a password or the like since then.
    pub authenticated_since: Option<Timestamp>,
}

/// An ID token that is not meant for us, by the claim that says so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ID token has no fitting {0}")]
pub struct Unfit(pub &'static str);

/// When `token` was made, by Cognito's clock: now, if it has just come. `iat`
#[must_use]
pub fn issued(token: &str) -> Option<Timestamp> {
    payload(token).ok()?.get("iat")?.as_i64().map(Timestamp::from_seconds)
}

fn payload(token: &str) -> Result<Value, Unfit> {
    let mut parts = token.split('.');
    let (Some(_), Some(payload), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Unfit("parts"));
    };
    let payload = BASE64_URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).map_err(|_| Unfit("payload"))?;
    serde_json::from_slice(&payload).map_err(|_| Unfit("payload"))
}

/// Reads `token`, at `now`.
///
/// # Errors
/// It is no JWT, or was made by, for or of something else than `expected`, or has expired.
pub fn read(token: &str, expected: Expected, now: Timestamp) -> Result<Claims, Unfit> {
    let claims = payload(token)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let seconds = |name: &'static str| claims.get(name).and_then(Value::as_i64).ok_or(Unfit(name));

    let issuer = text("iss").and_then(|issuer| issuer.strip_prefix("https://"));
    if issuer != Some(expected.provider) {
        return Err(Unfit("iss"));
    }
    if text("aud") != Some(expected.client_id) {
        return Err(Unfit("aud"));
    }
    if text("token_use") != Some("id") {
        return Err(Unfit("token_use"));
    }
    if expected.nonce.is_some() && text("nonce") != expected.nonce {
        return Err(Unfit("nonce"));
    }
    let expiration = seconds("exp")?;
    if Timestamp::from_seconds(expiration.saturating_add(TOLERANCE)) <= now {
        return Err(Unfit("exp"));
    }
    let authenticated = Timestamp::from_seconds(seconds(AUTH_TIME)?);
    let tolerated = authenticated.plus(Duration::from_secs(TOLERANCE.unsigned_abs()));
    if expected.authenticated_since.is_some_and(|since| tolerated < since) {
        return Err(Unfit(AUTH_TIME));
    }
    let groups = claims.get("cognito:groups").and_then(Value::as_array).into_iter().flatten();
    Ok(Claims {
        subject: text("sub").filter(|subject| !subject.is_empty()).ok_or(Unfit("sub"))?.to_owned(),
        username: text("cognito:username").or(text("sub")).unwrap_or_default().to_owned(),
        groups: groups.filter_map(Value::as_str).map(ToOwned::to_owned).collect(),
        authenticated,
        expiration: Timestamp::from_seconds(expiration),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const EXPECTED: Expected = Expected {
        provider: "cognito-idp.us-east-1.amazonaws.com/us-east-1_Example",
        client_id: "client",
        nonce: Some("n-1"),
        authenticated_since: None,
    };

    fn claims() -> Value {
        json!({
            "iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example",
            "aud": "client",
            "token_use": "id",
            "nonce": "n-1",
            "sub": "5f0c",
            "cognito:username": "viewer",
            "cognito:groups": ["viewers"],
            "auth_time": 900,
            "iat": 1000,
            "exp": 4600,
        })
    }

    fn token(claims: &Value) -> String {
        format!("e30.{}.c2ln", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    fn read_at(claims: &Value, seconds: i64) -> Result<Claims, Unfit> {
        read(&token(claims), EXPECTED, Timestamp::from_seconds(seconds))
    }

    #[test]
    fn the_claims_are_read() {
        assert_eq!(
            read_at(&claims(), 1000).unwrap(),
            Claims {
                subject: "5f0c".to_owned(),
                username: "viewer".to_owned(),
                groups: vec!["viewers".to_owned()],
                authenticated: Timestamp::from_seconds(900),
                expiration: Timestamp::from_seconds(4600),
            }
        );
    }

    #[test]
    fn a_token_that_is_not_for_us_is_refused_by_name() {
        for (name, value) in [
            ("iss", json!("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other")),
            ("iss", json!("http://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example")),
            ("aud", json!("other")),
            ("aud", json!(["client"])),
            ("token_use", json!("access")),
            ("nonce", json!("n-2")),
            ("nonce", Value::Null),
            ("exp", json!("4600")),
            ("exp", json!(900)),
            ("sub", json!("")),
        ] {
            let mut claims = claims();
            claims[name] = value;
            assert_eq!(read_at(&claims, 1000), Err(Unfit(name)), "{claims}");
        }
    }

    #[test]
    fn a_token_expires_a_minute_late_at_most() {
        assert!(read_at(&claims(), 4659).is_ok());
        assert_eq!(read_at(&claims(), 4660), Err(Unfit("exp")));
    }

    #[test]
    fn a_password_may_have_to_be_given_anew() {
        let since = |seconds| Expected { authenticated_since: Some(Timestamp::from_seconds(seconds)), ..EXPECTED };
        let read = |expected| read(&token(&claims()), expected, Timestamp::from_seconds(1000));
        assert!(read(since(960)).is_ok());
        assert_eq!(read(since(961)), Err(Unfit("auth_time")));
    }

    #[test]
    fn a_renewed_token_needs_no_nonce() {
        let mut claims = claims();
        claims["nonce"] = Value::Null;
        let expected = Expected { nonce: None, ..EXPECTED };
        assert!(read(&token(&claims), expected, Timestamp::from_seconds(1000)).is_ok());
    }

    #[test]
    fn a_token_tells_when_it_was_made() {
        assert_eq!(issued(&token(&claims())), Some(Timestamp::from_seconds(1000)));
        assert_eq!(issued("a.b.c"), None);
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in ["", "a.b", "a.b.c.d", "a.%%.c", "a.e30", "a.bm8.c"] {
            assert!(read(text, EXPECTED, Timestamp::from_seconds(0)).is_err(), "{text}");
        }
    }
}
