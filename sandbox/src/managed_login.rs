//! Managed login: the pages and OAuth 2.0 endpoints of the user pool's domain.
//!
//! | call | does |
//! | --- | --- |
//! | `GET /oauth2/authorize` | sends a browser back with a code, or to the login page |
//! | `GET /login`, `POST /login` | the login page, and what is typed into it |
//! | `POST /oauth2/token` | exchanges a code or a refresh token for tokens |
//! | `POST /oauth2/revoke` | revokes a refresh token |
//! | `GET /logout` | ends the session of the browser |
//!
//! Source: "User pool endpoints and managed login reference" in the developer guide of Amazon Cognito, RFC 6749, RFC 7636.

mod authorize;
mod login_page;
mod logout;
mod parameters;
mod token;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{HeaderValue, Method, StatusCode, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    cors,
    protocol::set_header,
    sandbox::{Request, Response},
    service::Service,
    settings::Settings,
    user_pool::{LOGIN_DURATION, UserPool},
};
use parameters::Parameters;

/// What the request log calls it.
pub(crate) const NAME: &str = "managed-login";

const PATHS: [&str; 5] = ["/oauth2/authorize", "/login", "/oauth2/token", "/oauth2/revoke", "/logout"];

/// Holds the session of a browser, under the name that it has at Cognito.
const COOKIE: &str = "cognito";

/// What stands for itself in a parameter.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(crate) fn is_managed_login(request: &Request) -> bool {
    PATHS.contains(&request.uri().path())
}

pub(crate) fn handle(request: &Request, pool: &mut UserPool, settings: &Settings, now: DateTime<Utc>) -> Response {
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/oauth2/authorize") => authorize::authorize(request, pool, settings, now),
        (&Method::GET, "/login") => authorize::ask(request, settings),
        (&Method::POST, "/login") => authorize::sign_in(request, pool, settings, now),
        (&Method::GET, "/logout") => logout::logout(request, pool, settings),
        (&Method::POST, "/oauth2/token") => token::token(request, pool, now),
        // Amplify calls it with a header of its own, so a preflight must pass.
        (&Method::OPTIONS, "/oauth2/token") => cors::preflight(Service::CognitoIdp, request),
        (&Method::POST, "/oauth2/revoke") => token::revoke(request, pool),
        _ => {
            let mut response = Response::default();
            *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
            response
        }
    }
}

fn redirect(location: &str) -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::FOUND;
    set_header(&mut response, "location", location);
    response
}

/// Adds parameters to a URI that has none yet.
fn with_query(uri: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let pairs = parameters
        .iter()
        .filter_map(|(name, value)| value.map(|value| format!("{name}={}", utf8_percent_encode(value, UNRESERVED))));
    format!("{uri}?{}", pairs.collect::<Vec<_>>().join("&"))
}

fn query(request: &Request) -> Parameters {
    Parameters::read(request.uri().query().unwrap_or_default().as_bytes())
}

/// The value of our cookie.
fn cookie(request: &Request) -> Option<&str> {
    let cookies = request.headers().get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE).then_some(value))
}

/// Puts a value into our cookie, or takes the cookie away.
fn set_cookie(response: &mut Response, value: Option<&str>) {
    let seconds = value.map_or(0, |_| LOGIN_DURATION.num_seconds());
    let value = value.unwrap_or_default();
    set_header(response, "set-cookie", &format!("{COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"));
}

/// A page. `form_action` is where its form may lead beyond our own origin, redirects included.
fn html(status: StatusCode, form_action: &str, body: String) -> Response {
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let policy =
        format!("default-src 'none'; form-action 'self' {form_action}; base-uri 'none'; frame-ancestors 'none'");
    set_header(&mut response, "content-security-policy", &policy);
    set_header(&mut response, "x-content-type-options", "nosniff");
    set_header(&mut response, "referrer-policy", "no-referrer");
    response
}

/// The page for a request that may not be answered with a redirect.
fn error_page(problem: &str) -> Response {
    html(StatusCode::BAD_REQUEST, "", login_page::error(problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_encoded_or_left_out() {
        let parameters = [("a", Some("x y&z")), ("b", None), ("c", Some("é~"))];
        assert_eq!(with_query("u", &parameters), "u?a=x%20y%26z&c=%C3%A9~");
    }

    #[test]
    fn our_cookie_is_found_among_others() {
        #[track_caller]
        fn check(cookies: &[&str], expected: Option<&str>) {
            let mut request = Request::default();
            for cookie in cookies {
                request.headers_mut().append(header::COOKIE, HeaderValue::from_str(cookie).unwrap());
            }
            assert_eq!(cookie(&request), expected);
        }
        check(&[], None);
        check(&["a=1; cognito=x; b=2"], Some("x"));
        check(&["a=cognito", "cognito=y"], Some("y"));
        check(&["xcognito=z"], None);
    }
}
