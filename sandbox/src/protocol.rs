//! The three protocols: how a request becomes an operation's input, and how results and failures look on the wire.

pub(crate) mod json;
pub(crate) mod query;
pub(crate) mod rest_json;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::{
    failure::Failure,
    operation::{Input, Operation},
    sandbox::{Request, Response},
    service::Service,
    sts,
};

/// Finds the operation that a request calls.
///
/// # Errors
/// What the service answers to a call of nothing.
pub(crate) fn route(service: Service, request: &Request) -> Result<(&'static Operation, Input), Failure> {
    match service {
        Service::Iot => rest_json::route(request),
        Service::FraudDetector | Service::CognitoIdentity | Service::CognitoIdp => json::route(service, request),
        Service::Sts => query::route(request),
    }
}

/// The answer to a call, without the headers that every answer has. STS repeats the request's id in the body.
pub(crate) fn answer(service: Service, result: Result<Value, Failure>, request_id: &str) -> Response {
    match (service, result) {
        (Service::Iot, Ok(output)) => rest_json::success(output),
        (Service::Iot, Err(failure)) => rest_json::failure(&failure),
        (Service::Sts, Ok(output)) => query::success(sts::get_caller_identity::OPERATION.name, &output, request_id),
        (Service::Sts, Err(failure)) => query::failure(&failure, request_id),
        (_, Ok(output)) => json::success(output),
        (_, Err(failure)) => json::failure(service, &failure),
    }
}

/// An answer.
pub(crate) fn response(status: u16, content_type: &'static str, body: &impl ToString) -> Response {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(http::header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Sets a header to a text that may come from anywhere; what cannot stand in a header is dropped.
pub(crate) fn set_header(response: &mut Response, name: &'static str, value: &str) {
    let clean: String = value.chars().filter(|char| char.is_ascii_graphic() || *char == ' ').collect();
    if let Ok(value) = HeaderValue::try_from(clean) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
}

/// AWS leaves absent members out and never writes `null`.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(_, member)| !member.is_null())
                .map(|(name, member)| (name, without_nulls(member)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn absent_members_are_left_out_at_every_depth() {
        let output = json!({"a": null, "b": [{"c": null, "d": 0}], "e": {"f": null}});
        assert_eq!(without_nulls(output), json!({"b": [{"d": 0}], "e": {}}));
    }
}
