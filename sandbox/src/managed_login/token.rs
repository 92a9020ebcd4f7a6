//! `POST /oauth2/token` and `POST /oauth2/revoke`: called by the app itself, with a form.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use http::header;
use serde_json::json;

use super::Parameters;
use crate::{
    protocol::{self, set_header},
    sandbox::{Request, Response},
    settings::USER_POOL_CLIENT_ID,
    user_pool::{Tokens, UnsupportedTokenType, UserPool},
};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json;charset=UTF-8";

/// Length of a code verifier, RFC 7636.
const VERIFIER_LENGTH: RangeInclusive<usize> = 43..=128;

/// An `error` of RFC 6749 or RFC 7009.
type OAuthError = &'static str;

/// Every reply can be read by a page of another origin.
pub(super) fn token(request: &Request, pool: &mut UserPool, now: DateTime<Utc>) -> Response {
    let mut response = match exchange(request, pool, now) {
        Ok(tokens) => {
            let body = json!({
                "id_token": tokens.id_token,
                "access_token": tokens.access_token,
                "refresh_token": tokens.refresh_token,
                "token_type": "Bearer",
                "expires_in": tokens.duration.num_seconds(),
            });
            protocol::response(200, JSON, &body)
        }
        Err(error) => protocol::response(400, JSON, &json!({"error": error})),
    };
    set_header(&mut response, "access-control-allow-origin", "*");
    response
}

fn exchange(request: &Request, pool: &mut UserPool, now: DateTime<Utc>) -> Result<Tokens, OAuthError> {
    let form = form(request)?;
    match required(&form, "grant_type")? {
        "authorization_code" => {
            let (code, redirect_uri) = (required(&form, "code")?, required(&form, "redirect_uri")?);
            let verifier = required(&form, "code_verifier")?;
            if !is_verifier(verifier) {
                return Err("invalid_request");
            }
            pool.redeem(code, redirect_uri, verifier, now).ok_or("invalid_grant")
        }
        "refresh_token" => pool.refresh(required(&form, "refresh_token")?, now).map_err(|_| "invalid_grant"),
        _ => Err("unsupported_grant_type"),
    }
}

/// No CORS headers: whether Cognito sends any here is not known. Pages call `RevokeToken`.
pub(super) fn revoke(request: &Request, pool: &mut UserPool) -> Response {
    let result = form(request).and_then(|form| {
        pool.revoke(required(&form, "token")?).map_err(|UnsupportedTokenType| "unsupported_token_type")
    });
    match result {
        Ok(()) => Response::default(),
        Err(error) => {
            let status = if error == "invalid_client" { 401 } else { 400 };
            protocol::response(status, JSON, &json!({"error": error}))
        }
    }
}

/// The form that a client of ours has sent.
fn form(request: &Request) -> Result<Parameters, OAuthError> {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if content_type.and_then(|value| value.split(';').next()) != Some(FORM) {
        return Err("invalid_request");
    }
    let form = Parameters::read(request.body());
    if required(&form, "client_id")? != USER_POOL_CLIENT_ID {
        return Err("invalid_client");
    }
    Ok(form)
}

fn required<'a>(form: &'a Parameters, name: &str) -> Result<&'a str, OAuthError> {
    form.get(name).ok_or("invalid_request")
}

fn is_verifier(text: &str) -> bool {
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    VERIFIER_LENGTH.contains(&text.len()) && text.bytes().all(is_unreserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verifiers_have_their_length_and_alphabet() {
        assert!(is_verifier(&"a".repeat(43)) && is_verifier(&"Z9-._~zA".repeat(16)));
        assert!(!is_verifier(&"a".repeat(42)) && !is_verifier(&"a".repeat(129)));
        assert!(!is_verifier(&"a+".repeat(30)) && !is_verifier(&"é".repeat(30)));
    }
}
