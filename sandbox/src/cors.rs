//! CORS as the services were seen to answer it.
//!
//! IoT allows a fixed list of headers, exposes none, and lets its gateway's refusals go out without any CORS header, so that
//! a page sees a bare network error. The others echo what is asked for and expose what a client needs.
//! Source: preflights recorded 2020-08 to 2021-02.

use bytes::Bytes;
use http::{Method, header};

use crate::{
    failure::{Failure, Problem},
    protocol::{rest_json, set_header},
    sandbox::{Request, Response},
    service::Service,
};

const IOT_HEADERS: &str = "Authorization,X-Amz-Date,X-Amz-Security-Token,x-amzn-iot-principal,X-Amz-Content-Sha256,\
                           X-Amz-User-Agent,Content-Type,x-amzn-principal";
const IOT_METHODS: &str = "OPTIONS,GET,HEAD,POST,PUT,PATCH,DELETE";
const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";
const MAX_AGE_SECONDS: &str = "172800";

/// Whether a request is a browser's question whether it may call.
pub(crate) fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS
}

/// Answers a preflight.
pub(crate) fn preflight(service: Service, request: &Request) -> Response {
    if service == Service::Iot && !rest_json::has_resource(request.uri().path()) {
        let failure = Failure::new(Problem::MissingAuthenticationToken, "Missing Authentication Token");
        return rest_json::failure(&failure);
    }
    let mut response = Response::new(Bytes::new());
    set_header(&mut response, "access-control-allow-origin", "*");
    if service == Service::Iot {
        set_header(&mut response, "access-control-allow-headers", IOT_HEADERS);
        set_header(&mut response, "access-control-allow-methods", IOT_METHODS);
        return response;
    }
    let asked = request.headers().get(header::ACCESS_CONTROL_REQUEST_HEADERS);
    set_header(
        &mut response,
        "access-control-allow-headers",
        asked.and_then(|names| names.to_str().ok()).unwrap_or_default(),
    );
    set_header(&mut response, "access-control-allow-methods", "POST");
    set_header(&mut response, "access-control-expose-headers", EXPOSED);
    set_header(&mut response, "access-control-max-age", MAX_AGE_SECONDS);
    response
}

/// Adds to an answer what lets a page of another origin read it.
pub(crate) fn allow(service: Service, response: &mut Response) {
    match service {
        Service::Iot if response.status() == http::StatusCode::FORBIDDEN => {}
        Service::Iot => set_header(response, "access-control-allow-origin", "*"),
        Service::FraudDetector | Service::CognitoIdentity | Service::CognitoIdp | Service::Sts => {
            set_header(response, "access-control-allow-origin", "*");
            set_header(response, "access-control-expose-headers", EXPOSED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol;

    fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
        response.headers().get(name).map(|value| value.to_str().unwrap())
    }

    fn ask(service: Service, path: &str) -> Response {
        let request = http::Request::options(path)
            .header("access-control-request-headers", "authorization,x-anything")
            .body(Bytes::new());
        preflight(service, &request.unwrap())
    }

    #[test]
    fn iot_allows_its_fixed_list_whatever_is_asked() {
        let response = ask(Service::Iot, "/security-profiles");
        assert_eq!(header(&response, "access-control-allow-headers"), Some(IOT_HEADERS));
        assert!(!IOT_HEADERS.contains("amz-sdk"));
        assert_eq!(header(&response, "access-control-expose-headers"), None);
        assert_eq!(header(&response, "access-control-max-age"), None);
    }

    #[test]
    fn iot_refuses_a_preflight_of_a_path_it_does_not_have() {
        let response = ask(Service::Iot, "/");
        assert_eq!(response.status(), 403);
        assert_eq!(header(&response, "access-control-allow-origin"), None);
    }

    #[test]
    fn json_services_echo_and_expose() {
        let response = ask(Service::FraudDetector, "/");
        assert_eq!(header(&response, "access-control-allow-headers"), Some("authorization,x-anything"));
        assert_eq!(header(&response, "access-control-expose-headers"), Some(EXPOSED));
        assert_eq!(header(&response, "access-control-max-age"), Some("172800"));
    }

    #[test]
    fn only_iots_refusals_are_unreadable() {
        #[track_caller]
        fn check(service: Service, problem: Problem, readable: bool) {
            let mut response = protocol::answer(service, Err(Failure::new(problem, "")), "");
            allow(service, &mut response);
            assert_eq!(header(&response, "access-control-allow-origin").is_some(), readable, "{service:?} {problem:?}");
        }
        check(Service::Iot, Problem::ExpiredToken, false);
        check(Service::Iot, Problem::AccessDenied, false);
        check(Service::Iot, Problem::NotFound, true);
        check(Service::Iot, Problem::Throttled, true);
        check(Service::FraudDetector, Problem::ExpiredToken, true);
        check(Service::CognitoIdentity, Problem::NotAuthorized, true);
        check(Service::CognitoIdp, Problem::RefreshTokenReuse, true);
        check(Service::Sts, Problem::ExpiredToken, true);
    }
}
