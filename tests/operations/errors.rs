//! The errors that each service declares, in the shape of its protocol.

use detect_console::aws::transport::HttpResponse;
use detect_console::aws::{
    CallError, Cause, ErrorKind, Operation, Region, ServiceError, cognito_identity, fraud_detector, iot,
};

fn response(status: u16, headers: &[(&str, &str)], body: &str) -> HttpResponse {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    HttpResponse { status, headers, body: body.to_owned() }
}

/// The error that a call of `O` fails with.
#[track_caller]
fn error<O: Operation>(response: &HttpResponse) -> CallError {
    let service_error = ServiceError::read(response).unwrap();
    CallError::new(O::FACTS, Region::new("us-east-1").unwrap(), Cause::Service(service_error))
}

/// Checks an error as it comes when its headers are readable, in each of the two shapes AWS IoT was seen to use.
#[track_caller]
fn check_rest(status: u16, code: &str, kind: ErrorKind) {
    for value in [code.to_owned(), format!("{code}:"), format!("{code}:http://internal.amazon.com/coral/")] {
        let error = error::<iot::StartDetectMitigationActionsTask>(&response(
            status,
            &[("x-amzn-errortype", &value), ("x-amzn-requestid", "r-1")],
            r#"{"message":"m","traceId":"t-1"}"#,
        ));
        let expected = ServiceError {
            code: Some(code.to_owned()),
            message: Some("m".to_owned()),
            status,
            request_id: Some("r-1".to_owned()),
        };
        assert_eq!((error.service(), error.kind()), (Some(&expected), kind));
    }
}

/// Checks an error of a service that speaks AWS JSON 1.1.
#[track_caller]
fn check_json<O: Operation>(status: u16, code: &str, kind: ErrorKind) {
    for name in [code.to_owned(), format!("com.amazonaws.example#{code}")] {
        let body = format!(r#"{{"__type":"{name}","message":"m"}}"#);
        let error = error::<O>(&response(status, &[("x-amzn-requestid", "r-1")], &body));
        let found = error.service().unwrap();
        assert_eq!((found.code.as_deref(), found.message.as_deref()), (Some(code), Some("m")));
        assert_eq!((found.request_id.as_deref(), error.kind()), (Some("r-1"), kind));
    }
}

#[test]
fn aws_iot_names_its_errors_in_a_header() {
    check_rest(400, "InvalidRequestException", ErrorKind::Invalid);
    check_rest(400, "ThrottlingException", ErrorKind::Throttled);
    check_rest(400, "TaskAlreadyExistsException", ErrorKind::AlreadyExists);
    check_rest(404, "ResourceNotFoundException", ErrorKind::NotFound);
    check_rest(410, "LimitExceededException", ErrorKind::QuotaExceeded);
    check_rest(500, "InternalFailureException", ErrorKind::ServiceFailure);
    check_rest(403, "AccessDeniedException", ErrorKind::AccessDenied);
    check_rest(403, "ExpiredTokenException", ErrorKind::ExpiredCredentials);
}

#[test]
fn fraud_detector_names_its_errors_in_the_body() {
    let check = check_json::<fraud_detector::GetDetectorVersion>;
    check(400, "ValidationException", ErrorKind::Invalid);
    check(400, "ResourceNotFoundException", ErrorKind::NotFound);
    check(400, "ThrottlingException", ErrorKind::Throttled);
    check(400, "AccessDeniedException", ErrorKind::AccessDenied);
    check(500, "InternalServerException", ErrorKind::ServiceFailure);
}

#[test]
fn cognito_names_its_errors_in_the_body() {
    let check = check_json::<cognito_identity::GetCredentialsForIdentity>;
    check(400, "InvalidParameterException", ErrorKind::Invalid);
    check(400, "ResourceNotFoundException", ErrorKind::NotFound);
    check(400, "NotAuthorizedException", ErrorKind::AccessDenied);
    check(400, "TooManyRequestsException", ErrorKind::Throttled);
    check(400, "ExternalServiceException", ErrorKind::Other);
    check(400, "InvalidIdentityPoolConfigurationException", ErrorKind::Other);
    check(500, "InternalErrorException", ErrorKind::ServiceFailure);
    check_json::<cognito_identity::GetId>(400, "LimitExceededException", ErrorKind::QuotaExceeded);
}

#[test]
fn only_a_fault_of_the_service_leaves_open_whether_a_task_started() {
    let may_have_run = |status, code| {
        let response = response(status, &[("x-amzn-errortype", code)], "{}");
        error::<iot::StartDetectMitigationActionsTask>(&response).may_have_run()
    };
    assert!(may_have_run(500, "InternalFailureException"));
    assert!(may_have_run(503, "ServiceUnavailableException"));
    for (status, code) in [
        (400, "InvalidRequestException"),
        (400, "ThrottlingException"),
        (400, "TaskAlreadyExistsException"),
        (403, "AccessDeniedException"),
        (410, "LimitExceededException"),
    ] {
        assert!(!may_have_run(status, code), "{code}");
    }
}
