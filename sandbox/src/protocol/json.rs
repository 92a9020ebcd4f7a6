//! AWS JSON 1.1, the protocol of Fraud Detector and Cognito: always `POST /`, the operation in `X-Amz-Target`, all input in
//! the body.

use std::collections::BTreeMap;

use http::{Method, header};
use serde_json::{Value, json};

use super::{response, set_header, without_nulls};
use crate::{
    failure::{Failure, Problem},
    operation::{Input, OPERATIONS, Operation},
    sandbox::{Request, Response},
    service::Service,
};

const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

pub(super) fn route(service: Service, request: &Request) -> Result<(&'static Operation, Input), Failure> {
    operation(service, request)
        .map(|operation| {
            (operation, Input { labels: BTreeMap::new(), query: BTreeMap::new(), body: request.body().clone() })
        })
        .ok_or_else(|| Failure::new(Problem::UnknownOperation, ""))
}

fn operation(service: Service, request: &Request) -> Option<&'static Operation> {
    let header = |name| request.headers().get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    let is_json = header(header::CONTENT_TYPE.as_str()) == Some(CONTENT_TYPE);
    let (prefix, name) = header("x-amz-target")?.split_once('.')?;
    let fits = is_json
        && request.method() == Method::POST
        && request.uri().path() == "/"
        && service.target_prefix() == Some(prefix);
    OPERATIONS.iter().find(|operation| fits && operation.service == service && operation.name == name)
}

pub(super) fn success(output: Value) -> Response {
    response(200, CONTENT_TYPE, &without_nulls(output))
}

pub(super) fn failure(service: Service, failure: &Failure) -> Response {
    let code = failure.problem.code(service);
    let body = match failure.problem {
        // The framework under the services speaks for itself here: a namespace, and no message or one with a capital.
        Problem::UnknownOperation => json!({"__type": format!("com.amazon.coral.service#{code}")}),
        Problem::Serialization => {
            json!({"__type": format!("com.amazon.coral.service#{code}"), "Message": failure.message})
        }
        _ => json!({"__type": code, "message": failure.message}),
    };
    let mut response = response(failure.problem.status(service), CONTENT_TYPE, &body);
    set_header(&mut response, "x-amzn-errortype", &format!("{code}:"));
    set_header(&mut response, "x-amzn-errormessage", &failure.message);
    response
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[track_caller]
    fn check(method: &str, path: &str, content_type: &str, target: &str, expected: Option<&str>) {
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", content_type)
            .header("x-amz-target", target)
            .body(Bytes::new())
            .unwrap();
        let found = route(Service::FraudDetector, &request).ok().map(|(operation, _)| operation.name);
        assert_eq!(found, expected);
    }

    #[test]
    fn only_a_post_of_the_right_type_to_the_root_calls_an_operation() {
        let target = "AWSHawksNestServiceFacade.GetDetectors";
        check("POST", "/", CONTENT_TYPE, target, Some("GetDetectors"));
        check("GET", "/", CONTENT_TYPE, target, None);
        check("POST", "/x", CONTENT_TYPE, target, None);
        check("POST", "/", "application/json", target, None);
    }

    #[test]
    fn operations_of_other_services_and_unknown_ones_are_not_found() {
        check("POST", "/", CONTENT_TYPE, "AWSHawksNestServiceFacade.GetId", None);
        check("POST", "/", CONTENT_TYPE, "AWSHawksNestServiceFacade.DeleteDetector", None);
        check("POST", "/", CONTENT_TYPE, "GetDetectors", None);
    }

    #[test]
    fn errors_name_their_type_in_header_and_body() {
        let response = failure(Service::FraudDetector, &Failure::invalid("words"));
        let body: Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(response.status(), 400);
        assert_eq!(response.headers()["x-amzn-errortype"], "ValidationException:");
        assert_eq!(body, json!({"__type": "ValidationException", "message": "words"}));
    }

    #[test]
    fn framework_errors_carry_their_namespace() {
        let response = failure(Service::CognitoIdentity, &Failure::new(Problem::Serialization, "words"));
        let body: Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(body["__type"], "com.amazon.coral.service#SerializationException");
        assert_eq!(body["Message"], "words");
    }
}
