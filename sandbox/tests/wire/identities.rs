//! What users of the user pool get from the identity pool, and what they may do with it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use detect_console_sandbox::{IDENTITY_POOL_ID, Settings, SignIn};
use serde_json::{Value, json};

use crate::{
    browser::logins,
    client::{Answer, Client},
};

const TASK: &str = "/detect/mitigationactions/tasks/task-1";

fn client() -> Client {
    Client::stranger(Settings::default())
}

fn get_id(client: &mut Client, logins: &Value) -> Answer {
    let request = json!({"IdentityPoolId": IDENTITY_POOL_ID, "Logins": logins});
    client.json("AWSCognitoIdentityService.GetId", request)
}

fn get_credentials(client: &mut Client, id: &Value, logins: &Value) -> Answer {
    let request = json!({"IdentityId": id, "Logins": logins});
    client.json("AWSCognitoIdentityService.GetCredentialsForIdentity", request)
}

/// The login of a user, and the identity that comes with it.
fn identity(client: &mut Client, user: &str) -> (Value, Value) {
    let logins = logins(&client.tokens(user)["id_token"]);
    let id = get_id(client, &logins).ok()["IdentityId"].clone();
    (logins, id)
}

fn start(client: &mut Client) -> Answer {
    let order = json!({"target": {"violationIds": ["v"]}, "actions": ["quarantine"], "clientRequestToken": "t"});
    client.put(TASK, order)
}

#[test]
fn a_user_has_one_identity_whatever_the_token() {
    let mut client = client();
    let (_, viewer) = identity(&mut client, "viewer");
    let (_, responder) = identity(&mut client, "responder");
    let (login, again) = identity(&mut client, "viewer");
    assert_eq!(viewer, again);
    assert_ne!(viewer, responder);
    assert_ne!(viewer, get_id(&mut client, &json!({})).ok()["IdentityId"]);
    let answer = get_credentials(&mut client, &viewer, &login);
    assert_eq!((&answer.ok()["IdentityId"], answer.body["Credentials"]["AccessKeyId"].is_string()), (&viewer, true));
}

#[test]
fn a_users_identity_needs_the_users_login_each_time() {
    let mut client = client();
    let (viewers_login, viewer) = identity(&mut client, "viewer");
    let (responders_login, _) = identity(&mut client, "responder");
    let guest = get_id(&mut client, &json!({})).ok()["IdentityId"].clone();
    for _ in 0..2 {
        get_credentials(&mut client, &viewer, &viewers_login).ok();
        let refused = get_credentials(&mut client, &viewer, &json!({}));
        refused.check_error(
            400,
            "NotAuthorizedException",
            &format!("Access to Identity '{}' is forbidden", viewer.as_str().unwrap()),
        );
    }
    let refused = get_credentials(&mut client, &viewer, &responders_login);
    refused.check_error(400, "NotAuthorizedException", "Logins don't match.");
    let refused = get_credentials(&mut client, &guest, &viewers_login);
    refused.check_error(400, "NotAuthorizedException", "Logins don't match.");
    get_credentials(&mut client, &guest, &json!({})).ok();
}

#[test]
fn only_a_good_id_token_is_a_login() {
    #[track_caller]
    fn check(client: &mut Client, logins: &Value, words: &str) {
        let (_, id) = identity(client, "viewer");
        get_id(client, logins).check_error(400, "NotAuthorizedException", words);
        get_credentials(client, &id, logins).check_error(400, "NotAuthorizedException", words);
    }
    let mut client = client();
    let tokens = client.tokens("viewer");
    check(&mut client, &logins(&tokens["access_token"]), "Missing a required claim: aud");
    check(&mut client, &logins(&tokens["refresh_token"]), "Not a valid OpenId Connect identity token.");

    let id_token = tokens["id_token"].as_str().unwrap();
    let [header, claims, signature] = id_token.split('.').collect::<Vec<_>>()[..] else { panic!("{id_token}") };
    let claims = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let mut forge = |from: &str, to: &str, words: &str| {
        assert!(claims.contains(from), "{claims}");
        let forged = BASE64_URL_SAFE_NO_PAD.encode(claims.replace(from, to));
        check(&mut client, &logins(&json!([header, &forged, signature].join("."))), words);
    };
    forge("viewers", "responders", "Couldn't verify signed token.");
    forge("_Sandbox01", "_Sandbox02", "Issuer doesn't match providerName");

    let unsupported = "Token is not from a supported provider of this identity pool.";
    check(&mut client, &json!({"accounts.example.com": id_token}), unsupported);
    let mut two = logins(&tokens["id_token"]);
    two["accounts.example.com"] = json!("token");
    check(&mut client, &two, unsupported);
}

#[test]
fn an_expired_id_token_is_no_login() {
    let mut client = client();
    let (login, id) = identity(&mut client, "viewer");
    client.move_clock(3599);
    get_credentials(&mut client, &id, &login).ok();
    client.move_clock(3600);
    let words = "Invalid login token. Token expired: 1800003600 >= 1800003600";
    get_credentials(&mut client, &id, &login).check_error(400, "NotAuthorizedException", words);
    get_id(&mut client, &login).check_error(400, "NotAuthorizedException", words);
}

#[test]
fn a_viewer_reads_and_starts_nothing() {
    let mut client = client();
    client.sign_in_as("viewer");
    client.get("/security-profiles").ok();
    client.fraud_detector("GetDetectors", &json!({})).ok();
    client.region = "eu-west-1";
    let refused = start(&mut client);
    let words = "User: arn:aws:sts::123456789012:assumed-role/DetectConsoleViewer/CognitoIdentityCredentials is not \
                 authorized to perform: iot:StartDetectMitigationActionsTask on resource: \
                 arn:aws:iot:eu-west-1:123456789012:* because no identity-based policy allows the \
                 iot:StartDetectMitigationActionsTask action";
    refused.check_error(403, "AccessDeniedException", words);
    assert_eq!((refused.header("access-control-allow-origin"), &refused.body["Message"]), (None, &json!(words)));
    // Nothing was started, and the refusal was no matter of what was asked for.
    client.get(TASK).check_error(404, "ResourceNotFoundException", "");
    client.put(TASK, "{}").check_error(403, "AccessDeniedException", "");
}

#[test]
fn a_responder_may_do_everything() {
    let mut client = client();
    client.sign_in_as("responder");
    start(&mut client).ok();
    client.get(TASK).ok();
    client.fraud_detector("GetDetectors", &json!({})).ok();
}

#[test]
fn a_guest_may_do_everything_of_iot_and_nothing_of_fraud_detector() {
    let mut client = Client::guest();
    start(&mut client).ok();
    client.get(TASK).ok();
    client.fraud_detector("GetDetectors", &json!({})).check_error(400, "AccessDeniedException", "no session policy");
}

#[test]
fn a_denial_on_demand_names_the_callers_role() {
    let mut client = client();
    client.sign_in_as("responder");
    let denied = client.fraud_detector("GetRules", &json!({"detectorId": "error-denied"}));
    denied.check_error(400, "AccessDeniedException", "assumed-role/DetectConsoleResponder/CognitoIdentityCredentials");
    let denied = Client::guest().get("/security-profiles/error-denied");
    denied.check_error(403, "AccessDeniedException", "assumed-role/DetectConsoleGuest/CognitoIdentityCredentials");
}

#[test]
fn credentials_outlive_what_they_were_given_for() {
    let mut client = client();
    client.sign_in_as("viewer");
    let log_out = "/logout?client_id=sandboxclient26characters0&logout_uri=http%3A%2F%2F127.0.0.1%3A8787%2F";
    assert_eq!(client.navigate(log_out).status, 302);
    client.get("/security-profiles").ok();
    client.advance(3600);
    client.get("/security-profiles").check_error(403, "ExpiredTokenException", "is expired");
}

#[test]
fn a_pool_without_guests_knows_users_only() {
    let mut client = Client::stranger(Settings { sign_in: SignIn::Login, ..Settings::default() });
    let refused = get_id(&mut client, &json!({}));
    refused.check_error(400, "NotAuthorizedException", "Unauthenticated access is not supported");
    client.sign_in_as("viewer");
    client.get("/security-profiles").ok();
}
