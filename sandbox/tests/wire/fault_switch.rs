//! Failures on demand, as a client meets them.

use std::time::Duration;

use bytes::Bytes;
use detect_console_sandbox::{IDENTITY_POOL_ID, Outcome, Request, Response};
use serde_json::{Value, json};

use crate::client::{Answer, Client, HOST};

fn switch_on(client: &mut Client, operation: &str, fault: &str) {
    let fault = json!({"operation": operation, "fault": fault, "times": 1, "delayMs": 1500});
    assert_eq!(client.control("POST", "faults", &fault).status, 204);
}

/// IoT's and Fraud Detector's answers to the same fault.
#[track_caller]
fn check(fault: &str, iot: (u16, &str), fraud_detector: (u16, &str)) {
    let mut client = Client::viewer();
    switch_on(&mut client, "ListSecurityProfiles", fault);
    client.get("/security-profiles").check_error(iot.0, iot.1, "");
    client.get("/security-profiles").ok();
    switch_on(&mut client, "*", fault);
    client.fraud_detector("GetDetectors", &json!({})).check_error(fraud_detector.0, fraud_detector.1, "");
    client.fraud_detector("GetDetectors", &json!({})).ok();
}

#[test]
fn each_fault_is_the_services_own_error() {
    check("throttle", (400, "ThrottlingException"), (400, "ThrottlingException"));
    check("internal", (500, "InternalFailureException"), (500, "InternalServerException"));
    check("expired-token", (403, "ExpiredTokenException"), (400, "ExpiredTokenException"));
    check("denied", (403, "AccessDeniedException"), (400, "AccessDeniedException"));
    check("skewed-clock", (403, "InvalidSignatureException"), (400, "InvalidSignatureException"));
    check("not-found", (404, "ResourceNotFoundException"), (400, "ResourceNotFoundException"));
    check("invalid", (400, "InvalidRequestException"), (400, "ValidationException"));
}

#[test]
fn cognito_has_its_own_words() {
    #[track_caller]
    fn check(fault: &str, status: u16, code: &str) {
        let mut client = Client::guest();
        switch_on(&mut client, "GetId", fault);
        client.json("AWSCognitoIdentityService.GetId", "{}").check_error(status, code, "");
    }
    check("throttle", 400, "TooManyRequestsException");
    check("denied", 400, "NotAuthorizedException");
    check("expired-token", 400, "NotAuthorizedException");
    check("internal", 500, "InternalErrorException");
}

#[test]
fn a_denial_names_action_and_region() {
    let mut client = Client::guest();
    client.region = "eu-west-1";
    let answer = client.get("/security-profiles/error-denied");
    answer.check_error(
        403,
        "AccessDeniedException",
        "not authorized to perform: iot:DescribeSecurityProfile on resource",
    );
    answer.check_error(403, "AccessDeniedException", ":eu-west-1:");
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn a_skewed_clock_shows_in_the_date() {
    let mut client = Client::guest();
    switch_on(&mut client, "GetDetectors", "skewed-clock");
    let answer = client.fraud_detector("GetDetectors", &json!({}));
    answer.check_error(400, "InvalidSignatureException", "Signature expired: 20270115T080000Z is now earlier than");
    assert_eq!(answer.header("date"), Some("Fri, 15 Jan 2027 08:10:00 GMT"));
}

#[test]
fn an_unsigned_call_shows_a_skewed_clock_and_succeeds() {
    let mut client = Client::guest();
    switch_on(&mut client, "GetId", "skewed-clock");
    let answer = client.json("AWSCognitoIdentityService.GetId", json!({"IdentityPoolId": IDENTITY_POOL_ID}));
    answer.ok();
    assert_eq!(answer.header("date"), Some("Fri, 15 Jan 2027 08:10:00 GMT"));
}

#[test]
fn garbage_is_a_success_without_json() {
    let mut client = Client::guest();
    let answer = client.get("/security-profiles/error-garbage");
    assert_eq!((answer.status, answer.body), (200, Value::Null));
}

#[test]
fn a_slow_answer_is_the_right_one() {
    let mut client = Client::guest();
    switch_on(&mut client, "ListSecurityProfiles", "slow");
    let request = client.request("iot", HOST, "GET", "/security-profiles", &[], Bytes::new());
    match client.sandbox.handle(request, client.now) {
        Outcome::LateAnswer(delay, response) => {
            assert_eq!(delay, Duration::from_millis(1500));
            assert_eq!(Answer::from(response).body["securityProfileIdentifiers"][0]["name"], "factory-floor-sensors");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_dropped_call_did_not_run_and_a_lost_answer_did() {
    #[track_caller]
    fn check(fault: &str, found: u16) {
        let mut client = Client::guest();
        switch_on(&mut client, "StartDetectMitigationActionsTask", fault);
        let path = "/detect/mitigationactions/tasks/task-1";
        let order = json!({"target": {"violationIds": ["v"]}, "actions": ["quarantine"], "clientRequestToken": "t"});
        let request = put(&client, path, &order);
        assert!(matches!(client.sandbox.handle(request, client.now), Outcome::ConnectionLost));
        assert_eq!(client.get(path).status, found);
        let logged = client.control("GET", "requests", &Value::Null).body[2].clone();
        assert_eq!(
            (&logged["operation"], &logged["status"]),
            (&json!("StartDetectMitigationActionsTask"), &Value::Null)
        );
        client.put(path, &order).ok();
    }
    check("drop", 404);
    check("lost-answer", 200);
}

fn put(client: &Client, path: &str, body: &Value) -> Request {
    client.request("iot", HOST, "PUT", path, &[("content-type", "application/json")], body.to_string().into())
}

#[test]
fn a_refused_caller_does_not_use_up_a_fault() {
    let mut client = Client::guest();
    switch_on(&mut client, "*", "throttle");
    let credentials = client.credentials.take();
    client.get("/security-profiles").check_error(403, "MissingAuthenticationTokenException", "");
    client.credentials = credentials;
    client.get("/security-profiles").check_error(400, "ThrottlingException", "Rate exceeded");
}

#[test]
fn well_known_names_misbehave_in_every_operation_that_takes_them() {
    let mut client = Client::guest();
    let throttled = |answer: Answer| answer.check_error(400, "ThrottlingException", "Rate exceeded");
    throttled(client.get("/security-profiles/error-throttled"));
    throttled(client.get("/behavior-model-training/summaries?securityProfileName=error-throttled"));
    let target = json!({"securityProfileName": "error-throttled", "behaviorName": "b"});
    throttled(client.put("/detect/mitigationactions/tasks/t", json!({"target": target})));
    let version = json!({"detectorId": "error-throttled", "detectorVersionId": "1"});
    throttled(client.fraud_detector("GetDetectorVersion", &version));
    let request = client.request("iot", HOST, "GET", "/security-profiles/error-slow", &[], Bytes::new());
    let outcome = client.sandbox.handle(request, client.now);
    let status = |response: &Response| response.status().as_u16();
    assert!(matches!(&outcome, Outcome::LateAnswer(_, response) if status(response) == 200), "{outcome:?}");
}
