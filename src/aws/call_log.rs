//! What was called lately, for people who want to see what the console does.
//!
//! No secret gets here: headers are not taken at all but for the request id, bodies only of operations whose facts say
//! that they hold none, and of a failure only what [`ServiceError`](super::ServiceError) keeps.

mod call;

use std::cell::{Cell, RefCell, RefMut};
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
pub const MAXIMUM_CALLS: usize = 200;
/// How much of one body is kept, in bytes. Together with the number of calls, this limits what all of them hold.
pub const MAXIMUM_BODY: usize = 32 << 10;

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

/// The last calls.
pub struct CallLog {
    platform: Rc<dyn Platform>,
    calls: RefCell<Vec<Rc<RefCell<Call>>>>,
    /// The number of the last call.
    begun: Cell<u32>,
    dropped: Cell<u32>,
    changes: Cell<u32>,
    chapter: Cell<u32>,
}

impl CallLog {
    /// An empty one, which measures time by `platform`'s clock. It counts from a number that `platform` draws: one that
    /// stands in an address from before the page was loaded again names no call of this log.
    #[must_use]
    pub fn new(platform: Rc<dyn Platform>) -> Self {
        Self {
            begun: Cell::new(platform.random_bits()),
            platform,
            calls: RefCell::default(),
            dropped: Cell::default(),
            changes: Cell::default(),
            chapter: Cell::default(),
        }
    }

    /// Shows each call to `look`, the first one first.
    pub fn each(&self, mut look: impl FnMut(&Call)) {
        self.calls.borrow().iter().for_each(|call| look(&call.borrow()));
    }

    /// Shows the call with this number to `look`; `None` if it is not kept any more.
    pub fn with<T>(&self, number: u32, look: impl FnOnce(&Call) -> T) -> Option<T> {
        let calls = self.calls.borrow();
        let call = calls.iter().find(|call| call.borrow().number == number)?.borrow();
        Some(look(&call))
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
        self.begun.set(self.begun.get().wrapping_add(1));
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
            let mut calls = self.calls.borrow_mut();
            if calls.len() == MAXIMUM_CALLS {
                calls.remove(0);
                self.dropped.set(self.dropped.get() + 1);
            }
            calls.push(Rc::clone(&call));
            self.change();
        }
        Recorder { log: Rc::clone(self), call }
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
    /// The call, to be changed, and how many milliseconds ago it began.
    fn change(&self) -> (RefMut<'_, Call>, u64) {
        let mut call = self.call.borrow_mut();
        call.revision += 1;
        self.log.change();
        // A clock may be set back.
        let after = u64::try_from(self.log.platform.now().millis_since(call.clock)).unwrap_or(0);
        (call, after)
    }

    /// It is sent.
    pub(super) fn send(&self) {
        let (mut call, sent) = self.change();
        call.state = State::Sent;
        call.attempts.push(Attempt { sent, took: None, status: None, request_id: None, problem: None });
    }

    /// An answer is there, or none comes. It may repeat the token of `credentials`.
    pub(super) fn receive(&self, response: Option<&HttpResponse>, credentials: Option<&Credentials>) {
        let (mut call, after) = self.change();
        call.state = State::Waiting;
        call.reply = response.map(|response| Body::received(call.facts, response, credentials));
        if let Some(attempt) = call.attempts.last_mut() {
            attempt.took = Some(after.saturating_sub(attempt.sent));
            attempt.status = response.map(|response| response.status);
            attempt.request_id = response.and_then(request_id);
        }
    }

    /// The attempt failed.
    pub(super) fn fail(&self, cause: &Cause) {
        let (mut call, _) = self.change();
        let problem = Problem::new(call.facts, cause);
        if let Some(attempt) = call.attempts.last_mut() {
            attempt.problem = Some(problem);
        }
    }

    /// It will be sent for the `attempt`th time, after `delay`.
    pub(super) fn repeat(&self, attempt: u32, delay: Duration, throttled: bool) {
        let at = self.log.platform.now().plus(delay);
        self.change().0.state = State::Retrying(Retry { attempt, at, throttled });
    }

    /// It has ended well.
    pub(super) fn end(&self) {
        self.end_as(State::Succeeded);
    }

    /// It has ended with `error`, which names it from then on; unless it is that of another call, for credentials.
    pub(super) fn end_with(&self, mut error: CallError) -> CallError {
        self.end_as(State::Failed(Problem::new(error.facts, &error.cause)));
        error.call.get_or_insert(self.call.borrow().number);
        error
    }

    fn end_as(&self, state: State) {
        let (mut call, after) = self.change();
        call.state = state;
        call.duration = Some(after);
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        if !self.call.borrow().has_ended() {
            self.end_as(State::Abandoned);
        }
    }
}
