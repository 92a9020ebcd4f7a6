//! The endpoints under `/_sandbox/`.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::client::Client;

#[test]
fn the_log_tells_what_arrived_and_no_secret() {
    let mut client = Client::guest();
    client.get("/security-profiles?maxResults=1").ok();
    client.fraud_detector("GetRules", &json!({"detectorId": "nobody"}));
    client.get("/nowhere");
    let log = client.control("GET", "requests", &Value::Null).ok().as_array().unwrap().clone();
    let calls: Vec<_> = log.iter().map(|it| (it["operation"].as_str(), it["status"].as_u64())).collect();
    assert_eq!(
        calls,
        [
            (Some("GetId"), Some(200)),
            (Some("GetCredentialsForIdentity"), Some(200)),
            (Some("ListSecurityProfiles"), Some(200)),
            (Some("GetRules"), Some(400)),
            (None, Some(403)),
        ]
    );
    assert_eq!(log[0]["body"], Value::Null);
    assert_eq!(log[2]["query"], "maxResults=1");
    assert_eq!((&log[3]["body"], &log[3]["bytes"]), (&json!(r#"{"detectorId":"nobody"}"#), &json!(23)));
    assert!(log[2]["headers"].as_array().unwrap().contains(&json!("authorization")));
    let token = client.credentials.as_ref().unwrap().session_token().unwrap();
    assert!(!json!(log).to_string().contains(token));
}

#[test]
fn the_clock_can_be_moved() {
    let mut client = Client::guest();
    let move_clock = |client: &mut Client, seconds: i64| {
        let answer = client.control("POST", "clock", &json!({"offsetSeconds": seconds}));
        assert_eq!(answer.status, 204);
    };
    move_clock(&mut client, 600);
    client.get("/security-profiles").check_error(403, "InvalidSignatureException", "Signature expired");
    move_clock(&mut client, -600);
    client.get("/security-profiles").check_error(403, "InvalidSignatureException", "not yet current");
    move_clock(&mut client, 0);
    client.get("/security-profiles").ok();
}

#[test]
fn reset_makes_everything_as_at_the_start() {
    let mut client = Client::guest();
    let path = "/security-profiles/factory-floor-sensors";
    let before = client.get(path).ok().clone();
    client.control("POST", "clock", &json!({"offsetSeconds": 600}));
    client.control("POST", "faults", &json!({"operation": "*", "fault": "internal"}));
    assert_eq!(client.control("POST", "reset", &Value::Null).status, 204);
    assert_eq!(client.control("GET", "requests", &Value::Null).ok(), &json!([]));
    assert_eq!(client.control("GET", "faults", &Value::Null).ok(), &json!([]));
    client.get(path).check_error(403, "UnrecognizedClientException", "invalid");
    client.sign_in();
    assert_eq!(client.get(path).ok(), &before);
}

#[test]
fn faults_are_listed_and_cleared() {
    let mut client = Client::guest();
    let fault = json!({"operation": "GetRules", "fault": "slow", "times": 2, "delayMs": 10});
    assert_eq!(client.control("POST", "faults", &fault).status, 204);
    assert_eq!(client.control("GET", "faults", &Value::Null).ok(), &json!([fault]));
    assert_eq!(client.control("DELETE", "faults", &Value::Null).status, 204);
    assert_eq!(client.control("GET", "faults", &Value::Null).ok(), &json!([]));
}

#[test]
fn wrong_controls_are_refused() {
    let mut client = Client::guest();
    #[track_caller]
    fn check(client: &mut Client, method: &str, path: &str, body: &Value, status: u16) {
        assert_eq!(client.control(method, path, body).status, status);
    }
    check(&mut client, "POST", "faults", &json!({"operation": "GetRules", "fault": "explode"}), 400);
    check(&mut client, "POST", "faults", &json!({"operation": "GetRule", "fault": "slow"}), 400);
    check(&mut client, "POST", "faults", &json!({"operation": "*", "fault": "slow", "time": 1}), 400);
    check(&mut client, "POST", "clock", &json!({"offsetSeconds": i64::MAX}), 400);
    check(&mut client, "POST", "clock", &json!({}), 400);
    check(&mut client, "GET", "reset", &Value::Null, 404);
}

#[test]
fn every_origin_may_use_the_controls() {
    let mut client = Client::guest();
    let preflight = http::Request::options("/_sandbox/faults").body(Bytes::new()).unwrap();
    let answer = client.send(preflight);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("content-type"));
}
