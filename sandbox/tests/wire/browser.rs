//! A browser with the app in it: follows managed login, and exchanges what comes of it.

use std::collections::BTreeMap;

use bytes::Bytes;
use detect_console_sandbox::{USER_POOL_CLIENT_ID, USER_POOL_ID};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use crate::client::{Answer, Client, HOST};

pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1:8787/";

/// Code verifier and challenge of RFC 7636, appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Names and values of a query or a form.
pub(crate) type Parameters<'a> = BTreeMap<&'a str, &'a str>;

/// Both passwords, as the login page shows them.
pub(crate) fn password(user: &str) -> &'static str {
    match user {
        "viewer" => "Viewer-Password-1",
        _ => "Responder-Password-1",
    }
}

/// What the app asks `/oauth2/authorize` for.
pub(crate) fn wish() -> Parameters<'static> {
    [
        ("response_type", "code"),
        ("client_id", USER_POOL_CLIENT_ID),
        ("redirect_uri", REDIRECT_URI),
        ("scope", "openid email"),
        ("state", "the state"),
        ("nonce", "the nonce"),
        ("code_challenge_method", "S256"),
        ("code_challenge", CHALLENGE),
    ]
    .into()
}

/// What the app sends to `/oauth2/token` with a code.
pub(crate) fn exchange(code: &str) -> Parameters<'_> {
    [
        ("grant_type", "authorization_code"),
        ("client_id", USER_POOL_CLIENT_ID),
        ("code", code),
        ("redirect_uri", REDIRECT_URI),
        ("code_verifier", VERIFIER),
    ]
    .into()
}

/// What the app sends to `/oauth2/token` with a refresh token.
pub(crate) fn refresh(token: &Value) -> Parameters<'_> {
    [("grant_type", "refresh_token"), ("client_id", USER_POOL_CLIENT_ID), ("refresh_token", token.as_str().unwrap())]
        .into()
}

/// `Logins` with an ID token of the user pool.
pub(crate) fn logins(id_token: &Value) -> Value {
    json!({format!("cognito-idp.us-east-1.amazonaws.com/{USER_POOL_ID}"): id_token})
}

pub(crate) fn encode(parameters: &Parameters<'_>) -> String {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// The parameters of an address at the app.
#[track_caller]
pub(crate) fn app_parameters(location: &str) -> BTreeMap<String, String> {
    let query = location.strip_prefix(REDIRECT_URI).and_then(|rest| rest.strip_prefix('?')).expect(location);
    let decode = |text| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

impl Client {
    /// Goes to an address of managed login.
    pub(crate) fn navigate(&mut self, target: &str) -> Answer {
        self.browse("GET", target, Bytes::new())
    }

    /// Goes to `/oauth2/authorize`.
    pub(crate) fn authorize(&mut self, wish: &Parameters<'_>) -> Answer {
        self.navigate(&format!("/oauth2/authorize?{}", encode(wish)))
    }

    /// Types into the login page.
    pub(crate) fn log_in(&mut self, username: &str, password: &str) -> Answer {
        let form = encode(&[("username", username), ("password", password)].into());
        self.browse("POST", &format!("/login?{}", encode(&wish())), form.into())
    }

    fn browse(&mut self, method: &str, target: &str, body: Bytes) -> Answer {
        let mut request = http::Request::builder().method(method).uri(target).header("host", HOST);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let answer = self.send(request.body(body).unwrap());
        if let Some(cookie) = answer.header("set-cookie") {
            let pair = cookie.split(';').next().unwrap();
            self.cookie = Some(pair.to_owned()).filter(|_| !cookie.contains("Max-Age=0;"));
        }
        answer
    }

    /// Sends a form as the app does.
    pub(crate) fn post_form(&mut self, path: &str, form: &Parameters<'_>) -> Answer {
        let request = http::Request::post(path)
            .header("host", HOST)
            .header("content-type", "application/x-www-form-urlencoded;charset=UTF-8");
        self.send(request.body(encode(form).into()).unwrap())
    }

    pub(crate) fn token(&mut self, form: &Parameters<'_>) -> Answer {
        self.post_form("/oauth2/token", form)
    }

    /// A code of somebody who signs in.
    pub(crate) fn code(&mut self, user: &str) -> String {
        let answer = self.log_in(user, password(user));
        app_parameters(answer.header("location").unwrap())["code"].clone()
    }

    /// The tokens of somebody who signs in.
    pub(crate) fn tokens(&mut self, user: &str) -> Value {
        let code = self.code(user);
        self.token(&exchange(&code)).ok().clone()
    }

    /// Goes on with the credentials of a user.
    pub(crate) fn sign_in_as(&mut self, user: &str) {
        let tokens = self.tokens(user);
        self.take_credentials(logins(&tokens["id_token"]));
    }

    /// Sets the sandbox's clock that far from the client's.
    pub(crate) fn move_clock(&mut self, seconds: i64) {
        let answer = self.control("POST", "clock", &json!({"offsetSeconds": seconds}));
        assert_eq!(answer.status, 204);
    }
}
