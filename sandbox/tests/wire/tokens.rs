//! Codes, tokens and what becomes of them: at the token endpoint, at the revocation endpoint, and with `cognito-idp`.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use detect_console_sandbox::{Settings, USER_POOL_CLIENT_ID};
use serde_json::{Value, json};

use crate::{
    browser::{Parameters, VERIFIER, app_parameters, exchange, refresh, wish},
    client::{Answer, Client},
};

const REVOKE: &str = "AWSCognitoIdentityProviderService.RevokeToken";
const GET_TOKENS: &str = "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken";

/// When the clients' clock starts.
const START: i64 = 1_800_000_000;

fn client() -> Client {
    Client::stranger(Settings::default())
}

fn claims(token: &Value) -> Value {
    let claims = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap()
}

#[track_caller]
fn check_refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status, &answer.body), (status, &json!({"error": error})));
    assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
}

fn get_tokens(client: &mut Client, token: &Value) -> Answer {
    client.json(GET_TOKENS, json!({"ClientId": USER_POOL_CLIENT_ID, "RefreshToken": token}))
}

#[test]
fn a_code_brings_tokens_that_say_whose_they_are() {
    let mut client = client();
    let code = client.code("responder");
    client.advance(100);
    let answer = client.token(&exchange(&code));
    let tokens = answer.ok();
    assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&json!("Bearer"), &json!(3600)));
    let (id, access) = (claims(&tokens["id_token"]), claims(&tokens["access_token"]));
    for token in [&id, &access] {
        assert_eq!(token["iss"], "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Sandbox01");
        assert_eq!(token["cognito:groups"], json!(["responders"]));
        assert_eq!((&token["auth_time"], &token["iat"]), (&json!(START), &json!(START + 100)));
        assert_eq!(token["exp"], START + 3700);
        assert_eq!((&token["sub"], &token["origin_jti"]), (&id["sub"], &id["origin_jti"]));
    }
    assert_ne!(id["jti"], access["jti"]);
    assert_eq!((&id["token_use"], &id["aud"]), (&json!("id"), &json!(USER_POOL_CLIENT_ID)));
    assert_eq!((&id["cognito:username"], &id["email"]), (&json!("responder"), &json!("responder@example.com")));
    assert_eq!(id["nonce"], "the nonce");
    assert_eq!((&access["token_use"], &access["client_id"]), (&json!("access"), &json!(USER_POOL_CLIENT_ID)));
    assert_eq!((&access["username"], &access["scope"]), (&json!("responder"), &json!("openid email")));
    assert_eq!((access.get("aud"), access.get("nonce"), access.get("email")), (None, None, None));
}

#[test]
fn a_user_is_the_same_in_every_session_and_none_other() {
    let mut client = client();
    let mut sub = |user| claims(&client.tokens(user)["id_token"])["sub"].clone();
    assert_eq!(sub("viewer"), sub("viewer"));
    assert_ne!(sub("viewer"), sub("responder"));
}

#[test]
fn a_second_code_of_a_session_tells_when_the_password_was_given() {
    let mut client = client();
    client.code("viewer");
    client.advance(1000);
    let answer = client.authorize(&wish());
    let code = app_parameters(answer.header("location").unwrap())["code"].clone();
    let id = claims(&client.token(&exchange(&code)).ok()["id_token"]);
    assert_eq!((&id["auth_time"], &id["iat"]), (&json!(START), &json!(START + 1000)));
}

#[test]
fn a_code_is_bound_to_client_address_and_verifier() {
    #[track_caller]
    fn check(name: &str, value: &str, error: &str) {
        let mut client = client();
        let code = client.code("viewer");
        let mut form = exchange(&code);
        form.insert(name, value);
        check_refused(&client.token(&form), 400, error);
    }
    check("code_verifier", &VERIFIER.replace('d', "e"), "invalid_grant");
    check("code_verifier", "short", "invalid_request");
    check("code_verifier", "", "invalid_request");
    check("redirect_uri", "http://localhost:8787/", "invalid_grant");
    check("redirect_uri", "", "invalid_request");
    check("client_id", "another", "invalid_client");
    check("client_id", "", "invalid_request");
    check("code", "made-up", "invalid_grant");
    check("code", "", "invalid_request");
    check("grant_type", "", "invalid_request");
    check("grant_type", "password", "unsupported_grant_type");
}

#[test]
fn a_code_lasts_five_minutes() {
    let mut client = client();
    let code = client.code("viewer");
    client.move_clock(300);
    check_refused(&client.token(&exchange(&code)), 400, "invalid_grant");
    let code = client.code("viewer");
    client.move_clock(599);
    client.token(&exchange(&code)).ok();
}

#[test]
fn a_code_used_twice_takes_its_tokens_with_it() {
    let mut client = client();
    let code = client.code("viewer");
    let tokens = client.token(&exchange(&code)).ok().clone();
    let refreshed = client.token(&refresh(&tokens["refresh_token"])).ok().clone();
    let other = client.tokens("viewer");
    check_refused(&client.token(&exchange(&code)), 400, "invalid_grant");
    check_refused(&client.token(&refresh(&refreshed["refresh_token"])), 400, "invalid_grant");
    client.token(&refresh(&other["refresh_token"])).ok();
}

#[test]
fn a_refresh_token_is_exchanged_for_its_successor_once() {
    let mut client = client();
    let first = client.tokens("viewer");
    client.advance(100);
    let second = client.token(&refresh(&first["refresh_token"])).ok().clone();
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    let (old, new) = (claims(&first["id_token"]), claims(&second["id_token"]));
    assert_eq!((&new["exp"], &new["auth_time"]), (&json!(START + 3700), &json!(START)));
    assert_eq!((&new["sub"], &new["origin_jti"]), (&old["sub"], &old["origin_jti"]));
    assert_eq!(new.get("nonce"), None);
    check_refused(&client.token(&refresh(&first["refresh_token"])), 400, "invalid_grant");
    client.token(&refresh(&second["refresh_token"])).ok();
}

#[test]
fn refreshing_ends_eight_hours_after_the_first_tokens() {
    let mut client = client();
    let first = client.tokens("viewer");
    client.move_clock(8 * 3600 - 1);
    let second = client.token(&refresh(&first["refresh_token"])).ok().clone();
    client.move_clock(8 * 3600);
    check_refused(&client.token(&refresh(&second["refresh_token"])), 400, "invalid_grant");
    get_tokens(&mut client, &second["refresh_token"]).check_error(400, "NotAuthorizedException", "has expired");
}

#[test]
fn the_token_endpoint_takes_forms_only_and_can_be_read_from_another_origin() {
    let mut client = client();
    let code = client.code("viewer");
    let json = http::Request::post("/oauth2/token").header("content-type", "application/json");
    let answer = client.send(json.body("{}".into()).unwrap());
    check_refused(&answer, 400, "invalid_request");
    for answer in [answer, client.token(&exchange(&code))] {
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    let preflight =
        http::Request::options("/oauth2/token").header("access-control-request-headers", "x-amz-user-agent");
    let answer = client.send(preflight.body("".into()).unwrap());
    assert_eq!((answer.status, answer.header("access-control-allow-headers")), (200, Some("x-amz-user-agent")));
    let log = client.control("GET", "requests", &Value::Null).ok().to_string();
    assert!(!log.contains("OPTIONS"), "{log}");
}

#[test]
fn the_revocation_endpoint_revokes_refresh_tokens_only() {
    fn revoke(client: &mut Client, token: &Value, client_id: &str) -> Answer {
        let form: Parameters<'_> = [("token", token.as_str().unwrap()), ("client_id", client_id)].into();
        client.post_form("/oauth2/revoke", &form)
    }
    let mut client = client();
    let tokens = client.tokens("viewer");
    let refresh_token = &tokens["refresh_token"];
    check_refused(&revoke(&mut client, refresh_token, "another"), 401, "invalid_client");
    check_refused(&revoke(&mut client, &json!(""), USER_POOL_CLIENT_ID), 400, "invalid_request");
    for token in ["id_token", "access_token"] {
        check_refused(&revoke(&mut client, &tokens[token], USER_POOL_CLIENT_ID), 400, "unsupported_token_type");
    }
    for token in [&json!("unknown"), refresh_token, refresh_token] {
        let answer = revoke(&mut client, token, USER_POOL_CLIENT_ID);
        assert_eq!((answer.status, answer.text.as_str()), (200, ""));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    check_refused(&client.token(&refresh(refresh_token)), 400, "invalid_grant");
}

#[test]
fn revoke_token_ends_what_came_of_the_same_code() {
    let mut client = client();
    let tokens = client.tokens("viewer");
    let other = client.tokens("viewer");
    let refreshed = get_tokens(&mut client, &tokens["refresh_token"]).ok()["AuthenticationResult"].clone();
    let revoke = json!({"ClientId": USER_POOL_CLIENT_ID, "Token": refreshed["RefreshToken"]});
    assert_eq!(client.json(REVOKE, &revoke).ok(), &json!({}));
    for token in [&refreshed["RefreshToken"], &tokens["refresh_token"]] {
        get_tokens(&mut client, token).check_error(400, "NotAuthorizedException", "revoked");
    }
    get_tokens(&mut client, &other["refresh_token"]).ok();
}

#[test]
fn revoke_token_says_what_it_cannot_revoke() {
    let mut client = client();
    let tokens = client.tokens("viewer");
    for (token, id, code) in [
        (&tokens["id_token"], USER_POOL_CLIENT_ID, "UnsupportedTokenTypeException"),
        (&tokens["access_token"], USER_POOL_CLIENT_ID, "UnsupportedTokenTypeException"),
        (&tokens["refresh_token"], "another", "UnauthorizedException"),
    ] {
        client.json(REVOKE, json!({"ClientId": id, "Token": token})).check_error(400, code, "");
    }
    client.json(REVOKE, json!({"ClientId": USER_POOL_CLIENT_ID, "Token": "unknown"})).ok();
    get_tokens(&mut client, &tokens["refresh_token"]).ok();
}

#[test]
fn get_tokens_from_refresh_token_shares_its_tokens_with_the_token_endpoint() {
    let mut client = client();
    let first = client.tokens("viewer");
    let second = get_tokens(&mut client, &first["refresh_token"]).ok()["AuthenticationResult"].clone();
    assert_eq!((&second["TokenType"], &second["ExpiresIn"]), (&json!("Bearer"), &json!(3600)));
    assert_eq!(claims(&second["IdToken"])["sub"], claims(&first["id_token"])["sub"]);
    assert_eq!(claims(&second["AccessToken"])["token_use"], "access");
    get_tokens(&mut client, &first["refresh_token"]).check_error(400, "RefreshTokenReuseException", "rotation");
    let third = client.token(&refresh(&second["RefreshToken"])).ok().clone();
    get_tokens(&mut client, &second["RefreshToken"]).check_error(400, "RefreshTokenReuseException", "rotation");
    get_tokens(&mut client, &third["refresh_token"]).ok();
}

#[test]
fn get_tokens_from_refresh_token_says_what_it_cannot_exchange() {
    let mut client = client();
    let token = client.tokens("viewer")["refresh_token"].clone();
    get_tokens(&mut client, &json!("unknown")).check_error(400, "NotAuthorizedException", "Invalid Refresh Token");
    let other = json!({"ClientId": "another", "RefreshToken": token});
    client.json(GET_TOKENS, other).check_error(400, "ResourceNotFoundException", "another does not exist");
    let nothing = json!({"ClientId": USER_POOL_CLIENT_ID});
    client.json(GET_TOKENS, nothing).check_error(400, "InvalidParameterException", "Value null at 'refreshToken'");
    // Tokens are sensitive: the message does not repeat them.
    get_tokens(&mut client, &json!("not one")).check_error(400, "InvalidParameterException", "Value at 'refreshToken'");
}

#[test]
fn how_long_tokens_last_is_a_setting() {
    let settings = Settings { token_duration: TimeDelta::seconds(60), ..Settings::default() };
    let tokens = Client::stranger(settings).tokens("viewer");
    assert_eq!(tokens["expires_in"], 60);
    assert_eq!(claims(&tokens["access_token"])["exp"], START + 60);
}
