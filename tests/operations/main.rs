//! Every operation's exact request, and what becomes of every member of its reply.
//!
//! Names, shapes and samples follow the service models. Whether requests are signed as AWS's own client signs them
//! is `signing_vectors`' business.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cognito_identity;
mod errors;
mod facts;
mod fraud_detector;
mod iot;
mod managed_login;
mod sts;

use detect_console::aws::reply::{self, FromJson};
use detect_console::aws::{Operation, Paginated, request};
use serde_json::{Value, json};

/// An identifier, as a reply would bring it.
fn id<T: FromJson>(text: &str) -> T {
    reply::read(json!(text)).unwrap()
}

/// The output that a reply is read as.
fn read<O: Operation>(reply: Value) -> O::Output {
    reply::read(reply).unwrap()
}

/// Checks the request of an AWS IoT operation: method, path and query as on the wire, and the body if there is one.
#[track_caller]
fn check_rest<O: Operation>(operation: &O, line: &str, body: Option<Value>) {
    let request = request::build(O::FACTS, operation.to_json()).unwrap();
    let separator = if request.query.is_empty() { "" } else { "?" };
    let found = format!("{} {}{separator}{}", O::FACTS.method.as_str(), request.path, request.query);
    assert_eq!(found, line);
    match body {
        Some(body) => {
            assert_eq!(serde_json::from_str::<Value>(&request.body).unwrap(), body);
            assert_eq!(request.headers, [("content-type", "application/json".to_owned())]);
        }
        None => assert_eq!((request.body.as_str(), request.headers.as_slice()), ("", [].as_slice())),
    }
}

/// Checks the request of an operation that speaks AWS JSON 1.1.
#[track_caller]
fn check_json<O: Operation>(operation: &O, target: &str, body: Value) {
    let request = request::build(O::FACTS, operation.to_json()).unwrap();
    assert_eq!((O::FACTS.method.as_str(), request.path.as_str(), request.query.as_str()), ("POST", "/", ""));
    let headers = [("content-type", "application/x-amz-json-1.1".to_owned()), ("x-amz-target", target.to_owned())];
    assert_eq!(request.headers, headers);
    assert_eq!(serde_json::from_str::<Value>(&request.body).unwrap(), body);
}

/// Checks that the page behind a token is asked for by the member that `Pages` adds, and that `reply` is taken
/// apart into one item and the token `after`.
#[track_caller]
fn check_pages<O: Paginated>(operation: O, reply: Value) -> O::Item {
    let mut members = operation.to_json();
    members["nextToken"] = json!("a+b/=");
    let request = request::build(O::FACTS, members).unwrap();
    let (in_query, in_body) = (request.query.contains("nextToken=a%2Bb%2F%3D"), !request.body.is_empty());
    assert!(in_query || in_body && request.body.contains(r#""nextToken":"a+b/=""#), "{request:?}");
    assert_ne!(in_query, in_body, "{request:?}");

    assert_eq!(reply["nextToken"], "after");
    let mut items = O::items(read::<O>(reply));
    assert_eq!(items.len(), 1);
    assert_eq!(O::items(read::<O>(json!({}))).len(), 0);
    items.remove(0)
}
