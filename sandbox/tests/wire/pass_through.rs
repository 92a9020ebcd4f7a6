//! The path prefix `/aws/{service}/{region}`: signed for the AWS host, sent to the page's own origin.

use bytes::Bytes;
use serde_json::json;

use crate::client::{Answer, Client};

/// Signs for one host and path, then sends to another.
fn through(client: &mut Client, service: &str, signed_region: &'static str, prefix: &str, target: &str) -> Answer {
    client.region = signed_region;
    let host = format!("{service}.{signed_region}.amazonaws.com");
    let mut request = client.request(service, &host, "GET", target, &[], Bytes::new());
    *request.uri_mut() = format!("{prefix}{target}").parse().unwrap();
    request.headers_mut().insert("host", "127.0.0.1:8787".parse().unwrap());
    client.send(request)
}

#[test]
fn a_request_signed_for_the_host_arrives() {
    let mut client = Client::guest();
    let target = "/security-profiles/error-slow%3Ano?x=%2F";
    let answer = through(&mut client, "iot", "eu-west-1", "/aws/iot/eu-west-1", target);
    answer.check_error(404, "ResourceNotFoundException", "error-slow:no");
    let entry = client.control("GET", "requests", &json!(null)).body.as_array().unwrap().last().unwrap().clone();
    assert_eq!((&entry["service"], &entry["region"]), (&json!("iot"), &json!("eu-west-1")));
    assert_eq!(entry["path"], "/security-profiles/error-slow%3Ano");
}

#[test]
fn the_signed_region_must_be_the_prefixs() {
    let mut client = Client::guest();
    let answer = through(&mut client, "iot", "us-east-1", "/aws/iot/eu-west-1", "/security-profiles");
    answer.check_error(403, "InvalidSignatureException", "Credential should be scoped to a valid region");
}

#[test]
fn the_signed_service_must_be_the_prefixs() {
    let mut client = Client::guest();
    let answer = through(&mut client, "frauddetector", "us-east-1", "/aws/iot/us-east-1", "/security-profiles");
    answer.check_error(403, "InvalidSignatureException", "Credential should be scoped to correct service: 'iot'");
}

#[test]
fn services_that_are_not_played_are_not_found() {
    let mut client = Client::guest();
    assert_eq!(through(&mut client, "s3", "us-east-1", "/aws/s3/us-east-1", "/").status, 404);
}
