//! Builds, signs, sends and reads: what happens to an operation.

use std::{cell::RefCell, rc::Rc, time::Duration};

use futures_util::future::{FutureExt, LocalBoxFuture};
use serde_json::Value;

use super::call_log::{CallLog, Recorder};
use super::clock::{Clock, TOLERATED_SKEW};
use super::credentials::{Credentials, ProvideCredentials, Refused};
use super::endpoint::{Endpoint, Endpoints};
use super::error::{CallError, Cause, Diagnosis, ErrorKind, ServiceError, request_id};
use super::limiter::Limiter;
use super::operation::{Auth, Effect, Facts, Operation, Paginated};
use super::pages::Pages;
use super::platform::Platform;
use super::reply;
use super::request::{Request, build};
use super::retry::{self, MAXIMUM_ATTEMPTS};
use super::service::{Region, Service};
use super::signing::{Scope, sign};
use super::timestamp::Timestamp;
use super::transport::{HttpRequest, HttpResponse, NoReply, Transport};

/// Calls AWS. Clones share everything.
#[derive(Clone)]
pub struct Client {
    shared: Rc<Shared>,
    credentials: Option<Rc<dyn ProvideCredentials>>,
    /// The chapter of the log that its calls belong to; `None` for the one of the moment.
    chapter: Option<u32>,
}

struct Shared {
    transport: Box<dyn Transport>,
    platform: Rc<dyn Platform>,
    endpoints: Endpoints,
    /// One for each service and region that was called.
    limiters: RefCell<Vec<(Service, Region, Rc<Limiter>)>>,
    clock: Rc<Clock>,
    log: Rc<CallLog>,
}

/// What AWS answered. Not `Debug`: the reply of Cognito holds secrets.
#[derive(Clone, PartialEq)]
pub struct Answer<T> {
    /// The reply, read.
    pub output: T,
    /// The reply as it was received, with the members that this version of the console does not know.
    pub body: String,
    /// Names the request towards AWS, where the browser lets the page read it.
    pub request_id: Option<String>,
}

/// A reply that is not an error, before it is known to be what the operation answers with.
pub(super) struct Reply {
    pub(super) json: Value,
    status: u16,
    pub(super) request_id: Option<String>,
    body: String,
    call: Recorder,
}

impl Reply {
    /// Reads it as what the operation `O`, called in `region`, answers with.
    pub(super) fn read<O: Operation>(mut self, region: &Region) -> Result<Answer<O::Output>, CallError> {
        match reply::read(self.json.take()) {
            Ok(output) => Ok(Answer { output, body: self.body, request_id: self.request_id }),
            Err(error) => Err(self.unreadable(O::FACTS, region, error.to_string())),
        }
    }

    /// The error that it is not what AWS documents, for `reason`.
    pub(super) fn unreadable(self, facts: &'static Facts, region: &Region, reason: String) -> CallError {
        let cause = Cause::Unreadable { status: self.status, request_id: self.request_id, reason };
        self.call.end_with(CallError::new(facts, region.clone(), cause))
    }
}

/// A request that failed, and when the service wants to be asked again.
struct Failure {
    cause: Cause,
    retry_after: Option<Duration>,
}

impl Client {
    /// A client nobody is signed in to: it makes unsigned calls only.
    #[must_use]
    pub fn new(transport: Box<dyn Transport>, platform: Rc<dyn Platform>, endpoints: Endpoints) -> Self {
        let shared = Shared {
            log: Rc::new(CallLog::new(Rc::clone(&platform))),
            clock: Rc::new(Clock::new(Rc::clone(&platform))),
            transport,
            platform,
            endpoints,
            limiters: RefCell::default(),
        };
        Self { shared: Rc::new(shared), credentials: None, chapter: None }
    }

    /// The same client, signing with what `credentials` hands out. Its calls are in the log until the next chapter
    /// begins there.
    #[must_use]
    pub fn signed_with(&self, credentials: Rc<dyn ProvideCredentials>) -> Self {
        let chapter = Some(self.shared.log.chapter());
        Self { shared: Rc::clone(&self.shared), credentials: Some(credentials), chapter }
    }

    /// What was called lately.
    #[must_use]
    pub fn log(&self) -> Rc<CallLog> {
        Rc::clone(&self.shared.log)
    }

    /// The time it is at AWS, as far as it is known.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// The clock that knows AWS's time.
    #[must_use]
    pub fn clock(&self) -> Rc<Clock> {
        Rc::clone(&self.shared.clock)
    }

    /// Where requests to `service` in `region` go.
    #[must_use]
    pub fn endpoint(&self, service: Service, region: &Region) -> Endpoint {
        self.shared.endpoints.resolve(service, region)
    }

    /// The clock, timer and randomness it works with. The clock is the computer's, as it is.
    #[must_use]
    pub fn platform(&self) -> Rc<dyn Platform> {
        Rc::clone(&self.shared.platform)
    }

    /// Carries out `operation` in `region`. Drop the future to abort the request.
    ///
    /// # Errors
    /// Whatever [`Cause`] tells. Repeatable failures have been repeated, and refused credentials renewed, before.
    pub async fn call<O: Operation>(&self, region: &Region, operation: &O) -> Result<Answer<O::Output>, CallError> {
        // Everything that does not depend on the operation's type happens in `exchange`, which is compiled once.
        self.exchange(O::FACTS, region, operation.to_json()).await?.read::<O>(region)
    }

    /// The pages of what `first` lists. Nothing is sent before the first is asked for.
    #[must_use]
    pub fn pages<O: Paginated>(&self, region: &Region, first: O) -> Pages<O> {
        Pages::new(self.clone(), region.clone(), &first)
    }

    /// Sends a request and parses the reply.
    // Boxed, so that the future of each operation's call does not hold all of this one.
    pub(super) fn exchange<'a>(
        &'a self,
        facts: &'static Facts,
        region: &'a Region,
        members: Value,
    ) -> LocalBoxFuture<'a, Result<Reply, CallError>> {
        async move {
            let unsent = |error| CallError::new(facts, region.clone(), Cause::NotSent(error));
            let request = build(facts, members).map_err(unsent)?;
            let call = self.shared.log.begin(self.chapter, &request, region, self.now());
            let response = match self.send(&request, region, &call).await {
                Ok(response) => response,
                Err(error) => return Err(call.end_with(error)),
            };
            call.end();
            let (status, request_id) = (response.status, request_id(&response));
            let text = if response.body.is_empty() { "{}" } else { &response.body };
            let (json, error) = match serde_json::from_str(text) {
                Ok(json) => (json, None),
                Err(error) => (Value::Null, Some(error)),
            };
            let reply = Reply { json, status, request_id, body: response.body, call };
            match error {
                None => Ok(reply),
                Some(error) => {
                    // Not the error's own text, which may quote what was sent: Cognito sends secrets.
                    let reason = format!("not JSON in line {}, column {}", error.line(), error.column());
                    Err(reply.unreadable(facts, region, reason))
                }
            }
        }
        .boxed_local()
    }

    async fn send(&self, request: &Request, region: &Region, call: &Recorder) -> Result<HttpResponse, CallError> {
        let facts = request.facts;
        let fail = |cause| CallError::new(facts, region.clone(), cause);
        let endpoint = self.shared.endpoints.resolve(facts.service, region);
        let limiter = self.limiter(facts.service, region);
        let platform = &*self.shared.platform;

        let mut renewed = false;
        let mut refused = None;
        let mut set_right = false;
        let mut repetitions = 0;
        let mut spent = None;
        loop {
            // Credentials come after the wait for a slot, which may outlast them.
            let permit = limiter.enter(platform).await;
            let credentials = match facts.auth {
                Auth::Unsigned => None,
                Auth::SigV4 => {
                    let provider = self.credentials.as_ref().ok_or_else(|| fail(Cause::SignedOut))?;
                    Some(provider.credentials(refused.as_ref()).await?)
                }
            };
            let sent_at = self.now();
            let outcome = self.attempt(request, &endpoint, region, credentials.as_ref(), call).await;
            drop(permit);
            let Failure { cause, retry_after } = match outcome {
                Ok(response) => {
                    limiter.budget.succeed(spent);
                    return Ok(response);
                }
                Err(failure) => failure,
            };
            let kind = cause.kind(facts.service);
            call.fail(&cause);

            if kind == ErrorKind::ClockSkew
                && !set_right
                && Duration::from_millis(self.now().millis_since(sent_at).unsigned_abs()) >= TOLERATED_SKEW
            {
                // The refusal itself has told the time.
                set_right = true;
                continue;
            }
            if kind == ErrorKind::ExpiredCredentials && !renewed && credentials.is_some() {
                renewed = true;
                refused = credentials.map(|Credentials { access_key_id, .. }| Refused { access_key_id, certain: true });
                continue;
            }
            if retry::is_repeatable(kind, facts.effect)
                && repetitions + 1 < MAXIMUM_ATTEMPTS
                && let Some(cost) = limiter.budget.spend(kind)
            {
                spent = Some(cost);
                let delay = retry::delay(repetitions, kind, retry_after, platform.random());
                repetitions += 1;
                call.repeat(repetitions + 1, delay, kind == ErrorKind::Throttled);
                if kind == ErrorKind::Throttled {
                    limiter.pause(platform.now(), delay);
                } else {
                    platform.sleep(delay).await;
                }
                continue;
            }
            let (Cause::NoAnswer { reason, .. }, Some(credentials)) = (&cause, credentials) else {
                return Err(fail(cause));
            };
            // A request that changes something is never sent again on a guess, and where the browser shows refusals
            // there is nothing to find out.
            let hides_refusals = !facts.service.explains_refusals_across_origins() && !endpoint.same_origin;
            if facts.effect == Effect::Write || !hides_refusals {
                return Err(fail(cause));
            }
            let reason = reason.clone();
            if !platform.is_online() {
                return Err(fail(Cause::NoAnswer { reason, diagnosis: Diagnosis::Offline }));
            }
            let diagnosed = |diagnosis| fail(Cause::NoAnswer { reason, diagnosis });
            if renewed {
                return Err(diagnosed(Diagnosis::HiddenRefusal));
            }
            // The refusal that the browser hides may be one of expired credentials. Renewing them also tells whether
            // there is a network at all.
            renewed = true;
            let used = Refused { access_key_id: credentials.access_key_id, certain: false };
            let Some(provider) = &self.credentials else {
                return Err(fail(Cause::SignedOut));
            };
            match provider.credentials(Some(&used)).await {
                Ok(fresh) if fresh.access_key_id != used.access_key_id => refused = Some(used),
                Ok(_) => return Err(diagnosed(Diagnosis::HiddenRefusal)),
                Err(error) if error.kind() == ErrorKind::NoAnswer => return Err(diagnosed(Diagnosis::Offline)),
                Err(error) => return Err(error),
            }
        }
    }

    /// Sends the request once.
    async fn attempt(
        &self,
        request: &Request,
        endpoint: &Endpoint,
        region: &Region,
        credentials: Option<&Credentials>,
        call: &Recorder,
    ) -> Result<HttpResponse, Failure> {
        let now = self.now();
        let mut headers: Vec<_> =
            request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        if let Some(credentials) = credentials {
            let scope = Scope { host: &endpoint.signing_host, region };
            headers.extend(sign(request, scope, credentials, now));
        }
        let separator = if request.query.is_empty() { "" } else { "?" };
        let sent = HttpRequest {
            method: request.facts.method,
            url: format!("{}{}{separator}{}", endpoint.url, request.path, request.query),
            headers,
            body: (!request.body.is_empty()).then(|| request.body.clone()),
        };
        let sent_at = self.shared.platform.now();
        call.send();
        let answer = self.shared.transport.send(sent).await;
        call.receive(answer.as_ref().ok(), credentials);
        match answer {
            Ok(response) => {
                let duration = self.shared.platform.now().millis_since(sent_at);
                // A computer that slept meanwhile would take its sleep for a difference of clocks.
                if Duration::from_millis(duration.unsigned_abs()) < TOLERATED_SKEW {
                    self.shared.clock.measure(&response);
                }
                read(request.facts, response)
            }
            Err(NoReply(reason)) => Err(Failure {
                cause: Cause::NoAnswer { reason: NoReply(reason), diagnosis: Diagnosis::Unknown },
                retry_after: None,
            }),
        }
    }

    fn limiter(&self, service: Service, region: &Region) -> Rc<Limiter> {
        let mut limiters = self.shared.limiters.borrow_mut();
        if let Some((.., limiter)) = limiters.iter().find(|(of, within, _)| (*of, within) == (service, region)) {
            return Rc::clone(limiter);
        }
        let limiter = Rc::<Limiter>::default();
        limiters.push((service, region.clone(), Rc::clone(&limiter)));
        limiter
    }
}

/// Tells a good reply from an error.
fn read(facts: &Facts, mut response: HttpResponse) -> Result<HttpResponse, Failure> {
    if let Some(json) = facts.translate.and_then(|translate| translate(&response.body)) {
        response.body = json;
    }
    if (200..300).contains(&response.status) {
        return Ok(response);
    }
    let retry_after = response
        .header("x-amz-retry-after")
        .and_then(|milliseconds| milliseconds.parse().ok())
        .map(Duration::from_millis);
    let cause = match ServiceError::read(&response) {
        Ok(error) => Cause::Service(error),
        Err(reason) => Cause::Unreadable { status: response.status, request_id: request_id(&response), reason },
    };
    Err(Failure { cause, retry_after })
}
