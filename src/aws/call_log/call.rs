//! A call, as the log keeps it.

use super::{MAXIMUM_BODY, REMOVED};
use crate::aws::credentials::Credentials;
use crate::aws::error::{Cause, ErrorKind};
use crate::aws::operation::{Bodies, Facts};
use crate::aws::service::Region;
use crate::aws::timestamp::Timestamp;
use crate::aws::transport::HttpResponse;

/// A call: what was asked for, and what has become of it so far.
#[derive(Clone, Debug)]
pub struct Call {
    /// Names it within the log.
    pub number: u32,
    /// Counts its changes.
    pub revision: u32,
    /// The operation.
    pub facts: &'static Facts,
    /// The region it was called in.
    pub region: Region,
    /// When it began, by AWS's clock as far as it was known.
    pub began: Timestamp,
    /// The path as sent.
    pub path: String,
    /// The query string as sent; empty without one.
    pub query: String,
    /// What each attempt sent.
    pub request: Body,
    /// What the last attempt brought back.
    pub reply: Option<Body>,
    /// Each time it was sent, the first included.
    pub attempts: Vec<Attempt>,
    /// How far it is.
    pub state: State,
    /// Milliseconds from its beginning to its end.
    pub duration: Option<u64>,
    /// When it began, by the user's clock: durations are measured by one clock.
    pub(super) clock: Timestamp,
}

/// A body as the log keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Its size in bytes.
    pub size: usize,
    /// Its text; `None` where it holds secrets, or belongs to a failure.
    pub text: Option<String>,
    /// Whether only the beginning of the text is kept.
    pub is_cut: bool,
}

/// One time that a call was sent.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// When, in milliseconds from the call's beginning.
    pub sent: u64,
    /// Milliseconds until the answer was there, or it was clear that none comes.
    pub took: Option<u64>,
    /// HTTP status of the answer.
    pub status: Option<u16>,
    /// Names the request towards AWS, where the browser lets the page read it.
    pub request_id: Option<String>,
    /// Why it failed.
    pub problem: Option<Problem>,
}

/// Why something failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of failure it was.
    pub kind: ErrorKind,
    /// AWS's name of the error.
    pub code: Option<String>,
    /// More about it, with AWS's words; of an operation with secrets, only what could not be done.
    pub words: String,
}

/// How far a call is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing of it is on its way: it waits for its turn or for credentials.
    Waiting,
    /// It was sent, and not answered yet.
    Sent,
    /// It is sent again after a while.
    Retrying(Retry),
    /// AWS did it.
    Succeeded,
    /// It failed for good.
    Failed(Problem),
    /// Whoever asked for it did not wait for the answer.
    Abandoned,
}

/// A repetition that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Which time of sending it will be: 2 for the first repetition.
    pub attempt: u32,
    /// When, by the user's clock.
    pub at: Timestamp,
    /// Whether AWS said that it is called too often.
    pub throttled: bool,
}

impl Call {
    /// Whether nothing more will become of it.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        self.duration.is_some()
    }
}

impl Body {
    /// What an operation sends.
    pub(super) fn sent(facts: &Facts, text: &str) -> Self {
        let is_open = facts.bodies == Bodies::Open;
        Self { size: text.len(), text: is_open.then(|| kept(text)), is_cut: is_open && text.len() > MAXIMUM_BODY }
    }

    /// What an operation is answered with. It may repeat the token of `credentials`.
    pub(super) fn received(facts: &Facts, response: &HttpResponse, credentials: Option<&Credentials>) -> Self {
        let size = response.body.len();
        if !(200..300).contains(&response.status) {
            return Self { size, text: None, is_cut: false };
        }
        match credentials.map(|credentials| credentials.session_token.expose()).filter(|token| !token.is_empty()) {
            Some(token) => Self { size, ..Self::sent(facts, &response.body.replace(token, REMOVED)) },
            None => Self::sent(facts, &response.body),
        }
    }
}

/// As much of `text` as is kept.
fn kept(text: &str) -> String {
    text[..text.floor_char_boundary(MAXIMUM_BODY)].to_owned()
}

impl Problem {
    /// Of an operation with these facts, which failed for `cause`.
    pub(super) fn new(facts: &Facts, cause: &Cause) -> Self {
        let code = if let Cause::Service(error) = cause { error.code.as_deref().map(kept) } else { None };
        let words = match facts.bodies {
            Bodies::Open => kept(&cause.to_string()),
            Bodies::Secret => format!("could not {}", facts.does),
        };
        Self { kind: cause.kind(facts.service), code, words }
    }
}
