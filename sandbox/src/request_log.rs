//! What arrived, for tests and for the curious.
//!
//! Holds no secret: header names without values, and no body of Cognito's calls, which may carry tokens.

use std::collections::VecDeque;

use serde::Serialize;

/// How many calls are remembered.
const CAPACITY: usize = 5000;

/// The most recent calls, oldest first. Preflights and control calls are not calls.
#[derive(Debug, Default)]
pub(crate) struct RequestLog {
    entries: VecDeque<Entry>,
}

/// One call.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    /// `None` when the request called no operation.
    pub(crate) operation: Option<&'static str>,
    pub(crate) service: &'static str,
    /// `None` when the request named no region, or was refused before it was known.
    pub(crate) region: Option<String>,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    /// `None` when there was no answer.
    pub(crate) status: Option<u16>,
    pub(crate) body: Option<String>,
    pub(crate) headers: Vec<String>,
    /// Size of the request's body.
    pub(crate) bytes: usize,
}

impl RequestLog {
    pub(crate) fn add(&mut self, entry: Entry) {
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    pub(crate) fn entries(&self) -> &VecDeque<Entry> {
        &self.entries
    }
}
