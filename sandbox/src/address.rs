//! Which service and region a request is for.
//!
//! Three ways lead here: a pass-through prefix, an AWS host name, or the sandbox's own origin, where all services share one
//! port and `X-Amz-Target` tells them apart; STS's form takes the place of that header.

use http::{HeaderValue, Method, Uri, header};

use crate::{protocol::query, sandbox::Request, service::Service};

/// Path prefix of the pass-through, as a CDN in front of AWS would offer it.
const PASS_THROUGH: &str = "/aws/";

/// A request and whom it is for.
#[derive(Debug)]
pub(crate) struct Addressed {
    /// As the service receives it: no prefix, and with the service's host where there was one.
    pub(crate) request: Request,
    pub(crate) service: Service,
    /// The region of the host that was addressed; `None` on the sandbox's own origin, which stands for all regions.
    pub(crate) region: Option<String>,
}

/// Finds out whom a request is for. `None` when it names a service that is not played here.
pub(crate) fn resolve(mut request: Request) -> Option<Addressed> {
    if let Some(rest) = request.uri().path().strip_prefix(PASS_THROUGH) {
        let mut parts = rest.splitn(3, '/');
        let service = Service::by_name(parts.next()?)?;
        let region = parts.next().filter(|region| is_region(region))?.to_owned();
        let path = format!("/{}", parts.next().unwrap_or_default());
        let target = match request.uri().query() {
            Some(query) => format!("{path}?{query}"),
            None => path,
        };
        *request.uri_mut() = Uri::try_from(target).ok()?;
        let host = format!("{}.{region}.amazonaws.com", service.name());
        request.headers_mut().insert(header::HOST, HeaderValue::try_from(host).ok()?);
        return Some(Addressed { request, service, region: Some(region) });
    }
    if let Some((service, region)) = by_host(&request) {
        return Some(Addressed { request, service, region: Some(region) });
    }
    let service = by_target(&request)?;
    Some(Addressed { request, service, region: None })
}

fn by_host(request: &Request) -> Option<(Service, String)> {
    let host = request.headers().get(header::HOST)?.to_str().ok()?;
    let (service, region) = host.strip_suffix(".amazonaws.com")?.split_once('.')?;
    Some((Service::by_name(service)?, region.to_owned()))
}

/// By the prefix of `X-Amz-Target`; without that header it is STS's if it looks like a query, else IoT's. A preflight shows
/// no header values, only that the header will be there: it is answered as Fraud Detector, whose CORS answers are those of
/// every service but IoT. IoT has nothing at the path that STS is asked at.
fn by_target(request: &Request) -> Option<Service> {
    if request.method() == Method::OPTIONS {
        let asks_for_target = request
            .headers()
            .get(header::ACCESS_CONTROL_REQUEST_HEADERS)
            .and_then(|names| names.to_str().ok())
            .is_some_and(|names| names.split(',').any(|name| name.trim().eq_ignore_ascii_case("x-amz-target")));
        let method = request.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD);
        let will_post = method.is_some_and(|method| method == "POST") && request.uri().path() == "/";
        return Some(match (asks_for_target, will_post) {
            (true, _) => Service::FraudDetector,
            (false, true) => Service::Sts,
            (false, false) => Service::Iot,
        });
    }
    let Some(target) = request.headers().get("x-amz-target") else {
        return Some(if query::is_query(request) { Service::Sts } else { Service::Iot });
    };
    let prefix = target.to_str().ok()?.split('.').next();
    Service::ALL.into_iter().find(|service| service.target_prefix().is_some() && service.target_prefix() == prefix)
}

fn is_region(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[track_caller]
    fn check(builder: http::request::Builder, expected: Option<(Service, Option<&str>, &str, &str)>) {
        let request = builder.body(Bytes::new()).unwrap();
        let addressed = resolve(request);
        let found = addressed.as_ref().map(|it| {
            let host = it.request.headers().get(header::HOST).map_or("", |host| host.to_str().unwrap());
            (it.service, it.region.as_deref(), host, it.request.uri().path_and_query().unwrap().as_str())
        });
        assert_eq!(found, expected);
    }

    fn get(path: &str) -> http::request::Builder {
        http::Request::get(path).header("host", "127.0.0.1:1")
    }

    #[test]
    fn prefix_is_stripped_and_the_host_replaced() {
        check(
            get("/aws/iot/eu-west-1/security-profiles/a%3Ab?x=%2F"),
            Some((Service::Iot, Some("eu-west-1"), "iot.eu-west-1.amazonaws.com", "/security-profiles/a%3Ab?x=%2F")),
        );
        check(
            get("/aws/cognito-identity/us-east-1"),
            Some((Service::CognitoIdentity, Some("us-east-1"), "cognito-identity.us-east-1.amazonaws.com", "/")),
        );
    }

    #[test]
    fn unknown_services_and_odd_regions_are_nobodys() {
        check(get("/aws/s3/us-east-1/x"), None);
        check(get("/aws/iot/us_east_1/x"), None);
        check(get("/").header("x-amz-target", "DynamoDB_20120810.GetItem"), None);
    }

    #[test]
    fn own_origin_tells_services_apart_by_target() {
        let host = "127.0.0.1:1";
        check(get("/x"), Some((Service::Iot, None, host, "/x")));
        check(
            get("/").header("x-amz-target", "AWSCognitoIdentityService.GetId"),
            Some((Service::CognitoIdentity, None, host, "/")),
        );
        let form =
            |request: http::request::Builder| request.header("content-type", "application/x-www-form-urlencoded");
        check(form(http::Request::post("/")), Some((Service::Sts, None, "", "/")));
        check(form(http::Request::post("/x")), Some((Service::Iot, None, "", "/x")));
    }

    #[test]
    fn preflight_that_asks_for_a_target_is_a_json_services() {
        let preflight =
            |names| http::Request::options("/").header("host", "h").header("access-control-request-headers", names);
        check(preflight("authorization,x-amz-target"), Some((Service::FraudDetector, None, "h", "/")));
        check(preflight("authorization,x-amz-date"), Some((Service::Iot, None, "h", "/")));
    }

    #[test]
    fn preflight_of_a_post_without_target_is_stss() {
        let preflight = |path| {
            http::Request::options(path)
                .header("access-control-request-headers", "authorization")
                .header("access-control-request-method", "POST")
        };
        check(preflight("/"), Some((Service::Sts, None, "", "/")));
        check(preflight("/x"), Some((Service::Iot, None, "", "/x")));
    }
}
