//! The services' port: hands requests to the sandbox one at a time and does to the connection what it says.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{Response, StatusCode},
};
use chrono::{DateTime, Utc};
use detect_console_sandbox::{Outcome, Sandbox, Settings};
use futures_util::{StreamExt, stream};

/// AWS's own limits are lower; this one only keeps memory safe.
const MAX_BODY_BYTES: usize = 1 << 20;

/// Long enough for the beginning of a cut-off answer to leave the machine.
const BEFORE_CUT: Duration = Duration::from_millis(50);

/// The sandbox, shared by all connections of both ports.
#[derive(Clone, Debug)]
pub(crate) struct Services(Arc<Mutex<Sandbox>>);

impl Services {
    pub(crate) fn new(settings: Settings) -> Self {
        Self(Arc::new(Mutex::new(Sandbox::new(settings, now()))))
    }
}

pub(crate) fn router(services: Services) -> Router {
    Router::new().fallback(call).with_state(services)
}

pub(crate) async fn call(State(Services(sandbox)): State<Services>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let line = format!("{} {}", parts.method, parts.uri);
    let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return response;
    };
    let request = Request::from_parts(parts, body);
    // A panic while answering one request must not take the others' answers away.
    let outcome = sandbox.lock().unwrap_or_else(PoisonError::into_inner).handle(request, now());
    match outcome {
        Outcome::Answer(response) => {
            eprintln!("{line} {}", response.status().as_u16());
            response.map(Body::from)
        }
        Outcome::LateAnswer(delay, response) => {
            eprintln!("{line} {} after {delay:?}", response.status().as_u16());
            tokio::time::sleep(delay).await;
            response.map(Body::from)
        }
        Outcome::ConnectionLost => {
            eprintln!("{line} connection lost");
            cut_off()
        }
    }
}

/// An answer that ends with the connection, after its first byte and before its second.
///
/// Not simply a closed connection: a browser silently sends a request again when a kept-alive connection closes without a
/// byte, and the page would never know. There are no CORS headers either, so a page of another origin sees a failed fetch.
fn cut_off() -> Response<Body> {
    let first = stream::iter([Ok(Bytes::from_static(b"{"))]);
    let cut = stream::once(async {
        tokio::time::sleep(BEFORE_CUT).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    Response::new(Body::from_stream(first.chain(cut)))
}

/// The only clock of the sandbox.
#[expect(clippy::disallowed_methods, reason = "the server runs natively and is where time comes from")]
fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
