//! What went wrong, in a sentence, and what to do about it, in another.

use std::fmt;

/// The result of a step: see [`Failure`].
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// A step that failed. Both sentences are for somebody who has never seen this project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What happened.
    pub(crate) what: String,
    /// What to do.
    pub(crate) advice: String,
}

impl Failure {
    /// A failure with both its sentences.
    pub(crate) fn new(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what: what.into(), advice: advice.into() }
    }

    /// The same failure of a program, told by what it was run for.
    pub(crate) fn told_as(self, what: impl Into<String>) -> Self {
        Self { what: what.into(), ..self }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.what, self.advice)
    }
}
