//! The operation of AWS Security Token Service: a form to ask with, XML for an answer.

use detect_console::aws::input::ToJson;
use detect_console::aws::sts::{GetCallerIdentity, GetCallerIdentityResponse};
use detect_console::aws::transport::HttpResponse;
use detect_console::aws::{Cause, ErrorKind, Operation, Service, ServiceError, reply, request};
use serde_json::Value;

/// What the service's XML is read as.
fn translated(xml: &str) -> Option<String> {
    GetCallerIdentity::FACTS.translate.unwrap()(xml)
}

fn read(xml: &str) -> Result<GetCallerIdentityResponse, String> {
    let json: Value = serde_json::from_str(&translated(xml).unwrap()).unwrap();
    reply::read(json).map_err(|error| error.to_string())
}

#[test]
fn the_form_names_the_operation_and_the_version() {
    let request = request::build(GetCallerIdentity::FACTS, GetCallerIdentity.to_json()).unwrap();
    let line = (GetCallerIdentity::FACTS.method.as_str(), request.path.as_str(), request.query.as_str());
    assert_eq!(line, ("POST", "/", ""));
    assert_eq!(request.body, "Action=GetCallerIdentity&Version=2011-06-15");
    let content_type = "application/x-www-form-urlencoded; charset=utf-8".to_owned();
    assert_eq!(request.headers, [("content-type", content_type)]);
}

#[test]
fn a_caller_is_read() {
    // The sample of the API reference, with a path that has to be written otherwise.
    let xml = "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">
  <GetCallerIdentityResult>
   <Arn>arn:aws:iam::123456789012:user/R&amp;D/Alice</Arn>
    <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>";
    let expected = GetCallerIdentityResponse {
        account: "123456789012".to_owned(),
        arn: "arn:aws:iam::123456789012:user/R&D/Alice".to_owned(),
        user_id: "AIDACKCEVSQ6C2EXAMPLE".to_owned(),
    };
    assert_eq!(read(xml), Ok(expected));
}

#[test]
fn an_answer_without_the_account_is_none() {
    let cut = "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/a</Arn><Accou";
    assert_eq!(read(cut), Err("Account is not a text".to_owned()));
    assert_eq!(translated("<html><body><h1>It works!</h1>"), None);
}

#[test]
fn errors_in_xml_are_those_of_every_service() {
    #[track_caller]
    fn check(status: u16, code: &str, message: &str, kind: ErrorKind) {
        let body = format!(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <Error>\n    <Type>Sender</Type>\n    \
             <Code>{code}</Code>\n    <Message>{message}</Message>\n  </Error>\n  <RequestId>r-1</RequestId>\n\
             </ErrorResponse>\n"
        );
        let headers = vec![("x-amzn-requestid".to_owned(), "r-1".to_owned())];
        let error = ServiceError::read(&HttpResponse { status, headers, body: translated(&body).unwrap() }).unwrap();
        assert_eq!((error.code.as_deref(), error.request_id.as_deref()), (Some(code), Some("r-1")));
        assert!(error.message.as_deref().is_some_and(|message| message.ends_with("it's over")), "{error:?}");
        assert_eq!(Cause::Service(error).kind(Service::Sts), kind);
    }
    let words = "it&apos;s over";
    check(403, "ExpiredToken", words, ErrorKind::ExpiredCredentials);
    check(403, "InvalidClientTokenId", words, ErrorKind::InvalidCredentials);
    check(403, "SignatureDoesNotMatch", words, ErrorKind::InvalidCredentials);
    check(403, "SignatureDoesNotMatch", &format!("Signature expired: {words}"), ErrorKind::ClockSkew);
    check(403, "AccessDenied", words, ErrorKind::AccessDenied);
    check(400, "Throttling", words, ErrorKind::Throttled);
    check(400, "ValidationError", words, ErrorKind::Invalid);
    check(400, "InvalidAction", words, ErrorKind::Other);
    check(500, "InternalFailure", words, ErrorKind::ServiceFailure);
    check(503, "ServiceUnavailable", words, ErrorKind::ServiceFailure);
}
