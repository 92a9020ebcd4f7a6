//! The pages of managed login, as a browser meets them.

use detect_console_sandbox::Settings;
use serde_json::{Value, json};

use crate::{
    browser::{REDIRECT_URI, app_parameters, encode, password, wish},
    client::{Answer, Client},
};

fn client() -> Client {
    Client::stranger(Settings::default())
}

#[track_caller]
fn check_page(answer: &Answer, status: u16) {
    assert_eq!((answer.status, answer.header("location")), (status, None));
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'none';"));
    assert!(answer.text.starts_with("<!doctype html>") && answer.text.contains("<html lang=\"en\">"));
}

#[test]
fn authorize_leads_to_the_login_page_with_the_same_query() {
    let mut client = client();
    let answer = client.authorize(&wish());
    let login = format!("/login?{}", encode(&wish()));
    assert_eq!((answer.status, answer.header("location")), (302, Some(login.as_str())));
    let page = client.navigate(&login);
    check_page(&page, 200);
    for user in ["viewer", "responder"] {
        assert!(page.text.contains(user) && page.text.contains(password(user)), "{}", page.text);
    }
    for field in ["username", "password"] {
        assert!(page.text.contains(&format!("<label for=\"{field}\">")), "{}", page.text);
        assert!(page.text.contains(&format!("<input id=\"{field}\" name=\"{field}\"")), "{}", page.text);
    }
    assert!(page.text.contains("<button>Sign in</button>") && !page.text.contains("role=\"alert\""));
    // The form leads back to the app, and a policy also holds for where a form is redirected to.
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains(&format!("form-action 'self' {REDIRECT_URI};")), "{policy}");
}

#[test]
fn nobody_is_sent_to_an_address_that_is_not_the_apps() {
    #[track_caller]
    fn check(name: &str, value: &str) {
        let mut wish = wish();
        wish.insert(name, value);
        let mut client = client();
        check_page(&client.authorize(&wish), 400);
        check_page(&client.navigate(&format!("/login?{}", encode(&wish))), 400);
    }
    check("client_id", "another");
    check("client_id", "");
    for uri in
        ["", "https://evil.example.com/", "http://127.0.0.1:8787", "http://127.0.0.1:8787/x", "http://127.0.0.1:1/"]
    {
        check("redirect_uri", uri);
    }
    check_page(&client().navigate("/oauth2/authorize"), 400);
}

#[test]
fn the_app_is_told_what_else_is_wrong() {
    #[track_caller]
    fn check(name: &str, value: &str, error: &str) {
        let mut wish = wish();
        wish.insert(name, value);
        let answer = client().authorize(&wish);
        let parameters = app_parameters(answer.header("location").unwrap());
        assert_eq!((answer.status, parameters["error"].as_str()), (302, error));
        assert!(!parameters["error_description"].is_empty() && !parameters.contains_key("code"));
        assert_eq!(parameters["state"], "the state");
    }
    check("response_type", "", "invalid_request");
    check("response_type", "token", "unauthorized_client");
    check("scope", "email", "invalid_scope");
    check("scope", "openid profile", "invalid_scope");
    check("scope", "openid  email", "invalid_scope");
    check("code_challenge_method", "", "invalid_request");
    check("code_challenge_method", "plain", "invalid_request");
    check("code_challenge", "", "invalid_request");
    check("code_challenge", &"a".repeat(42), "invalid_request");
    check("code_challenge", &"a/".repeat(22)[..43], "invalid_request");
}

#[test]
fn scope_and_state_may_be_left_out() {
    let mut client = client();
    client.code("viewer");
    let mut wish = wish();
    wish.remove("scope");
    wish.remove("state");
    let answer = client.authorize(&wish);
    let parameters = app_parameters(answer.header("location").unwrap());
    assert_eq!(parameters.keys().collect::<Vec<_>>(), ["code"]);
}

#[test]
fn a_wrong_password_is_told_on_the_page() {
    for (username, password) in [("viewer", "Responder-Password-1"), ("viewer", ""), ("nobody", "x"), ("", "")] {
        let mut client = client();
        let answer = client.log_in(username, password);
        check_page(&answer, 200);
        assert!(answer.text.contains("<p role=\"alert\">Incorrect username or password.</p>"), "{}", answer.text);
        assert_eq!(client.cookie, None);
    }
}

#[test]
fn who_cancels_is_sent_back_without_a_code() {
    let page = client().navigate(&format!("/login?{}", encode(&wish())));
    let href = page.text.split("<a href=\"").nth(1).and_then(|rest| rest.split_once("\">Cancel</a>")).unwrap().0;
    let parameters = app_parameters(&href.replace("&amp;", "&"));
    assert_eq!((parameters["error"].as_str(), parameters["state"].as_str()), ("access_denied", "the state"));
}

#[test]
fn a_right_password_brings_a_code_and_a_session() {
    let mut client = client();
    let answer = client.log_in("viewer", password("viewer"));
    let parameters = app_parameters(answer.header("location").unwrap());
    assert_eq!((answer.status, parameters["state"].as_str(), parameters["code"].len()), (302, "the state", 36));
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("cognito="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax"), "{cookie}");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn a_session_brings_codes_without_a_password_for_an_hour() {
    let mut client = client();
    let first = client.code("viewer");
    let sso = |client: &mut Client| {
        let location = client.authorize(&wish()).header("location").unwrap().to_owned();
        location.starts_with(REDIRECT_URI).then(|| app_parameters(&location)["code"].clone())
    };
    let second = sso(&mut client).unwrap();
    assert_ne!(first, second);
    client.move_clock(3599);
    assert!(sso(&mut client).is_some());
    client.move_clock(3600);
    assert_eq!(sso(&mut client), None);
    client.cookie = Some("cognito=made-up".into());
    client.move_clock(0);
    assert_eq!(sso(&mut client), None);
}

#[test]
fn a_session_is_passed_over_when_the_app_wants_a_new_login() {
    let mut client = client();
    client.code("viewer");
    let mut wish = wish();
    wish.insert("prompt", "login");
    assert!(client.authorize(&wish).header("location").unwrap().starts_with("/login?"));
}

#[test]
fn logout_ends_the_session_and_leads_back() {
    let mut client = client();
    client.code("viewer");
    let kept = client.cookie.clone();
    let logout = "/logout?client_id=sandboxclient26characters0&logout_uri=http%3A%2F%2Flocalhost%3A8787%2F";
    let answer = client.navigate(logout);
    assert_eq!((answer.status, answer.header("location")), (302, Some("http://localhost:8787/")));
    assert_eq!(client.cookie, None);
    // Neither does the cookie work that somebody has kept.
    client.cookie = kept;
    assert!(client.authorize(&wish()).header("location").unwrap().starts_with("/login?"));
    assert_eq!(client.navigate(logout).status, 302);
}

#[test]
fn a_wrong_logout_changes_nothing() {
    let mut client = client();
    client.code("viewer");
    let uri = "http%3A%2F%2F127.0.0.1%3A8787%2F";
    for query in [
        "client_id=sandboxclient26characters0".to_owned(),
        "client_id=sandboxclient26characters0&logout_uri=https%3A%2F%2Fevil.example.com%2F".to_owned(),
        format!("client_id=another&logout_uri={uri}"),
        format!("logout_uri={uri}"),
    ] {
        check_page(&client.navigate(&format!("/logout?{query}")), 400);
    }
    assert!(client.authorize(&wish()).header("location").unwrap().starts_with(REDIRECT_URI));
}

#[test]
fn each_endpoint_has_its_method() {
    let mut client = client();
    for (method, path) in
        [("POST", "/oauth2/authorize"), ("GET", "/oauth2/token"), ("GET", "/oauth2/revoke"), ("POST", "/logout")]
    {
        let request = http::Request::builder().method(method).uri(path).body(Default::default());
        assert_eq!(client.send(request.unwrap()).status, 405, "{method} {path}");
    }
}

#[test]
fn the_log_tells_of_managed_login_and_holds_no_secret() {
    let mut client = client();
    let tokens = client.tokens("viewer");
    let log = client.control("GET", "requests", &Value::Null).ok().clone();
    let calls: Vec<_> = log.as_array().unwrap().iter().map(|it| (&it["service"], &it["path"], &it["status"])).collect();
    let service = json!("managed-login");
    assert_eq!(calls, [(&service, &json!("/login"), &json!(302)), (&service, &json!("/oauth2/token"), &json!(200))]);
    let text = log.to_string();
    let cookie = client.cookie.as_ref().unwrap().strip_prefix("cognito=").unwrap();
    for secret in [password("viewer"), cookie, tokens["refresh_token"].as_str().unwrap()] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn reset_forgets_who_was_signed_in() {
    let mut client = client();
    let tokens = client.tokens("viewer");
    assert_eq!(client.control("POST", "reset", &Value::Null).status, 204);
    assert!(client.authorize(&wish()).header("location").unwrap().starts_with("/login?"));
    let answer = client.token(&crate::browser::refresh(&tokens["refresh_token"]));
    assert_eq!((answer.status, &answer.body), (400, &json!({"error": "invalid_grant"})));
}
