//! Where requests to a service go, and which host they are signed for.

use super::service::{Region, Service};

/// The endpoints that the configuration sets, one a service at most; every other service is called at its own host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints(pub Vec<(Service, Override)>);

/// A configured endpoint. `{region}` stands for the region of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Origin, or origin and prefix, or a path on the page's own origin. No slash at its end.
    pub url: String,
    /// The host the signature is made for, if another than that of `url`: a pass-through forwards there.
    pub signing_host: Option<String>,
}

/// Where one request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// What stands before the operation's path.
    pub url: String,
    /// The host that AWS, or whoever stands in for it, will see.
    pub signing_host: String,
    /// Whether the page's own origin answers, so that every header of the reply is readable.
    pub same_origin: bool,
}

impl Endpoints {
    /// Where requests to `service` in `region` go.
    #[must_use]
    pub fn resolve(&self, service: Service, region: &Region) -> Endpoint {
        let own_host = || service.host(region);
        match self.0.iter().find(|(of, _)| *of == service) {
            None => Endpoint { url: format!("https://{}", own_host()), signing_host: own_host(), same_origin: false },
            Some((_, Override { url, signing_host })) => {
                let url = url.replace("{region}", region.as_str());
                let signing_host = match signing_host {
                    Some(host) => host.replace("{region}", region.as_str()),
                    None => host_of(&url).map_or_else(own_host, ToOwned::to_owned),
                };
                let same_origin = url.starts_with('/');
                Endpoint { url, signing_host, same_origin }
            }
        }
    }
}

/// What a browser sends as `host` for an absolute URL: without the port that goes without saying.
fn host_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    let host = rest.split('/').next()?;
    Some(host.strip_suffix(default_port).unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(override_: Option<(&str, Option<&str>)>, url: &str, signing_host: &str, same_origin: bool) {
        let endpoints = Endpoints(
            override_
                .map(|(url, host)| {
                    let url = url.to_owned();
                    (Service::Iot, Override { url, signing_host: host.map(ToOwned::to_owned) })
                })
                .into_iter()
                .collect(),
        );
        let expected = Endpoint { url: url.to_owned(), signing_host: signing_host.to_owned(), same_origin };
        assert_eq!(endpoints.resolve(Service::Iot, &Region::new("eu-west-1").unwrap()), expected);
    }

    #[test]
    fn a_service_without_override_is_called_at_its_own_host() {
        check(None, "https://iot.eu-west-1.amazonaws.com", "iot.eu-west-1.amazonaws.com", false);
    }

    #[test]
    fn an_overridden_endpoint_is_also_the_signed_host() {
        check(Some(("http://127.0.0.1:8788", None)), "http://127.0.0.1:8788", "127.0.0.1:8788", false);
    }

    #[test]
    fn a_port_that_browsers_leave_out_is_not_signed() {
        check(Some(("https://iot.example:443", None)), "https://iot.example:443", "iot.example", false);
        check(Some(("http://localhost:80/aws", None)), "http://localhost:80/aws", "localhost", false);
    }

    #[test]
    fn a_pass_through_is_signed_for_the_host_behind_it() {
        check(
            Some(("/aws/iot/{region}", Some("iot.{region}.amazonaws.com"))),
            "/aws/iot/eu-west-1",
            "iot.eu-west-1.amazonaws.com",
            true,
        );
    }
}
