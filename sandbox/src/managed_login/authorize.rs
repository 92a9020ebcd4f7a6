//! `/oauth2/authorize` and `/login`: from an app's request to a code.

use chrono::{DateTime, Utc};
use http::StatusCode;

use super::{Parameters, cookie, error_page, html, login_page, query, redirect, set_cookie, with_query};
use crate::{
    sandbox::{Request, Response},
    settings::{SCOPES, Settings, USER_POOL_CLIENT_ID},
    user_pool::{Authorization, Login, User, UserPool},
};

/// Length of a SHA-256 digest in base64url: what a code challenge is.
const CHALLENGE_LENGTH: usize = 43;

/// The request of an app, found valid.
struct Asked {
    authorization: Authorization,
    state: Option<String>,
}

/// Why a request is turned down.
enum Refusal {
    /// Told to the user. A browser is sent nowhere that is not known to be the app's.
    Page(&'static str),
    /// Told to the app, at this address.
    Redirect(String),
}

pub(super) fn authorize(request: &Request, pool: &mut UserPool, settings: &Settings, now: DateTime<Utc>) -> Response {
    let parameters = query(request);
    let asked = match read(&parameters, settings) {
        Ok(asked) => asked,
        Err(refusal) => return refusal.answer(),
    };
    let login = cookie(request).and_then(|cookie| pool.login(cookie, now));
    match login.filter(|_| parameters.get("prompt") != Some("login")) {
        Some(login) => asked.grant(login, pool, now),
        None => redirect(&format!("/login?{}", request.uri().query().unwrap_or_default())),
    }
}

/// Shows the login page.
pub(super) fn ask(request: &Request, settings: &Settings) -> Response {
    match read(&query(request), settings) {
        Ok(asked) => asked.page(None),
        Err(refusal) => refusal.answer(),
    }
}

/// Takes what was typed into the login page.
pub(super) fn sign_in(request: &Request, pool: &mut UserPool, settings: &Settings, now: DateTime<Utc>) -> Response {
    let asked = match read(&query(request), settings) {
        Ok(asked) => asked,
        Err(refusal) => return refusal.answer(),
    };
    let form = Parameters::read(request.body());
    let user = User::ALL
        .into_iter()
        .find(|user| form.get("username") == Some(user.name()) && form.get("password") == Some(user.password()));
    let Some(user) = user else { return asked.page(Some("Incorrect username or password.")) };
    let login = Login { user, time: now };
    let cookie = pool.open_login(login);
    let mut response = asked.grant(login, pool, now);
    set_cookie(&mut response, Some(&cookie));
    response
}

/// Reads the parameters of a request.
///
/// # Errors
/// What is wrong with the first one that is not as it must be.
fn read(parameters: &Parameters, settings: &Settings) -> Result<Asked, Refusal> {
    if parameters.get("client_id") != Some(USER_POOL_CLIENT_ID) {
        return Err(Refusal::Page("There is no app client with this client_id."));
    }
    let redirect_uri = parameters
        .get("redirect_uri")
        .filter(|uri| settings.is_registered(uri))
        .ok_or(Refusal::Page("The redirect_uri is not registered with the app client."))?;
    let state = parameters.get("state");
    let refuse = |error, description| Refusal::Redirect(failed(redirect_uri, state, error, description));

    match parameters.get("response_type") {
        Some("code") => {}
        Some("token") => return Err(refuse("unauthorized_client", "The app client is not allowed the implicit grant")),
        _ => return Err(refuse("invalid_request", "response_type must be code")),
    }
    let scope = parameters.get("scope").map_or_else(|| SCOPES.join(" "), str::to_owned);
    let mut scopes = scope.split(' ');
    if !scopes.clone().any(|scope| scope == "openid") || !scopes.all(|scope| SCOPES.contains(&scope)) {
        return Err(refuse("invalid_scope", "scope must hold openid and what the app client is allowed"));
    }
    if parameters.get("code_challenge_method") != Some("S256") {
        return Err(refuse("invalid_request", "code_challenge_method must be S256"));
    }
    let code_challenge = parameters
        .get("code_challenge")
        .filter(|challenge| is_challenge(challenge))
        .ok_or_else(|| refuse("invalid_request", "code_challenge must be a SHA-256 digest in base64url"))?;
    let authorization = Authorization {
        redirect_uri: redirect_uri.to_owned(),
        scope: scope.clone(),
        nonce: parameters.get("nonce").map(str::to_owned),
        code_challenge: code_challenge.to_owned(),
    };
    Ok(Asked { authorization, state: state.map(str::to_owned) })
}

fn is_challenge(text: &str) -> bool {
    text.len() == CHALLENGE_LENGTH
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Where an app hears that it gets no code.
fn failed(redirect_uri: &str, state: Option<&str>, error: &str, description: &str) -> String {
    let parameters = [("error", Some(error)), ("error_description", Some(description)), ("state", state)];
    with_query(redirect_uri, &parameters)
}

impl Asked {
    /// Sends the browser back with a code.
    fn grant(self, login: Login, pool: &mut UserPool, now: DateTime<Utc>) -> Response {
        let redirect_uri = self.authorization.redirect_uri.clone();
        let code = pool.issue_code(login, self.authorization, now);
        redirect(&with_query(&redirect_uri, &[("code", Some(&code)), ("state", self.state.as_deref())]))
    }

    /// The login page. What is typed into it goes to its own address, which holds the request.
    fn page(&self, problem: Option<&str>) -> Response {
        let redirect_uri = &self.authorization.redirect_uri;
        let cancel = failed(redirect_uri, self.state.as_deref(), "access_denied", "The user canceled the sign-in");
        html(StatusCode::OK, redirect_uri, login_page::login(problem, &cancel))
    }
}

impl Refusal {
    fn answer(self) -> Response {
        match self {
            Self::Page(problem) => error_page(problem),
            Self::Redirect(location) => redirect(&location),
        }
    }
}
