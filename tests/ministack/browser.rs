//! What the console has in a browser: HTTP, a clock, chance, and somebody who fills in the login page.

use std::cell::RefCell;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::rc::Rc;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use detect_console::aws::Timestamp;
use detect_console::aws::operation::Method;
use detect_console::aws::platform::Platform;
use detect_console::aws::transport::{HttpRequest, HttpResponse, NoReply, Transport};
use futures_util::future::{FutureExt, LocalBoxFuture};
use percent_encoding::percent_decode_str;
use ureq::Agent;

/// What somebody on the way to AWS does to a request.
pub(crate) type Change = Rc<dyn Fn(&mut HttpRequest)>;

/// Sends requests, each as it is unless it shall be changed, and follows no redirect.
#[derive(Clone)]
pub(crate) struct Browser {
    agent: Agent,
    change: Rc<RefCell<Option<Change>>>,
}

impl Default for Browser {
    fn default() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(30)))
            .build();
        Self { agent: config.into(), change: Rc::default() }
    }
}

impl Browser {
    /// Has every further request of the client changed on its way.
    pub(crate) fn change(&self, change: Option<Change>) {
        *self.change.borrow_mut() = change;
    }

    /// Opens the page `url`, fills in its form and sends it. Where the answer leads, if it leads anywhere.
    pub(crate) fn sign_in(&self, url: &str, username: &str, password: &str) -> Option<String> {
        let page = self.agent.get(url).call().unwrap().into_body().read_to_string().unwrap();
        let attribute = |tag: &str, name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            Some(unescaped(rest.split('"').next()?))
        };
        let form = page.split("<form").nth(1).expect("a form");
        let mut fields: Vec<_> = form
            .split("<input")
            .skip(1)
            .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())))
            .collect();
        for (name, text) in [("username", username), ("password", password)] {
            fields.iter_mut().find(|(known, _)| known == name).expect("a field").1 = text.to_owned();
        }
        let origin: Vec<_> = url.split('/').take(3).collect();
        let action = attribute(form, "action").unwrap();
        let answer = self.agent.post(format!("{}{action}", origin.join("/"))).send_form(fields).unwrap();
        let location = answer.headers().get("location")?;
        Some(location.to_str().unwrap().to_owned())
    }
}

/// Text of an attribute.
fn unescaped(text: &str) -> String {
    let text = text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&amp;", "&")
}

/// A parameter of an address's query.
pub(crate) fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")))?;
    Some(percent_decode_str(value).decode_utf8().unwrap().into_owned())
}

impl Transport for Browser {
    fn send(&self, mut request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse, NoReply>> {
        if let Some(change) = &*self.change.borrow() {
            change(&mut request);
        }
        std::future::ready(self.fetch(&request).map_err(|error| NoReply(error.to_string()))).boxed_local()
    }
}

impl Browser {
    fn fetch(&self, request: &HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let body = request.body.clone().unwrap_or_default();
        let mut sent = ureq::http::Request::builder().method(request.method.as_str()).uri(&request.url);
        for (name, value) in &request.headers {
            sent = sent.header(name, value);
        }
        let response = match request.method {
            Method::Get => self.agent.run(sent.body(())?)?,
            Method::Post | Method::Put => self.agent.run(sent.body(body)?)?,
        };
        let headers = response.headers().iter();
        let headers = headers.filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
        Ok(HttpResponse {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: response.into_body().read_to_string()?,
        })
    }
}

/// The machine's clock and chance.
pub(crate) struct Machine;

impl Platform for Machine {
    #[allow(clippy::disallowed_methods, reason = "works natively")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        Timestamp::from_millis(since.as_millis().try_into().unwrap())
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        thread::sleep(duration);
        std::future::ready(()).boxed_local()
    }

    fn is_online(&self) -> bool {
        true
    }

    fn random_bits(&self) -> u32 {
        // Each has keys by chance.
        let bits = RandomState::new().build_hasher().finish();
        (bits >> 32).try_into().unwrap()
    }
}
