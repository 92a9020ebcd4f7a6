//! The log of calls as people read it: outcomes in a word, a filter, a file to take away.

use serde_json::{Value, json};

use crate::aws::Timestamp;
use crate::aws::call_log::{Attempt, Body, Call, Problem, State};
use crate::aws::error::ErrorKind;
use crate::routes::CALL;

/// What has become of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has not ended.
    UnderWay,
    /// AWS did it.
    Succeeded,
    /// It failed.
    Failed,
    /// The console did not wait for the answer.
    Cancelled,
}

impl Outcome {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::UnderWay, Self::Succeeded, Self::Failed, Self::Cancelled];

    /// What has become of `call`.
    #[must_use]
    pub const fn of(call: &Call) -> Self {
        match call.state {
            State::Waiting | State::Sent | State::Retrying(_) => Self::UnderWay,
            State::Succeeded => Self::Succeeded,
            State::Failed(_) => Self::Failed,
            State::Abandoned => Self::Cancelled,
        }
    }

    /// In words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::UnderWay => "Under way",
            Self::Succeeded => "Succeeded",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Its name in the address and in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnderWay => "under-way",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Which calls are shown, and of which the details. All of it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogView {
    /// Shows calls that have each of its words in the outcome, the operation, the region, the address, an error or a request id, whatever the case.
    pub filter: String,
    /// Shows calls with this outcome only.
    pub outcome: Option<Outcome>,
    /// The number of the call whose details were opened last, if they are open still.
    pub call: Option<u32>,
}

impl LogView {
    /// The query parameters that describe a view.
    pub const PARAMETERS: &'static [&'static str] = &["filter", "outcome", "call"];

    /// The view that the query parameters of an address describe.
    #[must_use]
    pub fn from_query<'a>(parameter: impl Fn(&str) -> Option<&'a str>) -> Self {
        let outcome = parameter("outcome");
        Self {
            filter: parameter("filter").unwrap_or_default().to_owned(),
            outcome: Outcome::ALL.into_iter().find(|known| Some(known.key()) == outcome),
            call: parameter(CALL).and_then(|number| number.parse().ok()),
        }
    }

    /// The query parameters that describe it; defaults are left out.
    #[must_use]
    pub fn to_query(&self) -> Vec<(&'static str, String)> {
        let filter = (!self.filter.is_empty()).then(|| ("filter", self.filter.clone()));
        let outcome = self.outcome.map(|outcome| ("outcome", outcome.key().to_owned()));
        let call = self.call.map(|number| (CALL, number.to_string()));
        filter.into_iter().chain(outcome).chain(call).collect()
    }

    /// Whether it shows `call`.
    #[must_use]
    pub fn shows(&self, call: &Call) -> bool {
        let filter = self.filter.to_ascii_lowercase();
        self.outcome.is_none_or(|outcome| outcome == Outcome::of(call))
            && filter.split_whitespace().all(|word| says(call, word))
    }
}

/// Whether anything that is known of `call` has `word` in it, which is in lower case.
fn says(call: &Call, word: &str) -> bool {
    let contains = |text: &str| text.to_ascii_lowercase().contains(word);
    let of_attempt = |attempt: &Attempt| {
        attempt.request_id.as_deref().is_some_and(contains)
            || attempt.problem.as_ref().is_some_and(|problem| contains(kind(problem)) || contains(&problem.words))
    };
    contains(Outcome::of(call).title())
        || contains(call.facts.service.name())
        || contains(call.facts.name)
        || contains(call.region.as_str())
        || contains(&call.path)
        || contains(&call.query)
        || call.attempts.iter().any(of_attempt)
        || failure(call).is_some_and(contains)
}

/// Why a call failed, in a word or two: AWS's name of the error where there is one.
#[must_use]
pub fn failure(call: &Call) -> Option<&str> {
    match &call.state {
        State::Failed(problem) => Some(problem.code.as_deref().unwrap_or_else(|| kind(problem))),
        _ => None,
    }
}

/// What kind of failure it was, in a word or two.
const fn kind(problem: &Problem) -> &'static str {
    match problem.kind {
        ErrorKind::AccessDenied => "Access denied",
        ErrorKind::ExpiredCredentials => "Expired credentials",
        ErrorKind::InvalidCredentials => "Invalid credentials",
        ErrorKind::ClockSkew => "Wrong clock",
        ErrorKind::Throttled => "Throttled",
        ErrorKind::QuotaExceeded => "Quota exceeded",
        ErrorKind::NotFound => "Not found",
        ErrorKind::AlreadyExists => "Already exists",
        ErrorKind::Invalid => "Invalid request",
        ErrorKind::ServiceFailure => "Service failure",
        ErrorKind::NoAnswer => "No answer",
        ErrorKind::Unreadable => "Unreadable answer",
        ErrorKind::SignedOut => "Signed out",
        ErrorKind::NotSent => "Not sent",
        ErrorKind::Other => "Other error",
    }
}

/// The log as a file of JSON: `calls` from the first to the last, without those `dropped` for want of room.
#[must_use]
pub fn export(calls: &[Call], dropped: u32, now: Timestamp) -> String {
    let calls: Vec<_> = calls.iter().map(call).collect();
    let log = json!({ "exported": now.to_rfc3339(), "dropped": dropped, "calls": calls });
    format!("{log:#}")
}

fn call(call: &Call) -> Value {
    json!({
        "number": call.number,
        "service": call.facts.service.name(),
        "operation": call.facts.name,
        "region": call.region.as_str(),
        "began": call.began.to_rfc3339(),
        "outcome": Outcome::of(call).key(),
        "error": failure(call),
        "durationMs": call.duration,
        "method": call.facts.method.as_str(),
        "path": call.path,
        "query": call.query,
        "request": body(&call.request),
        "reply": call.reply.as_ref().map(body),
        "attempts": call.attempts.iter().map(attempt).collect::<Vec<_>>(),
    })
}

fn body(body: &Body) -> Value {
    json!({ "bytes": body.size, "text": body.text, "isCut": body.is_cut })
}

fn attempt(attempt: &Attempt) -> Value {
    json!({
        "sentAfterMs": attempt.sent,
        "tookMs": attempt.took,
        "status": attempt.status,
        "requestId": attempt.request_id,
        "problem": attempt.problem.as_ref().map(|problem| &problem.words),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_read_as_it_is_written() {
        for view in [
            LogView::default(),
            LogView { filter: "Throttling".to_owned(), ..LogView::default() },
            LogView { outcome: Some(Outcome::Cancelled), ..LogView::default() },
            LogView { call: Some(u32::MAX), ..LogView::default() },
        ] {
            let query = view.to_query();
            let read = |name: &str| query.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
            assert_eq!(LogView::from_query(read), view);
        }
        assert_eq!(LogView::from_query(|_| Some("")), LogView::default());
    }
}
