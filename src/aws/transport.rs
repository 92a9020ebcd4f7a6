//! HTTP as the client sees it. The browser's is in `aws::fetch`; tests script one.

use std::fmt;

use futures_util::future::LocalBoxFuture;

use super::operation::Method;

/// A request, complete but for the headers that only a browser may set (`host`, `origin`, …).
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// HTTP method.
    pub method: Method,
    /// Absolute, or a path on the page's own origin.
    pub url: String,
    /// In lower case.
    pub headers: Vec<(String, String)>,
    /// `None` where the method takes none.
    pub body: Option<String>,
}

/// A reply, with the headers that the browser lets the page read.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// HTTP status.
    pub status: u16,
    /// In lower case.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: String,
}

// Headers hold the session token, Cognito's bodies the secret key: neither is ever printed.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HttpRequest").field("url", &self.url).finish_non_exhaustive()
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HttpResponse").field("status", &self.status).finish_non_exhaustive()
    }
}

impl HttpResponse {
    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// No reply came back: no network, no such host, a broken connection, or a reply that the browser withholds because
/// it lacks CORS headers. A browser does not tell these apart.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoReply(pub String);

/// Sends a request.
pub trait Transport {
    /// Sends `request`. Dropping the future aborts it.
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse, NoReply>>;
}
