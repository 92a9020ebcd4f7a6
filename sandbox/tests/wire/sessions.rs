//! Cognito's two calls, and what becomes of the credentials.

use chrono::TimeDelta;
use detect_console_sandbox::{IDENTITY_POOL_ID, Settings};
use serde_json::{Value, json};

use crate::client::Client;

const GET_ID: &str = "AWSCognitoIdentityService.GetId";
const GET_CREDENTIALS: &str = "AWSCognitoIdentityService.GetCredentialsForIdentity";

#[track_caller]
fn check(target: &str, body: &Value, code: &str, words: &str) {
    Client::stranger(Settings::default()).json(target, body).check_error(400, code, words);
}

#[test]
fn a_guest_gets_an_identity_of_the_pools_region_and_keeps_it() {
    let mut client = Client::stranger(Settings::default());
    let id = client.json(GET_ID, json!({"IdentityPoolId": IDENTITY_POOL_ID})).ok()["IdentityId"].clone();
    assert!(id.as_str().unwrap().starts_with("us-east-1:"));
    let answer = client.json(GET_CREDENTIALS, json!({"IdentityId": id}));
    assert_eq!(answer.ok()["IdentityId"], id);
    let expiration = answer.ok()["Credentials"]["Expiration"].as_f64();
    assert_eq!(expiration, Some(1_800_003_600.0));
}

#[test]
fn get_id_checks_its_input() {
    check(GET_ID, &json!({}), "InvalidParameterException", "Value null at 'identityPoolId'");
    check(GET_ID, &json!({"IdentityPoolId": "no-colon"}), "InvalidParameterException", r"[\w-]+:[0-9a-f-]+");
    check(GET_ID, &json!({"IdentityPoolId": 7}), "SerializationException", "invalid type");
    let other = "us-east-1:00000000-0000-0000-0000-000000000000";
    check(GET_ID, &json!({"IdentityPoolId": other}), "ResourceNotFoundException", "IdentityPool");
    let account = json!({"IdentityPoolId": IDENTITY_POOL_ID, "AccountId": "12a"});
    check(GET_ID, &account, "InvalidParameterException", "accountId");
    let login = json!({"IdentityPoolId": IDENTITY_POOL_ID, "Logins": {"accounts.example.com": "token"}});
    check(GET_ID, &login, "NotAuthorizedException", "not from a supported provider");
}

#[test]
fn get_credentials_checks_its_input() {
    check(GET_CREDENTIALS, &json!({}), "InvalidParameterException", "identityId");
    let unknown = json!({"IdentityId": "us-east-1:00000000-0000-0000-0000-000000000000"});
    check(GET_CREDENTIALS, &unknown, "ResourceNotFoundException", "not found");
    let role = json!({"IdentityId": "us-east-1:0", "CustomRoleArn": "short"});
    check(GET_CREDENTIALS, &role, "InvalidParameterException", "customRoleArn");
}

#[test]
fn json_errors_are_readable_from_another_origin() {
    let mut client = Client::stranger(Settings::default());
    let answer = client.json(GET_ID, json!({}));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert!(answer.header("access-control-expose-headers").unwrap().contains("x-amzn-RequestId"));
    assert_eq!(answer.header("date"), Some("Fri, 15 Jan 2027 08:00:00 GMT"));
}

#[test]
fn malformed_json_does_not_reach_the_operation() {
    let mut client = Client::stranger(Settings::default());
    client.json(GET_ID, "{").check_error(400, "SerializationException", "EOF");
    client.json(GET_ID, "").check_error(400, "SerializationException", "EOF");
    client.json(GET_ID, "[]").check_error(400, "SerializationException", "");
}

#[test]
fn sessions_expire_and_can_be_renewed() {
    let settings = Settings { session_duration: TimeDelta::seconds(60), ..Settings::default() };
    let mut client = Client::stranger(settings);
    client.sign_in();
    client.advance(59);
    client.get("/security-profiles").ok();
    client.advance(1);
    client.get("/security-profiles").check_error(403, "ExpiredTokenException", "is expired");
    client.fraud_detector("GetDetectors", &json!({})).check_error(400, "ExpiredTokenException", "is expired");
    client.sign_in();
    client.get("/security-profiles").ok();
}

#[test]
fn nobody_calls_without_credentials() {
    let mut client = Client::stranger(Settings::default());
    let words = "Missing Authentication Token";
    client.get("/security-profiles").check_error(403, "MissingAuthenticationTokenException", words);
    client.fraud_detector("GetDetectors", &json!({})).check_error(400, "MissingAuthenticationTokenException", words);
}

#[test]
fn calls_of_nothing_get_what_each_protocol_has_for_them() {
    let mut client = Client::guest();
    let words = "Missing Authentication Token";
    client.get("/no/such/path").check_error(403, "MissingAuthenticationTokenException", words);
    client.fraud_detector("GetModels", &json!({})).check_error(400, "UnknownOperationException", "");
}
