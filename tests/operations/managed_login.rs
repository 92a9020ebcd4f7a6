//! Managed login: two addresses to go to, and the token endpoint.

use detect_console::aws::cognito_idp::RevokeToken;
use detect_console::aws::managed_login::{Authorize, ExchangeCode, RefreshTokens, logout_url};
use detect_console::aws::transport::HttpResponse;
use detect_console::aws::{Cause, ErrorKind, Operation, Service, ServiceError, request};
use serde_json::json;

use super::{check_json, read};

const DOMAIN: &str = "https://example.auth.us-east-1.amazoncognito.com";

#[test]
fn the_page_to_sign_in_at_is_told_everything_in_its_address() {
    let authorize = Authorize {
        client_id: "client",
        redirect_uri: "https://console.example.com/a/",
        scope: "openid email",
        state: "st-1",
        nonce: "no-1",
        code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        prompt: None,
    };
    let asked_anew = Authorize { prompt: Some("login"), ..authorize.clone() }.url(DOMAIN);
    assert!(asked_anew.ends_with("&prompt=login"), "{asked_anew}");
    assert_eq!(
        authorize.url(DOMAIN),
        "https://example.auth.us-east-1.amazoncognito.com/oauth2/authorize?response_type=code&client_id=client&\
         redirect_uri=https%3A%2F%2Fconsole.example.com%2Fa%2F&scope=openid%20email&state=st-1&nonce=no-1&\
         code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
}

#[test]
fn signing_out_leads_back_to_the_console() {
    assert_eq!(
        logout_url(DOMAIN, "client", "https://console.example.com/"),
        "https://example.auth.us-east-1.amazoncognito.com/logout?client_id=client&\
         logout_uri=https%3A%2F%2Fconsole.example.com%2F"
    );
}

#[track_caller]
fn check_form<O: Operation>(operation: &O, body: &str) {
    let request = request::build(O::FACTS, operation.to_json()).unwrap();
    assert_eq!(
        (O::FACTS.method.as_str(), request.path.as_str(), request.query.as_str()),
        ("POST", "/oauth2/token", "")
    );
    assert_eq!(request.headers, [("content-type", "application/x-www-form-urlencoded".to_owned())]);
    assert_eq!(request.body, body);
}

#[test]
fn a_code_is_exchanged_in_a_form() {
    let exchange = ExchangeCode {
        grant_type: "authorization_code".to_owned(),
        client_id: "client".to_owned(),
        code: "a+b&c=d é".to_owned(),
        redirect_uri: "https://console.example.com/".to_owned(),
        code_verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
    };
    check_form(
        &exchange,
        "client_id=client&code=a%2Bb%26c%3Dd%20%C3%A9&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&\
         grant_type=authorization_code&redirect_uri=https%3A%2F%2Fconsole.example.com%2F",
    );
}

#[test]
fn tokens_are_renewed_in_a_form() {
    let refresh = RefreshTokens {
        grant_type: "refresh_token".to_owned(),
        client_id: "client".to_owned(),
        refresh_token: "eyJ.a/b".to_owned(),
    };
    check_form(&refresh, "client_id=client&grant_type=refresh_token&refresh_token=eyJ.a%2Fb");
}

#[test]
fn tokens_are_read() {
    let reply = json!({ "id_token": "i", "access_token": "a", "refresh_token": "r", "expires_in": 3600 });
    let tokens = read::<RefreshTokens>(reply);
    assert_eq!((tokens.id_token.as_deref(), tokens.refresh_token.as_deref()), (Some("i"), Some("r")));
    assert!(read::<ExchangeCode>(json!({ "id_token": "i" })).refresh_token.is_none());
}

#[test]
fn what_the_token_endpoint_refuses_is_told_by_its_error() {
    let kind = |body: &str| {
        let response = HttpResponse { status: 400, headers: Vec::new(), body: body.to_owned() };
        Cause::Service(ServiceError::read(&response).unwrap()).kind(Service::ManagedLogin)
    };
    assert_eq!(kind(r#"{"error":"invalid_grant"}"#), ErrorKind::AccessDenied);
    assert_eq!(kind(r#"{"error":"invalid_client","error_description":"words"}"#), ErrorKind::Invalid);
    assert_eq!(kind(r#"{"error":"unsupported_grant_type"}"#), ErrorKind::Other);
}

#[test]
fn a_refresh_token_is_revoked() {
    let revoke = RevokeToken { token: "r".to_owned(), client_id: "client".to_owned() };
    check_json(&revoke, "AWSCognitoIdentityProviderService.RevokeToken", json!({ "Token": "r", "ClientId": "client" }));
    read::<RevokeToken>(json!({}));
}
