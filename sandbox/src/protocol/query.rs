//! AWS query, the protocol of STS: always `POST /`, operation and version in a form, answers in XML.

use http::{Method, header};
use serde_json::Value;

use super::{response, rest_json};
use crate::{
    failure::{Failure, Problem},
    operation::{Input, OPERATIONS, Operation},
    sandbox::{Request, Response},
    service::Service,
};

const CONTENT_TYPE: &str = "text/xml";
const FORM: &str = "application/x-www-form-urlencoded";
const VERSION: &str = "2011-06-15";
const NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// Whether a request looks like one of this protocol.
pub(crate) fn is_query(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path() == "/" && media_type(request) == FORM
}

fn media_type(request: &Request) -> &str {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.and_then(|value| value.split(';').next()).unwrap_or_default()
}

pub(super) fn route(request: &Request) -> Result<(&'static Operation, Input), Failure> {
    let form = rest_json::query(&String::from_utf8_lossy(request.body()));
    let [action, version] = ["Action", "Version"].map(|name| form.get(name).map_or("", String::as_str));
    OPERATIONS
        .iter()
        .find(|operation| operation.service == Service::Sts && operation.name == action)
        .filter(|_| is_query(request) && version == VERSION)
        .map(|operation| (operation, Input::default()))
        .ok_or_else(|| {
            let message = format!("Could not find operation {action} for version {version}");
            Failure::new(Problem::UnknownOperation, message)
        })
}

/// The members of the answer to `operation`, texts all.
pub(super) fn success(operation: &str, output: &Value, request_id: &str) -> Response {
    let members: String = output
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some(format!("    <{name}>{}</{name}>\n", escaped(value.as_str()?))))
        .collect();
    let body = format!(
        "<{operation}Response xmlns=\"{NAMESPACE}\">\n  <{operation}Result>\n{members}  </{operation}Result>\n  \
         <ResponseMetadata>\n    <RequestId>{request_id}</RequestId>\n  </ResponseMetadata>\n</{operation}Response>\n"
    );
    response(200, CONTENT_TYPE, &body)
}

pub(super) fn failure(failure: &Failure, request_id: &str) -> Response {
    let status = failure.problem.status(Service::Sts);
    let party = if status < 500 { "Sender" } else { "Receiver" };
    let (code, message) = (failure.problem.code(Service::Sts), escaped(&failure.message));
    let body = format!(
        "<ErrorResponse xmlns=\"{NAMESPACE}\">\n  <Error>\n    <Type>{party}</Type>\n    <Code>{code}</Code>\n    \
         <Message>{message}</Message>\n  </Error>\n  <RequestId>{request_id}</RequestId>\n</ErrorResponse>\n"
    );
    response(status, CONTENT_TYPE, &body)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            _ => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(method: &str, content_type: &str, body: &'static str, expected: Option<&str>) {
        let request = http::Request::builder().method(method).uri("/").header("content-type", content_type);
        let found = route(&request.body(Bytes::from_static(body.as_bytes())).unwrap());
        assert_eq!(found.ok().map(|(operation, _)| operation.name), expected);
    }

    #[test]
    fn the_form_names_operation_and_version() {
        let body = "Action=GetCallerIdentity&Version=2011-06-15";
        check("POST", FORM, body, Some("GetCallerIdentity"));
        check("POST", "application/x-www-form-urlencoded; charset=utf-8", body, Some("GetCallerIdentity"));
        check("GET", FORM, body, None);
        check("POST", "application/json", body, None);
        check("POST", FORM, "Action=GetCallerIdentity&Version=2010-01-01", None);
        check("POST", FORM, "Action=GetDetectors&Version=2011-06-15", None);
        check("POST", FORM, "", None);
    }

    #[test]
    fn answers_are_xml_whatever_the_text() {
        let response = success("Example", &json!({"A": "<&>\"'", "B": null}), "id-1");
        let body = String::from_utf8_lossy(response.body()).into_owned();
        assert_eq!(response.headers()["content-type"], "text/xml");
        assert!(body.starts_with("<ExampleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"), "{body}");
        assert!(body.contains("<A>&lt;&amp;&gt;&quot;&apos;</A>") && !body.contains("<B>"), "{body}");
        assert!(body.contains("<RequestId>id-1</RequestId>"), "{body}");
    }

    #[test]
    fn errors_say_whose_fault_it_is() {
        let check = |problem, status, party: &str, code: &str| {
            let response = failure(&Failure::new(problem, "words"), "id-1");
            let body = String::from_utf8_lossy(response.body()).into_owned();
            assert_eq!(response.status(), status);
            assert!(body.contains(&format!("<Type>{party}</Type>\n    <Code>{code}</Code>")), "{body}");
            assert!(body.contains("<Message>words</Message>"), "{body}");
        };
        check(Problem::ExpiredToken, 403, "Sender", "ExpiredToken");
        check(Problem::Throttled, 400, "Sender", "Throttling");
        check(Problem::Internal, 500, "Receiver", "InternalFailure");
    }
}
