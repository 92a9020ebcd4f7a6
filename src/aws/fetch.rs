//! The browser's `fetch` as a transport: the only place that sends anything.

use futures_util::future::{FutureExt, LocalBoxFuture};
use gloo_net::http::{RequestBuilder, Response};
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

use super::operation::Method;
use super::transport::{HttpRequest, HttpResponse, NoReply, Transport};

/// Sends through the browser's `fetch`, without cookies, caches, redirects or a referrer.
#[derive(Clone, Copy, Debug)]
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse, NoReply>> {
        async move { send(request).await.map_err(|error| NoReply(error.to_string())) }.boxed_local()
    }
}

async fn send(request: HttpRequest) -> Result<HttpResponse, gloo_net::Error> {
    let abort = AbortOnDrop(AbortController::new().ok());
    let mut builder = RequestBuilder::new(&request.url)
        .method(match request.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
        })
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(abort.0.as_ref().map(AbortController::signal).as_ref());
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let request = match request.body {
        Some(body) => builder.body(body)?,
        None => builder.build()?,
    };
    let response = request.send().await?;
    let headers = headers(&response);
    Ok(HttpResponse { status: response.status(), headers, body: response.text().await? })
}

/// The headers that the browser lets the page read.
fn headers(response: &Response) -> Vec<(String, String)> {
    response.headers().entries().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect()
}

/// Aborts the request when the future that waits for it is dropped. Of no effect once the reply is there.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
