//! rest-json, IoT's protocol: the operation is in method and path, input in path, query and body.
//!
//! IoT stands behind an API gateway, which answers for itself when no resource matches or a caller is refused.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::{response, set_header, without_nulls};
use crate::{
    failure::{Failure, Problem},
    operation::{Input, OPERATIONS, Operation},
    sandbox::{Request, Response},
    service::Service,
};

const CONTENT_TYPE: &str = "application/json";

pub(super) fn route(request: &Request) -> Result<(&'static Operation, Input), Failure> {
    let path = request.uri().path();
    let (operation, labels) = OPERATIONS
        .iter()
        .filter(|operation| operation.service == Service::Iot && operation.method == request.method().as_str())
        .find_map(|operation| Some((operation, labels(operation.path, path)?)))
        // What the gateway says to any call of a resource it does not have, signed or not.
        .ok_or_else(|| Failure::new(Problem::MissingAuthenticationToken, "Missing Authentication Token"))?;
    let query = query(request.uri().query().unwrap_or_default());
    Ok((operation, Input { labels, query, body: request.body().clone() }))
}

/// Whether any operation has this path, whatever the method.
pub(crate) fn has_resource(path: &str) -> bool {
    OPERATIONS.iter().any(|operation| operation.service == Service::Iot && labels(operation.path, path).is_some())
}

pub(super) fn success(output: Value) -> Response {
    response(200, CONTENT_TYPE, &without_nulls(output))
}

pub(crate) fn failure(failure: &Failure) -> Response {
    let code = failure.problem.code(Service::Iot);
    let body = match failure.problem {
        // The gateway spells the member with a capital here, and nowhere else.
        Problem::AccessDenied => json!({"Message": failure.message}),
        problem if problem.is_refusal() => json!({"message": failure.message}),
        _ => json!({"message": failure.message, "traceId": "00000000-0000-4000-8000-000000000000"}),
    };
    let mut response = response(failure.problem.status(Service::Iot), CONTENT_TYPE, &body);
    // The service ends its codes with a colon, its gateway does not.
    let suffix = if failure.problem.is_refusal() { "" } else { ":" };
    set_header(&mut response, "x-amzn-errortype", &format!("{code}{suffix}"));
    response
}

/// The values of a template's labels, or `None` where the path is not of that form.
fn labels(template: &'static str, path: &str) -> Option<BTreeMap<&'static str, String>> {
    let mut labels = BTreeMap::new();
    let mut actual = path.split('/');
    for expected in template.split('/') {
        let actual = actual.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(_) if actual.is_empty() => return None,
            Some(name) => {
                labels.insert(name, decode(actual));
            }
            None if expected == actual => {}
            None => return None,
        }
    }
    actual.next().is_none().then_some(labels)
}

/// The members of a query or a form, percent-decoded.
pub(super) fn query(text: &str) -> BTreeMap<String, String> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[track_caller]
    fn check(method: &str, target: &str, expected: Option<(&str, &str)>) {
        let request = http::Request::builder().method(method).uri(target).body(Bytes::new());
        let found = route(&request.unwrap()).ok();
        let found = found
            .as_ref()
            .map(|(operation, input)| (operation.name, input.labels.values().next().map_or("", String::as_str)));
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_are_percent_decoded_once() {
        check("GET", "/security-profiles/a%3Ab%2Fc%2525", Some(("DescribeSecurityProfile", "a:b/c%25")));
    }

    #[test]
    fn method_tells_operations_on_one_path_apart() {
        let path = "/detect/mitigationactions/tasks/t";
        check("PUT", path, Some(("StartDetectMitigationActionsTask", "t")));
        check("GET", path, Some(("DescribeDetectMitigationActionsTask", "t")));
        check("POST", path, None);
    }

    #[test]
    fn paths_match_as_a_whole() {
        check("GET", "/security-profiles", Some(("ListSecurityProfiles", "")));
        check("GET", "/security-profiles/", None);
        check("GET", "/security-profiles/a/b", None);
        check("GET", "/", None);
    }

    #[test]
    fn query_values_are_decoded_and_may_be_missing() {
        let found = query("nextToken=a%2Bb%3D&flag&x=1=2");
        let expected = [("flag", ""), ("nextToken", "a+b="), ("x", "1=2")];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    }

    #[test]
    fn refusals_look_like_the_gateways_and_errors_like_the_services() {
        #[track_caller]
        fn check(problem: Problem, status: u16, header: &str, member: &str) {
            let response = failure(&Failure::new(problem, "words"));
            let body: Value = serde_json::from_slice(response.body()).unwrap();
            assert_eq!(response.status(), status);
            assert_eq!(response.headers()["x-amzn-errortype"], header);
            assert_eq!(body[member], "words");
        }
        check(Problem::AccessDenied, 403, "AccessDeniedException", "Message");
        check(Problem::InvalidSignature, 403, "InvalidSignatureException", "message");
        check(Problem::NotFound, 404, "ResourceNotFoundException:", "message");
        check(Problem::LimitExceeded, 410, "LimitExceededException:", "message");
        check(Problem::Throttled, 400, "ThrottlingException:", "message");
        check(Problem::Internal, 500, "InternalFailureException:", "message");
    }
}
