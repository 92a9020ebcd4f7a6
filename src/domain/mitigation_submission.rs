//! Sends a mitigation once, whatever happens on the way.
//!
//! A state machine without IO: what happened goes in, what to do next comes out. One request is under way at a time.
//! A request whose outcome is unclear is never simply sent again: AWS is asked for the task first. When it is sent
//! again, then with the task ID and the client request token of the first time, so that it cannot start a second task.

use std::time::Duration;

use super::mitigation_plan::MitigationPlan;
use crate::aws::error::Cause;
use crate::aws::iot::{
    ClientRequestToken, DescribeDetectMitigationActionsTask, DetectMitigationActionsTaskSummary,
    MitigationActionsTaskId, StartDetectMitigationActionsTask,
};
use crate::aws::{CallError, ErrorKind, Operation, Region, Timestamp};

/// How long to wait before each time AWS is asked for a task that it does not know: a request that was lost from sight
/// may still arrive.
const WAITS: [Duration; 4] = [Duration::ZERO, Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// How far the user's clock and AWS's may be apart. Source: Signature Version 4.
const TOLERATED_SKEW: Duration = Duration::from_secs(300);

/// A plan on its way to AWS.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Where the task will run.
    pub region: Region,
    /// What is sent.
    pub plan: MitigationPlan,
    /// Tells this submission from every other one; fixed when the review opens.
    pub token: ClientRequestToken,
    /// How far it is.
    pub state: State,
    /// Why nobody knows whether a task of this ID was started: the last answer to a request, one of which is unclear.
    pub doubt: Option<CallError>,
    /// When a task of this ID was first asked to start, by AWS's clock as far as it is known.
    first_sent: Option<Timestamp>,
    /// How often AWS has been asked for the task since the last request.
    asked: usize,
}

/// How far a submission is.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Nothing was sent.
    Ready,
    /// The request is under way.
    Sending,
    /// The outcome is unclear, and AWS is being asked for the task.
    Checking,
    /// The task exists and is the one that was planned.
    Started,
    /// AWS said no to the only request that was sent: nothing was started.
    Refused(CallError),
    /// A task that is not this plan has the ID.
    TaskIdTaken,
    /// AWS, asked several times, knows no task of that ID. It may still appear; sending again is safe.
    NotFound,
    /// The task may have started; this is why AWS did not tell.
    Unknown(CallError),
}

/// What to do next.
#[derive(Clone, Debug)]
pub enum Step {
    /// Send this, then call [`Submission::sent`].
    Send(StartDetectMitigationActionsTask),
    /// Wait this long, ask this, then call [`Submission::checked`].
    Check(Duration, DescribeDetectMitigationActionsTask),
}

impl Submission {
    /// A submission of which nothing was sent.
    #[must_use]
    pub const fn new(region: Region, plan: MitigationPlan, token: ClientRequestToken) -> Self {
        Self { region, plan, token, state: State::Ready, doubt: None, first_sent: None, asked: 0 }
    }

    /// The same after `earlier`, of which nobody knows the outcome: if it asked for a task of the same ID, a refusal
    /// may be due to that task, so that what is doubtful about one is doubtful about the other.
    #[must_use]
    pub fn after(self, earlier: &Self) -> Self {
        if !earlier.is_unresolved() || earlier.region != self.region || earlier.plan.task_id != self.plan.task_id {
            return self;
        }
        Self { doubt: earlier.doubt.clone(), first_sent: earlier.first_sent, ..self }
    }

    /// Whether a task may have been started without anybody knowing.
    #[must_use]
    pub const fn is_unresolved(&self) -> bool {
        self.doubt.is_some() && !matches!(self.state, State::Started | State::TaskIdTaken)
    }

    /// Whether it may be sent: not while a request is under way or when the matter is settled. Where the outcome is
    /// unknown AWS is asked first, unless it does not let itself be asked.
    #[must_use]
    pub fn can_send(&self) -> bool {
        match &self.state {
            State::Ready | State::Refused(_) | State::NotFound => true,
            State::Unknown(error) => error.is_denied(),
            State::Sending | State::Checking | State::Started | State::TaskIdTaken => false,
        }
    }

    /// Whether sending it now is sending it again, after AWS was asked in vain what became of it.
    #[must_use]
    pub fn can_send_again(&self) -> bool {
        matches!(self.state, State::NotFound | State::Unknown(_)) && self.can_send()
    }

    /// Whether the last request came to nothing, so that the doubt is about an earlier one. Not where AWS says that
    /// there is such a task.
    #[must_use]
    pub fn came_to_nothing(&self) -> bool {
        let is_nothing = |doubt: &CallError| !doubt.may_have_run() && doubt.kind() != ErrorKind::AlreadyExists;
        self.doubt.as_ref().is_some_and(is_nothing)
    }

    /// The user, who has confirmed it, wants it to happen, by "Start task" or "Send again". `now` is the time by the
    /// user's clock. `None` where it may not be sent, however often it is asked for.
    pub fn send(&mut self, now: Timestamp) -> Option<Step> {
        if !self.can_send() {
            return None;
        }
        self.state = State::Sending;
        self.first_sent.get_or_insert(now);
        Some(Step::Send(self.plan.request(self.token.clone())))
    }

    /// The user wants to know what became of it. `None` unless that is in doubt.
    pub fn check(&mut self) -> Option<Step> {
        matches!(self.state, State::Unknown(_) | State::NotFound).then(|| self.ask())
    }

    /// The request came back, naming a task or not. `Some` if AWS must be asked what became of it.
    pub fn sent(&mut self, result: Result<Option<MitigationActionsTaskId>, CallError>) -> Option<Step> {
        let error = match result {
            Ok(task_id) if task_id.as_ref() == Some(&self.plan.task_id) => {
                self.state = State::Started;
                return None;
            }
            // Whoever answered that, it need not have been AWS.
            Ok(_) => self.unreadable::<StartDetectMitigationActionsTask>("it does not name the task"),
            Err(error) => error,
        };
        if error.may_have_run() || self.doubt.is_some() {
            // After an unclear request a refusal is not the end: it may be due to the task which that one started.
            self.doubt = Some(error);
            return Some(self.ask());
        }
        self.state = match error.kind() {
            ErrorKind::AlreadyExists => State::TaskIdTaken,
            _ => State::Refused(error),
        };
        None
    }

    /// AWS answered about the task of this ID. `Some` if it must be asked again.
    pub fn checked(&mut self, result: Result<Option<DetectMitigationActionsTaskSummary>, CallError>) -> Option<Step> {
        self.state = match result {
            Ok(Some(task)) if self.is_started_by(&task) => State::Started,
            Ok(Some(_)) => State::TaskIdTaken,
            Ok(None) => {
                State::Unknown(self.unreadable::<DescribeDetectMitigationActionsTask>("it does not hold the task"))
            }
            // Credentials that cannot be found say nothing of the task.
            Err(error)
                if error.kind() == ErrorKind::NotFound && error.facts == DescribeDetectMitigationActionsTask::FACTS =>
            {
                if let Some(wait) = WAITS.get(self.asked) {
                    return Some(self.ask_after(*wait));
                }
                State::NotFound
            }
            Err(error) => State::Unknown(error),
        };
        None
    }

    /// Whether a request is under way.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        matches!(self.state, State::Sending | State::Checking)
    }

    /// Whether `task` is this plan carried out: not by an earlier task of the same content.
    fn is_started_by(&self, task: &DetectMitigationActionsTaskSummary) -> bool {
        let is_older = match (task.task_start_time, self.first_sent) {
            (Some(began), Some(sent)) => began < sent.minus(TOLERATED_SKEW),
            _ => false,
        };
        !is_older && self.plan.is_carried_out_by(task)
    }

    fn ask(&mut self) -> Step {
        self.asked = 0;
        self.ask_after(WAITS[0])
    }

    fn ask_after(&mut self, wait: Duration) -> Step {
        self.asked += 1;
        self.state = State::Checking;
        Step::Check(wait, DescribeDetectMitigationActionsTask { task_id: self.plan.task_id.clone() })
    }

    fn unreadable<O: Operation>(&self, reason: &str) -> CallError {
        let cause = Cause::Unreadable { status: 200, request_id: None, reason: reason.to_owned() };
        CallError::new(O::FACTS, self.region.clone(), cause)
    }
}

#[cfg(test)]
mod tests;
