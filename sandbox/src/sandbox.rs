//! The sandbox: from a request and a time to an answer.

use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;
use http::{HeaderValue, StatusCode, header};

use crate::{
    address::{self, Addressed},
    control, cors,
    failure::Failure,
    faults::{self, Faults, Kind, Mishap},
    managed_login,
    operation::{Context, Input, Operation},
    protocol::{self, set_header},
    request_log::{Entry, RequestLog},
    roles::Caller,
    sessions::{self, Sessions},
    settings::{REGION, Settings},
    signature,
    tasks::Tasks,
    timestamp,
    user_pool::UserPool,
    world::World,
};

/// A request, its body read to the end.
pub type Request = http::Request<Bytes>;

/// An answer.
pub type Response = http::Response<Bytes>;

/// What becomes of a request.
#[derive(Debug)]
pub enum Outcome {
    /// An answer, at once.
    Answer(Response),
    /// An answer after a while.
    LateAnswer(Duration, Response),
    /// None: the connection breaks.
    ConnectionLost,
}

/// The AWS services in memory.
#[derive(Debug)]
pub struct Sandbox {
    settings: Settings,
    world: World,
    sessions: Sessions,
    tasks: Tasks,
    user_pool: UserPool,
    faults: Faults,
    log: RequestLog,
    /// How far our clock is ahead of the time handed in.
    clock_offset: TimeDelta,
    /// For request ids.
    random: Rng,
}

impl Sandbox {
    /// A new world. Its times lie before `now`.
    #[must_use]
    pub fn new(settings: Settings, now: DateTime<Utc>) -> Self {
        Self {
            world: World::generate(settings.seed, settings.sizes, now),
            sessions: Sessions::new(settings.seed, settings.session_duration),
            tasks: Tasks::default(),
            user_pool: UserPool::new(settings.seed, settings.token_duration),
            faults: Faults::default(),
            log: RequestLog::default(),
            clock_offset: TimeDelta::zero(),
            random: Rng::with_seed(settings.seed),
            settings,
        }
    }

    /// Answers a request that arrives at `now`.
    pub fn handle(&mut self, request: Request, now: DateTime<Utc>) -> Outcome {
        if control::is_control(&request) {
            return Outcome::Answer(control::handle(self, &request, now));
        }
        let now = now + self.clock_offset;
        if managed_login::is_managed_login(&request) {
            return Outcome::Answer(self.managed_login(&request, now));
        }
        let Some(addressed) = address::resolve(request) else {
            let mut response = Response::new(Bytes::from_static(b"No such service in the sandbox\n"));
            *response.status_mut() = StatusCode::NOT_FOUND;
            return Outcome::Answer(response);
        };
        if cors::is_preflight(&addressed.request) {
            let mut response = cors::preflight(addressed.service, &addressed.request);
            stamp(&mut response, &self.request_id(), now);
            return Outcome::Answer(response);
        }
        let service = addressed.service;
        let mut entry = entry(&addressed.request, service.name(), addressed.region.as_deref(), service.is_signed());
        let outcome = match protocol::route(addressed.service, &addressed.request) {
            Ok((operation, input)) => {
                entry.operation = Some(operation.name);
                self.call(operation, &input, &addressed, now, &mut entry.region)
            }
            Err(failure) => Outcome::Answer(self.answer(&addressed, Err(failure), now)),
        };
        entry.status = match &outcome {
            Outcome::Answer(response) | Outcome::LateAnswer(_, response) => Some(response.status().as_u16()),
            Outcome::ConnectionLost => None,
        };
        self.log.add(entry);
        outcome
    }

    fn managed_login(&mut self, request: &Request, now: DateTime<Utc>) -> Response {
        let mut response = managed_login::handle(request, &mut self.user_pool, &self.settings, now);
        stamp(&mut response, &self.request_id(), now);
        if !cors::is_preflight(request) {
            let status = Some(response.status().as_u16());
            self.log.add(Entry { status, ..entry(request, managed_login::NAME, None, false) });
        }
        response
    }

    /// Checks who calls, lets a fault strike, runs the operation if the caller may.
    fn call(
        &mut self,
        operation: &Operation,
        input: &Input,
        addressed: &Addressed,
        now: DateTime<Utc>,
        logged_region: &mut Option<String>,
    ) -> Outcome {
        let caller = match self.authenticate(addressed, now) {
            Ok(caller) => caller,
            Err(refusal) => return Outcome::Answer(self.answer(addressed, Err(refusal), now)),
        };
        *logged_region = Some(caller.region.clone());
        let Some(Mishap { kind, delay_ms }) = self.faults.strike(operation, input) else {
            let result = self.run(operation, input, &caller, now);
            return Outcome::Answer(self.answer(addressed, result, now));
        };
        let server_time = if kind == Kind::SkewedClock { now + faults::SKEW } else { now };
        if let Some(failure) = kind.failure(operation, &caller, now) {
            return Outcome::Answer(self.answer(addressed, Err(failure), server_time));
        }
        if kind == Kind::Drop {
            return Outcome::ConnectionLost;
        }
        let result = self.run(operation, input, &caller, now);
        if kind == Kind::LostAnswer {
            return Outcome::ConnectionLost;
        }
        let mut response = self.answer(addressed, result, server_time);
        match kind {
            Kind::Slow => Outcome::LateAnswer(Duration::from_millis(delay_ms), response),
            Kind::Garbage => {
                *response.status_mut() = StatusCode::OK;
                *response.body_mut() = Bytes::from_static(b"<html><body><h1>It works!</h1>");
                Outcome::Answer(response)
            }
            _ => Outcome::Answer(response),
        }
    }

    /// Who calls, once it is known to be one of our sessions.
    fn authenticate(&self, addressed: &Addressed, now: DateTime<Utc>) -> Result<Caller, Failure> {
        let region = addressed.region.as_deref();
        if addressed.service.is_signed() {
            signature::verify(&addressed.request, addressed.service, region, &self.sessions, now)
        } else {
            Ok(Caller { role: None, region: region.unwrap_or(REGION).to_owned() })
        }
    }

    fn run(
        &mut self,
        operation: &Operation,
        input: &Input,
        caller: &Caller,
        now: DateTime<Utc>,
    ) -> Result<serde_json::Value, Failure> {
        let region = &caller.region;
        if let Some(role) = caller.role {
            role.check(operation, region)?;
        }
        let mut context = Context {
            now,
            region,
            role: caller.role,
            world: &self.world,
            sessions: &mut self.sessions,
            tasks: &mut self.tasks,
            user_pool: &mut self.user_pool,
            settings: &self.settings,
        };
        let result = (operation.run)(input, &mut context);
        debug_assert!(
            result.as_ref().err().is_none_or(|failure| operation.may_answer(failure.problem)),
            "{} answered {result:?}, which it does not declare",
            operation.name
        );
        result
    }

    fn answer(
        &mut self,
        addressed: &Addressed,
        result: Result<serde_json::Value, Failure>,
        now: DateTime<Utc>,
    ) -> Response {
        let request_id = self.request_id();
        let mut response = protocol::answer(addressed.service, result, &request_id);
        cors::allow(addressed.service, &mut response);
        stamp(&mut response, &request_id, now);
        response
    }

    fn request_id(&mut self) -> String {
        sessions::uuid(&mut self.random)
    }

    /// Everything as at the start, made anew at `now`.
    pub(crate) fn reset(&mut self, now: DateTime<Utc>) {
        *self = Self::new(self.settings.clone(), now);
    }

    pub(crate) fn set_clock_offset(&mut self, offset: TimeDelta) {
        self.clock_offset = offset;
    }

    pub(crate) fn faults(&mut self) -> &mut Faults {
        &mut self.faults
    }

    pub(crate) fn log(&self) -> &RequestLog {
        &self.log
    }
}

/// What every answer carries: a request id and the service's own time.
fn stamp(response: &mut Response, request_id: &str, now: DateTime<Utc>) {
    set_header(response, "x-amzn-requestid", request_id);
    set_header(response, "date", &timestamp::http_date(now));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// What the log keeps of a request. The body of one that is not signed may carry tokens.
fn entry(request: &Request, service: &'static str, region: Option<&str>, is_signed: bool) -> Entry {
    let body = request.body();
    let is_recorded = is_signed && !body.is_empty();
    Entry {
        operation: None,
        service,
        region: region.map(str::to_owned),
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().map(str::to_owned),
        status: None,
        body: is_recorded.then(|| String::from_utf8_lossy(body).into_owned()),
        headers: request.headers().keys().map(|name| name.as_str().to_owned()).collect(),
        bytes: body.len(),
    }
}
