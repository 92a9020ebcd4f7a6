//! The Amazon Cognito user pool: who has signed in, and the codes and tokens that came of it.
//!
//! Knows nothing of HTTP: `managed_login` and `cognito_idp` are the ways in. The identity pool asks it whom an ID token is
//! about.

mod jwt;
mod signer;
mod user;

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;
use sha2::{Digest, Sha256};

use crate::{
    sessions::uuid,
    settings::{REGION, USER_POOL_ID},
};
use signer::Signer;
pub use user::RESPONDERS;
pub(crate) use user::User;

/// How long somebody stays signed in to managed login. Cognito's cookie lasts an hour, too.
pub(crate) const LOGIN_DURATION: TimeDelta = TimeDelta::hours(1);

/// How long a code can be redeemed.
const CODE_DURATION: TimeDelta = TimeDelta::minutes(5);

/// How long tokens can be refreshed after the code was redeemed. Rotation does not prolong it.
const REFRESH_DURATION: TimeDelta = TimeDelta::hours(8);

/// Bytes behind a refresh token. Real ones come to more than a thousand characters.
const REFRESH_TOKEN_BYTES: usize = 800;

/// Bytes behind the cookie of managed login.
const COOKIE_BYTES: usize = 32;

/// Everything that has to be remembered.
pub(crate) struct UserPool {
    signer: Signer,
    /// By the value of the cookie.
    logins: BTreeMap<String, Login>,
    /// Those not redeemed yet.
    codes: BTreeMap<String, Code>,
    grants: Vec<Grant>,
    random: Rng,
}

/// Name and password were right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Login {
    pub(crate) user: User,
    pub(crate) time: DateTime<Utc>,
}

/// What a client asked for when it sent somebody to sign in.
#[derive(Debug)]
pub(crate) struct Authorization {
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) nonce: Option<String>,
    pub(crate) code_challenge: String,
}

struct Code {
    login: Login,
    authorization: Authorization,
    expiration: DateTime<Utc>,
}

/// A redeemed code, and the tokens that came of it.
struct Grant {
    /// `origin_jti` of all its tokens.
    id: String,
    code: String,
    login: Login,
    scope: String,
    /// All there ever were. Only the last one can be used.
    refresh_tokens: Vec<String>,
    expiration: DateTime<Utc>,
    is_revoked: bool,
}

/// What a code or a refresh token is exchanged for.
pub(crate) struct Tokens {
    pub(crate) id_token: String,
    pub(crate) access_token: String,
    pub(crate) refresh_token: String,
    /// How long the ID and the access token are valid.
    pub(crate) duration: TimeDelta,
}

/// Why a refresh token cannot be exchanged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RefreshError {
    Unknown,
    Expired,
    Revoked,
    /// Rotation put another one in its place.
    Reused,
}

/// A token that cannot be revoked: an ID or access token.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct UnsupportedTokenType;

impl std::fmt::Debug for UserPool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserPool").finish_non_exhaustive()
    }
}

impl UserPool {
    pub(crate) fn new(seed: u64, token_duration: TimeDelta) -> Self {
        // Not the numbers that make identities and request ids, which everybody may see.
        let mut random = Rng::with_seed(!seed);
        Self {
            signer: Signer::new(&mut random, token_duration),
            logins: BTreeMap::new(),
            codes: BTreeMap::new(),
            grants: Vec::new(),
            random,
        }
    }

    /// Signs somebody in to managed login. Returns the value of the cookie.
    pub(crate) fn open_login(&mut self, login: Login) -> String {
        let cookie = secret(&mut self.random, COOKIE_BYTES);
        self.logins.insert(cookie.clone(), login);
        cookie
    }

    /// Who is signed in to managed login with this cookie.
    pub(crate) fn login(&self, cookie: &str, now: DateTime<Utc>) -> Option<Login> {
        self.logins.get(cookie).filter(|login| now < login.time + LOGIN_DURATION).copied()
    }

    pub(crate) fn close_login(&mut self, cookie: &str) {
        self.logins.remove(cookie);
    }

    /// A code that can be exchanged for tokens, once.
    pub(crate) fn issue_code(&mut self, login: Login, authorization: Authorization, now: DateTime<Utc>) -> String {
        let code = uuid(&mut self.random);
        self.codes.insert(code.clone(), Code { login, authorization, expiration: now + CODE_DURATION });
        code
    }

    /// Exchanges a code for tokens. `None` when it is good for none.
    pub(crate) fn redeem(
        &mut self,
        code: &str,
        redirect_uri: &str,
        code_verifier: &str,
        now: DateTime<Utc>,
    ) -> Option<Tokens> {
        if let Some(grant) = self.grants.iter_mut().find(|grant| grant.code == code) {
            // Two have the code, and nobody knows which of them was meant to: neither keeps what came of it.
            grant.is_revoked = true;
            return None;
        }
        // A code is used up by being tried.
        let Code { login, authorization, expiration } = self.codes.remove(code)?;
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(code_verifier));
        let fits = authorization.redirect_uri == redirect_uri && authorization.code_challenge == challenge;
        if !fits || expiration <= now {
            return None;
        }
        let mut grant = Grant {
            id: uuid(&mut self.random),
            code: code.to_owned(),
            login,
            scope: authorization.scope,
            refresh_tokens: Vec::new(),
            expiration: now + REFRESH_DURATION,
            is_revoked: false,
        };
        let tokens = give(&mut grant, authorization.nonce.as_deref(), &self.signer, &mut self.random, now);
        self.grants.push(grant);
        Some(tokens)
    }

    /// Exchanges a refresh token for new tokens, with a refresh token among them that takes its place.
    ///
    /// # Errors
    /// Why it cannot be exchanged.
    pub(crate) fn refresh(&mut self, refresh_token: &str, now: DateTime<Utc>) -> Result<Tokens, RefreshError> {
        let grant = find(&mut self.grants, refresh_token).ok_or(RefreshError::Unknown)?;
        if grant.is_revoked {
            return Err(RefreshError::Revoked);
        }
        if grant.refresh_tokens.last().is_none_or(|last| last != refresh_token) {
            return Err(RefreshError::Reused);
        }
        if grant.expiration <= now {
            return Err(RefreshError::Expired);
        }
        // No nonce: it was for the request that the first tokens answered.
        Ok(give(grant, None, &self.signer, &mut self.random, now))
    }

    /// Revokes a refresh token with all that came of the same code. Does nothing to one that nobody knows.
    ///
    /// Credentials can still be had for an ID token until it expires: an identity pool asks the user pool about that only
    /// with `ServerSideTokenCheck`, which is off by default.
    ///
    /// # Errors
    /// It is no refresh token.
    pub(crate) fn revoke(&mut self, token: &str) -> Result<(), UnsupportedTokenType> {
        if self.signer.has_signed(token) {
            return Err(UnsupportedTokenType);
        }
        if let Some(grant) = find(&mut self.grants, token) {
            grant.is_revoked = true;
        }
        Ok(())
    }

    /// The user whom an ID token is about.
    ///
    /// # Errors
    /// What the identity pool says is wrong with it.
    pub(crate) fn user_of(&self, id_token: &str, now: DateTime<Utc>) -> Result<User, String> {
        self.signer.user_of(id_token, now)
    }
}

/// What identity pools call the user pool, and the key of its ID tokens in `Logins`.
pub(crate) fn provider() -> String {
    format!("cognito-idp.{REGION}.amazonaws.com/{USER_POOL_ID}")
}

fn find<'a>(grants: &'a mut [Grant], refresh_token: &str) -> Option<&'a mut Grant> {
    grants.iter_mut().find(|grant| grant.refresh_tokens.iter().any(|token| token == refresh_token))
}

/// New tokens of a grant. Its last refresh token is the last no more.
fn give(grant: &mut Grant, nonce: Option<&str>, signer: &Signer, random: &mut Rng, now: DateTime<Utc>) -> Tokens {
    let refresh_token = secret(random, REFRESH_TOKEN_BYTES);
    grant.refresh_tokens.push(refresh_token.clone());
    Tokens {
        id_token: signer.id_token(grant, nonce, &uuid(random), now),
        access_token: signer.access_token(grant, &uuid(random), now),
        refresh_token,
        duration: signer.token_duration,
    }
}

/// A text that nobody guesses.
fn secret(random: &mut Rng, bytes: usize) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(std::iter::repeat_with(|| random.u8(..)).take(bytes).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REDIRECT_URI: &str = "http://127.0.0.1:8787/";
    /// Appendix B of RFC 7636.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn pool_with_code() -> (UserPool, String) {
        let mut pool = UserPool::new(1, TimeDelta::hours(1));
        let authorization = Authorization {
            redirect_uri: REDIRECT_URI.into(),
            scope: "openid".into(),
            nonce: None,
            code_challenge: CHALLENGE.into(),
        };
        let code = pool.issue_code(Login { user: User::Viewer, time: at(0) }, authorization, at(0));
        (pool, code)
    }

    fn pool_with_tokens() -> (UserPool, Tokens) {
        let (mut pool, code) = pool_with_code();
        let tokens = pool.redeem(&code, REDIRECT_URI, VERIFIER, at(0)).unwrap();
        (pool, tokens)
    }

    #[test]
    fn a_code_is_redeemed_with_its_verifier_at_its_uri_in_time() {
        let redeem = |uri: &str, verifier: &str, seconds| {
            let (mut pool, code) = pool_with_code();
            pool.redeem(&code, uri, verifier, at(seconds)).is_some()
        };
        assert!(redeem(REDIRECT_URI, VERIFIER, 299));
        assert!(!redeem(REDIRECT_URI, VERIFIER, 300));
        assert!(!redeem(REDIRECT_URI, &VERIFIER.to_lowercase(), 0));
        assert!(!redeem("http://localhost:8787/", VERIFIER, 0));
    }

    #[test]
    fn a_code_is_used_up_by_a_wrong_try() {
        let (mut pool, code) = pool_with_code();
        assert!(pool.redeem(&code, REDIRECT_URI, CHALLENGE, at(0)).is_none());
        assert!(pool.redeem(&code, REDIRECT_URI, VERIFIER, at(0)).is_none());
    }

    #[test]
    fn a_code_used_twice_takes_its_tokens_with_it() {
        let (mut pool, code) = pool_with_code();
        let tokens = pool.redeem(&code, REDIRECT_URI, VERIFIER, at(0)).unwrap();
        assert!(pool.redeem(&code, REDIRECT_URI, VERIFIER, at(0)).is_none());
        assert_eq!(pool.refresh(&tokens.refresh_token, at(0)).err(), Some(RefreshError::Revoked));
    }

    #[test]
    fn a_refresh_token_works_once_and_none_longer_than_the_first() {
        let (mut pool, first) = pool_with_tokens();
        let second = pool.refresh(&first.refresh_token, at(8 * 3600 - 1)).unwrap();
        assert_eq!(pool.refresh(&first.refresh_token, at(0)).err(), Some(RefreshError::Reused));
        assert_eq!(pool.refresh(&second.refresh_token, at(8 * 3600)).err(), Some(RefreshError::Expired));
        assert!(pool.refresh(&second.refresh_token, at(8 * 3600 - 1)).is_ok());
    }

    #[test]
    fn only_refresh_tokens_are_revoked() {
        let (mut pool, tokens) = pool_with_tokens();
        for token in [&tokens.id_token, &tokens.access_token] {
            assert_eq!(pool.revoke(token), Err(UnsupportedTokenType));
        }
        assert_eq!(pool.revoke("unknown"), Ok(()));
        assert_eq!(pool.revoke(&tokens.refresh_token), Ok(()));
        assert_eq!(pool.refresh(&tokens.refresh_token, at(0)).err(), Some(RefreshError::Revoked));
    }

    #[test]
    fn a_login_lasts_an_hour_or_until_it_is_closed() {
        let mut pool = UserPool::new(1, TimeDelta::hours(1));
        let login = Login { user: User::Responder, time: at(0) };
        let cookie = pool.open_login(login);
        assert_eq!((pool.login(&cookie, at(3599)), pool.login(&cookie, at(3600))), (Some(login), None));
        pool.close_login(&cookie);
        assert_eq!(pool.login(&cookie, at(0)), None);
    }

    #[test]
    fn debug_shows_no_secret() {
        let (mut pool, tokens) = pool_with_tokens();
        let cookie = pool.open_login(Login { user: User::Viewer, time: at(0) });
        let shown = format!("{pool:?}");
        assert!(!shown.contains(&cookie) && !shown.contains(&tokens.refresh_token), "{shown}");
    }
}
