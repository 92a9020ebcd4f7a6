//! Amazon Cognito managed login: where somebody signs in, and what they get for it.
//!
//! Two of its endpoints are pages to go to, and here only their addresses are made; the third is called like an
//! operation. Source: Amazon Cognito user pools, "User pool endpoints and managed login reference"; PKCE is RFC 7636.
//! Whatever holds a token, a code or a verifier here has no `Debug`.

mod token;

pub use token::{ExchangeCode, RefreshTokens, Tokens};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::operation::{Auth, Bodies, Effect, Facts, Method};
use super::service::Service;

/// Everything but what RFC 3986 leaves as it is.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The facts of both ways to ask the token endpoint; each says what differs.
const TOKEN: Facts = Facts {
    name: "oauth2/token",
    service: Service::ManagedLogin,
    method: Method::Post,
    path: "/oauth2/token",
    query: &[],
    auth: Auth::Unsigned,
    // A code works once, and so does a refresh token that is exchanged for the next.
    effect: Effect::Write,
    bodies: Bodies::Secret,
    translate: None,
    does: "",
};

/// The page that somebody signs in at, `GET /oauth2/authorize`.
#[derive(Clone)]
pub struct Authorize<'a> {
    /// The app client.
    pub client_id: &'a str,
    /// Where managed login sends the browser afterwards, exactly as registered.
    pub redirect_uri: &'a str,
    /// What the tokens are good for, with spaces between; `openid` among them.
    pub scope: &'a str,
    /// Comes back unchanged: proves that it was this tab that asked.
    pub state: &'a str,
    /// Comes back in the ID token: proves that it was made for this sign-in.
    pub nonce: &'a str,
    /// Unpadded base64url of the verifier's SHA-256.
    pub code_challenge: &'a str,
    /// `login`, to ask for a password or the like even where managed login knows the browser.
    pub prompt: Option<&'static str>,
}

impl Authorize<'_> {
    /// Its address at `domain`, an origin.
    #[must_use]
    pub fn url(&self, domain: &str) -> String {
        let mut query = vec![
            ("response_type", "code"),
            ("client_id", self.client_id),
            ("redirect_uri", self.redirect_uri),
            ("scope", self.scope),
            ("state", self.state),
            ("nonce", self.nonce),
            ("code_challenge_method", "S256"),
            ("code_challenge", self.code_challenge),
        ];
        query.extend(self.prompt.map(|prompt| ("prompt", prompt)));
        address(domain, "/oauth2/authorize", &query)
    }
}

/// The address that ends the session at managed login, `GET /logout`, and then leads to `logout_uri`, exactly as
/// registered.
#[must_use]
pub fn logout_url(domain: &str, client_id: &str, logout_uri: &str) -> String {
    address(domain, "/logout", &[("client_id", client_id), ("logout_uri", logout_uri)])
}

fn address(domain: &str, path: &str, query: &[(&str, &str)]) -> String {
    let pairs: Vec<_> =
        query.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, RESERVED))).collect();
    format!("{domain}{path}?{}", pairs.join("&"))
}
