//! The endpoints under `/_sandbox/`: never signed, open to every origin, for tests and for people at work on the console.
//!
//! | call | does |
//! | --- | --- |
//! | `POST faults` `{"operation":"GetRules","fault":"throttle","times":2}` | makes calls fail, see `faults` |
//! | `GET faults`, `DELETE faults` | lists them, clears them |
//! | `POST clock` `{"offsetSeconds":3600}` | moves the sandbox's clock away from the real time |
//! | `POST reset` | everything as at the start |
//! | `GET requests` | the calls that arrived, oldest first |

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderValue, Method, StatusCode, header};
use serde::Deserialize;

use crate::{
    faults::Fault,
    protocol::set_header,
    sandbox::{Request, Response, Sandbox},
};

const PREFIX: &str = "/_sandbox/";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Clock {
    offset_seconds: i64,
}

pub(crate) fn is_control(request: &Request) -> bool {
    request.uri().path().starts_with(PREFIX)
}

/// Does what is asked. `now` is the time handed in, whatever our clock was set to.
pub(crate) fn handle(sandbox: &mut Sandbox, request: &Request, now: DateTime<Utc>) -> Response {
    let path = request.uri().path().strip_prefix(PREFIX).unwrap_or_default();
    let mut response = match (request.method(), path) {
        (&Method::OPTIONS, _) => no_content(),
        (&Method::POST, "faults") => match serde_json::from_slice::<Fault>(request.body()) {
            Ok(fault) if !fault.hits_something() => refused(StatusCode::BAD_REQUEST, "no such operation"),
            Ok(fault) => {
                sandbox.faults().add(fault);
                no_content()
            }
            Err(error) => refused(StatusCode::BAD_REQUEST, &error.to_string()),
        },
        (&Method::GET, "faults") => list(serde_json::to_vec(sandbox.faults().pending())),
        (&Method::DELETE, "faults") => {
            sandbox.faults().clear();
            no_content()
        }
        (&Method::POST, "clock") => match serde_json::from_slice::<Clock>(request.body()) {
            Ok(clock) => match TimeDelta::try_seconds(clock.offset_seconds).filter(|offset| in_range(now, *offset)) {
                Some(offset) => {
                    sandbox.set_clock_offset(offset);
                    no_content()
                }
                None => refused(StatusCode::BAD_REQUEST, "offsetSeconds is out of range"),
            },
            Err(error) => refused(StatusCode::BAD_REQUEST, &error.to_string()),
        },
        (&Method::POST, "reset") => {
            sandbox.reset(now);
            no_content()
        }
        (&Method::GET, "requests") => list(serde_json::to_vec(sandbox.log().entries())),
        _ => refused(StatusCode::NOT_FOUND, "no such control"),
    };
    set_header(&mut response, "access-control-allow-origin", "*");
    set_header(&mut response, "access-control-allow-methods", "GET,POST,DELETE");
    set_header(&mut response, "access-control-allow-headers", "content-type");
    set_header(&mut response, "cache-control", "no-store");
    response
}

/// A century either way is more than any test needs, and keeps all arithmetic on times safe.
fn in_range(now: DateTime<Utc>, offset: TimeDelta) -> bool {
    offset.abs() <= TimeDelta::days(36_525) && now.checked_add_signed(offset).is_some()
}

fn no_content() -> Response {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

fn list(json: Result<Vec<u8>, serde_json::Error>) -> Response {
    match json {
        Ok(json) => {
            let mut response = Response::new(json.into());
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        Err(error) => refused(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn refused(status: StatusCode, reason: &str) -> Response {
    let mut response = Response::new(format!("{reason}\n").into());
    *response.status_mut() = status;
    response
}
