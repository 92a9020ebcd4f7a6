//! Requests signed by botocore, which nobody here wrote: accepted as they are, refused with anything changed.
//!
//! Key and secret are the pair of AWS's own published examples.

use bytes::Bytes;
use http::{HeaderValue, Method, header};

use super::*;
use crate::roles::Role;

const TIME: &str = "20260102T030405Z";
const TOKEN: &str = "EXAMPLETOKEN";

fn now() -> DateTime<Utc> {
    "2026-01-02T03:04:05Z".parse().unwrap()
}

fn sessions() -> Sessions {
    let mut sessions = Sessions::new(1, TimeDelta::hours(1));
    sessions.add(Session {
        access_key_id: "AKIDEXAMPLE".into(),
        secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".into(),
        token: TOKEN.into(),
        role: Role::Guest,
        expiration: now() + TimeDelta::hours(1),
    });
    sessions
}

fn signed(
    method: Method,
    service: &str,
    target: &str,
    signed_headers: &str,
    signature: &str,
) -> http::request::Builder {
    http::Request::builder()
        .method(method)
        .uri(target)
        .header("host", format!("{service}.us-east-1.amazonaws.com"))
        .header("x-amz-date", TIME)
        .header("x-amz-security-token", TOKEN)
        .header(
            "authorization",
            format!(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/us-east-1/{service}/aws4_request, \
                 SignedHeaders={signed_headers}, Signature={signature}"
            ),
        )
}

fn get_with_query() -> Request {
    signed(
        Method::GET,
        "iot",
        "/behavior-model-training/summaries?maxResults=10&nextToken=a%2Bb%2F%3D&securityProfileName=fleet%3Aprod",
        "host;x-amz-date;x-amz-security-token",
        "45f5c3885c1eab7bf9847b10e333f6380e2d40a27395764fb1d213ba09af2be8",
    )
    .body(Bytes::new())
    .unwrap()
}

fn get_with_encoded_path() -> Request {
    signed(
        Method::GET,
        "iot",
        "/security-profiles/fleet%3Aprod",
        "host;x-amz-date;x-amz-security-token",
        "e940c17e1d44f435e023e345d92ad6aa7037f47b9ea06233d443c61a057d0d8a",
    )
    .body(Bytes::new())
    .unwrap()
}

fn put_with_body() -> Request {
    signed(
        Method::PUT,
        "iot",
        "/detect/mitigationactions/tasks/task-1",
        "content-type;host;x-amz-date;x-amz-security-token",
        "f83f90ba22492c722475924276b05203c091b6164bf7536370ec0d1bbb14d5d7",
    )
    .header("content-type", "application/json")
    .body(Bytes::from_static(
        br#"{"target":{"violationIds":["v-1"]},"actions":["quarantine"],"clientRequestToken":"tok-1"}"#,
    ))
    .unwrap()
}

fn post_of_json() -> Request {
    signed(
        Method::POST,
        "frauddetector",
        "/",
        "content-type;host;x-amz-date;x-amz-security-token;x-amz-target",
        "c7d480960726210b850d5c6b5e630b379d16be4d79e8c8447b276c7fb7f92471",
    )
    .header("content-type", "application/x-amz-json-1.1")
    .header("x-amz-target", "AWSHawksNestServiceFacade.GetDetectorVersion")
    .body(Bytes::from_static(br#"{"detectorId":"det_1","detectorVersionId":"1"}"#))
    .unwrap()
}

fn verify_iot(request: &Request) -> Result<Caller, Failure> {
    verify(request, Service::Iot, None, &sessions(), now())
}

#[track_caller]
fn check_refused(result: Result<Caller, Failure>, problem: Problem, words: &str) {
    let failure = result.expect_err("the request was accepted");
    assert_eq!(failure.problem, problem, "{failure:?}");
    assert!(failure.message.contains(words), "{failure:?}");
}

/// The request with one thing changed after it was signed.
#[track_caller]
fn check_changed(request: fn() -> Request, change: impl FnOnce(&mut Request)) {
    let mut changed = request();
    change(&mut changed);
    check_refused(
        verify_iot(&changed),
        Problem::InvalidSignature,
        "The request signature we calculated does not match",
    );
}

fn set(request: &mut Request, name: &'static str, value: &str) {
    request.headers_mut().insert(name, HeaderValue::try_from(value).unwrap());
}

fn replace_in_authorization(request: &mut Request, from: &str, to: &str) {
    let value = request.headers()[header::AUTHORIZATION].to_str().unwrap().replace(from, to);
    set(request, "authorization", &value);
}

#[test]
fn botocores_signatures_are_accepted() {
    let caller = Caller { role: Some(Role::Guest), region: "us-east-1".into() };
    for request in [get_with_query(), get_with_encoded_path(), put_with_body()] {
        assert_eq!(verify_iot(&request), Ok(caller.clone()));
    }
    let result = verify(&post_of_json(), Service::FraudDetector, Some("us-east-1"), &sessions(), now());
    assert_eq!(result, Ok(caller));
}

#[test]
fn whatever_is_changed_after_signing_is_noticed() {
    check_changed(put_with_body, |it| *it.body_mut() = Bytes::from_static(b"{}"));
    check_changed(get_with_query, |it| *it.uri_mut() = "/behavior-model-training/summaries".parse().unwrap());
    check_changed(get_with_encoded_path, |it| *it.uri_mut() = "/security-profiles/fleet:prod".parse().unwrap());
    check_changed(put_with_body, |it| *it.method_mut() = Method::POST);
    check_changed(put_with_body, |it| set(it, "host", "127.0.0.1:8788"));
    check_changed(put_with_body, |it| set(it, "content-type", "text/plain"));
    check_changed(put_with_body, |it| set(it, "x-amz-date", "20260102T030406Z"));
    check_changed(put_with_body, |it| replace_in_authorization(it, "Signature=f", "Signature=0"));
}

#[test]
fn a_wrong_secret_is_noticed() {
    let mut sessions = sessions();
    let mut session = sessions.find("AKIDEXAMPLE").unwrap().clone();
    session.secret_access_key = "x".repeat(40);
    sessions.add(session);
    let result = verify(&get_with_query(), Service::Iot, None, &sessions, now());
    check_refused(result, Problem::InvalidSignature, "The request signature we calculated does not match");
}

#[test]
fn unknown_key_and_wrong_or_missing_token_are_no_client_of_ours() {
    let changes: [fn(&mut Request); 3] = [
        |it| replace_in_authorization(it, "AKIDEXAMPLE", "AKIDOTHER"),
        |it| set(it, "x-amz-security-token", "OTHER"),
        |it| {
            it.headers_mut().remove("x-amz-security-token");
        },
    ];
    for change in changes {
        let mut request = get_with_query();
        change(&mut request);
        check_refused(
            verify_iot(&request),
            Problem::UnrecognizedClient,
            "security token included in the request is invalid",
        );
    }
}

#[test]
fn an_ended_session_is_expired() {
    let mut sessions = sessions();
    let mut session = sessions.find("AKIDEXAMPLE").unwrap().clone();
    session.expiration = now();
    sessions.add(session);
    check_refused(
        verify(&get_with_query(), Service::Iot, None, &sessions, now()),
        Problem::ExpiredToken,
        TOKEN_EXPIRED,
    );
}

#[test]
fn a_clock_more_than_five_minutes_off_is_refused_either_way() {
    let at = |seconds| verify(&get_with_query(), Service::Iot, None, &sessions(), now() + TimeDelta::seconds(seconds));
    assert!(at(300).is_ok() && at(-300).is_ok());
    check_refused(at(301), Problem::InvalidSignature, "Signature expired: 20260102T030405Z is now earlier than");
    check_refused(at(-301), Problem::InvalidSignature, "Signature not yet current");
}

#[test]
fn the_scope_must_be_of_the_service_and_region_addressed() {
    let request = get_with_query();
    check_refused(
        verify(&request, Service::FraudDetector, None, &sessions(), now()),
        Problem::InvalidSignature,
        "Credential should be scoped to correct service: 'frauddetector'",
    );
    check_refused(
        verify(&request, Service::Iot, Some("eu-west-1"), &sessions(), now()),
        Problem::InvalidSignature,
        "Credential should be scoped to a valid region",
    );
}

#[test]
fn a_request_without_a_signature_is_told_so() {
    let mut request = get_with_query();
    request.headers_mut().remove("authorization");
    check_refused(verify_iot(&request), Problem::MissingAuthenticationToken, "Missing Authentication Token");
}

#[test]
fn half_a_signature_is_incomplete() {
    #[track_caller]
    fn check(change: impl FnOnce(&mut Request)) {
        let mut request = get_with_query();
        change(&mut request);
        check_refused(verify_iot(&request), Problem::IncompleteSignature, "");
    }
    check(|it| set(it, "authorization", "Bearer token"));
    check(|it| set(it, "authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/us-east-1/iot/aws4_request"));
    check(|it| replace_in_authorization(it, "/aws4_request", ""));
    check(|it| {
        it.headers_mut().remove("x-amz-date");
    });
}

#[test]
fn what_aws_wants_signed_must_be_signed() {
    for name in SIGNED_WHEN_SENT {
        let mut request = post_of_json();
        replace_in_authorization(&mut request, &format!("{name};"), "");
        replace_in_authorization(&mut request, &format!(";{name}"), "");
        let result = verify(&request, Service::FraudDetector, None, &sessions(), now());
        check_refused(result, Problem::InvalidSignature, &format!("'{name}' must be a 'SignedHeader'"));
    }
}
