//! What was called lately, for people who want to see what the console does.
//!
//! No secret gets here: headers are not taken at all but for the request id, bodies only of operations whose facts say
//! that they hold none, and of a failure only what [`ServiceError`](super::ServiceError) keeps.

mod call;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

pub use self::call::{Attempt, Body, Call, Problem, Retry, State};
use super::credentials::Credentials;
use super::error::{CallError, Cause, request_id};
use super::operation::Bodies;
use super::platform::Platform;
use super::request::Request;
use super::service::Region;
use super::timestamp::Timestamp;
use super::transport::HttpResponse;

/// How many calls are kept.
pub const MAXIMUM_CALLS: usize = 500;
/// How much text of all calls is kept, in bytes.
pub const MAXIMUM_TEXT: usize = 4 << 20;
/// How much of one body is kept, in bytes.
pub const MAXIMUM_BODY: usize = 64 << 10;

/// What stands for a session token that an answer repeats.
const REMOVED: &str = "[removed]";

/// What is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// Calls that have not ended.
    pub calls: usize,
    /// The repetition that is waited for longest.
    pub retry: Option<Retry>,
}

/// The last calls, as many as the limits allow.
pub struct CallLog {
    platform: Rc<dyn Platform>,
    calls: RefCell<VecDeque<Rc<RefCell<Call>>>>,
    /// Calls begun so far.
    begun: Cell<u32>,
    dropped: Cell<u32>,
    changes: Cell<u32>,
    chapter: Cell<u32>,
}

impl CallLog {
    /// An empty one, which measures time by `platform`'s clock.
    #[must_use]
    pub fn new(platform: Rc<dyn Platform>) -> Self {
        Self {
            platform,
            calls: RefCell::default(),
            begun: Cell::default(),
            dropped: Cell::default(),
            changes: Cell::default(),
            chapter: Cell::default(),
        }
    }

    /// Shows each call to `look`, the first one first.
    pub fn each(&self, mut look: impl FnMut(&Call)) {
        self.calls.borrow().iter().for_each(|call| look(&call.borrow()));
    }

    /// What has not ended.
    #[must_use]
    pub fn under_way(&self) -> UnderWay {
        let mut under_way = UnderWay::default();
        self.each(|call| {
            under_way.calls += usize::from(!call.has_ended());
            if let State::Retrying(retry) = call.state
                && under_way.retry.is_none_or(|other| other.at < retry.at)
            {
                under_way.retry = Some(retry);
            }
        });
        under_way
    }

    /// Counts what has changed: the same number, the same log.
    #[must_use]
    pub fn changes(&self) -> u32 {
        self.changes.get()
    }

    /// How many calls have made room for later ones.
    #[must_use]
    pub fn dropped(&self) -> u32 {
        self.dropped.get()
    }

    /// Forgets the calls that have ended.
    pub fn clear(&self) {
        self.calls.borrow_mut().retain(|call| !call.borrow().has_ended());
        self.dropped.set(0);
        self.change();
    }

    /// Forgets everything, also of what is under way and of what clients of this chapter will call. For when what comes
    /// next is another person's.
    pub fn begin_chapter(&self) {
        self.calls.take();
        self.dropped.set(0);
        self.chapter.set(self.chapter.get() + 1);
        self.change();
    }

    pub(super) fn chapter(&self) -> u32 {
        self.chapter.get()
    }

    /// Takes down that a call begins `now`, unless its client is of an earlier `chapter`.
    pub(super) fn begin(
        self: &Rc<Self>,
        chapter: Option<u32>,
        request: &Request,
        region: &Region,
        now: Timestamp,
    ) -> Recorder {
        self.begun.set(self.begun.get() + 1);
        let (path, query) = match request.facts.bodies {
            Bodies::Open => (request.path.clone(), request.query.clone()),
            Bodies::Secret => (request.facts.path.to_owned(), String::new()),
        };
        let call = Rc::new(RefCell::new(Call {
            number: self.begun.get(),
            revision: 0,
            facts: request.facts,
            region: region.clone(),
            began: now,
            path,
            query,
            request: Body::sent(request.facts, &request.body),
            reply: None,
            attempts: Vec::new(),
            state: State::Waiting,
            duration: None,
            clock: self.platform.now(),
        }));
        if chapter.is_none_or(|chapter| chapter == self.chapter.get()) {
            self.calls.borrow_mut().push_back(Rc::clone(&call));
            self.trim();
            self.change();
        }
        Recorder { log: Rc::clone(self), call }
    }

    /// Drops the first calls until the rest is within the limits.
    fn trim(&self) {
        let mut calls = self.calls.borrow_mut();
        let mut text: usize = calls.iter().map(|call| call.borrow().text()).sum();
        while calls.len() > MAXIMUM_CALLS || text > MAXIMUM_TEXT {
            let Some(first) = calls.pop_front() else { return };
            text -= first.borrow().text();
            self.dropped.set(self.dropped.get() + 1);
        }
    }

    fn change(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }
}

/// Takes down what becomes of one call. A call whose recorder is dropped before it ends was abandoned.
pub(super) struct Recorder {
    log: Rc<CallLog>,
    call: Rc<RefCell<Call>>,
}

impl Recorder {
    /// Changes the call, telling how many milliseconds ago it began.
    fn change(&self, change: impl FnOnce(&mut Call, u64)) {
        let mut call = self.call.borrow_mut();
        // A clock may be set back.
        let after = u64::try_from(self.log.platform.now().millis_since(call.clock)).unwrap_or(0);
        change(&mut call, after);
        call.revision += 1;
        self.log.change();
    }

    /// It is sent.
    pub(super) fn send(&self) {
        self.change(|call, sent| {
            call.state = State::Sent;
            call.attempts.push(Attempt { sent, took: None, status: None, request_id: None, problem: None });
        });
    }

    /// An answer is there, or none comes. It may repeat the token of `credentials`.
    pub(super) fn receive(&self, response: Option<&HttpResponse>, credentials: Option<&Credentials>) {
        self.change(|call, after| {
            call.state = State::Waiting;
            let Some(attempt) = call.attempts.last_mut() else { return };
            attempt.took = Some(after.saturating_sub(attempt.sent));
            attempt.status = response.map(|response| response.status);
            attempt.request_id = response.and_then(request_id);
            call.reply = response.map(|response| Body::received(call.facts, response, credentials));
        });
        self.log.trim();
    }

    /// The attempt failed.
    pub(super) fn fail(&self, cause: &Cause) {
        self.change(|call, _| {
            let problem = Problem::new(call.facts, cause);
            if let Some(attempt) = call.attempts.last_mut() {
                attempt.problem = Some(problem);
            }
        });
    }

    /// It will be sent for the `attempt`th time, after `delay`.
    pub(super) fn repeat(&self, attempt: u32, delay: Duration, throttled: bool) {
        let at = self.log.platform.now().plus(delay);
        self.change(|call, _| call.state = State::Retrying(Retry { attempt, at, throttled }));
    }

    /// It has ended: well, or with `error`.
    pub(super) fn end(&self, error: Option<&CallError>) {
        let problem = error.map(|error| Problem::new(error.facts, &error.cause));
        self.change(|call, after| call.end(problem.map_or(State::Succeeded, State::Failed), after));
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        if !self.call.borrow().has_ended() {
            self.change(|call, after| call.end(State::Abandoned, after));
        }
    }
}
