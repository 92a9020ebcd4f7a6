//! Sends a mitigation once, whatever happens on the way.
//!
//! A state machine without IO: what happened goes in, what to do next comes out. One request is under way at a time.
//! A request whose outcome is unclear is never simply sent again: AWS is asked for the task first. When it is sent
//! again, then with the task ID and the client request token of the first time, so that it cannot start a second task.

use super::mitigation_plan::MitigationPlan;
use crate::aws::iot::{
    ClientRequestToken, DescribeDetectMitigationActionsTask, DetectMitigationActionsTaskSummary,
    StartDetectMitigationActionsTask,
};
use crate::aws::{CallError, ErrorKind};

/// A plan on its way to AWS.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// What is sent.
    pub plan: MitigationPlan,
    /// Tells this submission from every other one; fixed when the review opens.
    pub token: ClientRequestToken,
    /// How far it is.
    pub state: State,
    /// Why the outcome of a request that was sent is unclear, or was until AWS was asked.
    pub doubt: Option<CallError>,
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
    /// AWS said no: nothing was started.
    Refused(CallError),
    /// Another task has the ID: nothing was started.
    TaskIdTaken,
    /// AWS knows no task of that ID. Sending again is safe.
    NotStarted,
    /// The task may have started; this is why AWS did not tell.
    Unknown(CallError),
}

/// What to do next.
#[derive(Clone, Debug)]
pub enum Step {
    /// Send this, then call [`Submission::sent`].
    Send(StartDetectMitigationActionsTask),
    /// Ask this, then call [`Submission::checked`].
    Check(DescribeDetectMitigationActionsTask),
}

impl Submission {
    /// A submission of which nothing was sent.
    #[must_use]
    pub const fn new(plan: MitigationPlan, token: ClientRequestToken) -> Self {
        Self { plan, token, state: State::Ready, doubt: None }
    }

    /// The user wants it to happen: by "Start task", "Send again", "Retry" or "Check status", whichever is on offer.
    ///
    /// `None` while a request is under way, however often it is asked for, and when the matter is settled.
    pub fn proceed(&mut self) -> Option<Step> {
        match self.state {
            State::Ready | State::Refused(_) | State::NotStarted => {
                self.state = State::Sending;
                Some(Step::Send(self.plan.request(self.token.clone())))
            }
            State::Unknown(_) => Some(self.check()),
            State::Sending | State::Checking | State::Started | State::TaskIdTaken => None,
        }
    }

    /// The request came back. `Some` if AWS must be asked what became of it.
    pub fn sent(&mut self, result: Result<(), CallError>) -> Option<Step> {
        let error = match result {
            Ok(()) => {
                self.state = State::Started;
                return None;
            }
            Err(error) => error,
        };
        if error.may_have_run() {
            self.doubt = Some(error);
            return Some(self.check());
        }
        if error.kind() != ErrorKind::AlreadyExists {
            self.state = State::Refused(error);
            return None;
        }
        if self.doubt.is_some() {
            // Most likely the task that the unclear request started.
            return Some(self.check());
        }
        self.state = State::TaskIdTaken;
        None
    }

    /// AWS answered about the task of this ID.
    pub fn checked(&mut self, result: Result<Option<DetectMitigationActionsTaskSummary>, CallError>) {
        self.state = match result {
            Ok(Some(task)) if !self.plan.is_carried_out_by(&task) => State::TaskIdTaken,
            Ok(_) => State::Started,
            Err(error) if error.kind() == ErrorKind::NotFound => State::NotStarted,
            Err(error) => State::Unknown(error),
        };
    }

    /// Whether a request is under way.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        matches!(self.state, State::Sending | State::Checking)
    }

    fn check(&mut self) -> Step {
        self.state = State::Checking;
        Step::Check(DescribeDetectMitigationActionsTask { task_id: self.plan.task_id.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::mitigation_plan::tests::{task, violations};
    use super::*;
    use crate::aws::error::{Cause, Diagnosis, ServiceError};
    use crate::aws::transport::NoReply;
    use crate::aws::{Operation, Region};

    fn submission() -> Submission {
        Submission::new(violations(2), ClientRequestToken::new("token-1").unwrap())
    }

    fn error(cause: Cause) -> CallError {
        CallError { facts: StartDetectMitigationActionsTask::FACTS, region: Region::new("us-east-1").unwrap(), cause }
    }

    fn answered(status: u16, code: &str) -> CallError {
        error(Cause::Service(ServiceError { code: Some(code.to_owned()), message: None, status, request_id: None }))
    }

    fn no_answer() -> CallError {
        error(Cause::NoAnswer { reason: NoReply("Failed to fetch".to_owned()), diagnosis: Diagnosis::Unknown })
    }

    fn unreadable() -> CallError {
        error(Cause::Unreadable { status: 502, request_id: None, reason: "a page of HTML".to_owned() })
    }

    fn not_found() -> CallError {
        answered(404, "ResourceNotFoundException")
    }

    /// Sends, and says which request went out.
    #[track_caller]
    fn send(submission: &mut Submission) -> StartDetectMitigationActionsTask {
        match submission.proceed() {
            Some(Step::Send(request)) => request,
            other => panic!("does not send but {other:?}"),
        }
    }

    #[test]
    fn any_number_of_clicks_sends_one_request() {
        let mut submission = submission();
        send(&mut submission);
        assert!(submission.proceed().is_none() && submission.proceed().is_none());
        assert!(submission.sent(Ok(())).is_none());
        assert_eq!(submission.state, State::Started);
        assert!(submission.proceed().is_none());
    }

    #[track_caller]
    fn check_refused(error: CallError) {
        let mut submission = submission();
        let first = send(&mut submission);
        assert!(submission.sent(Err(error.clone())).is_none());
        assert_eq!(submission.state, State::Refused(error));
        assert_eq!(send(&mut submission), first, "a retry repeats task ID and token");
    }

    #[test]
    fn a_refusal_is_final_until_retried() {
        check_refused(answered(403, "AccessDeniedException"));
        check_refused(answered(400, "ThrottlingException"));
        check_refused(answered(410, "LimitExceededException"));
        check_refused(answered(400, "InvalidRequestException"));
        check_refused(answered(403, "ExpiredTokenException"));
        check_refused(error(Cause::SignedOut));
    }

    /// Sends, and lets the outcome be unclear: AWS is asked for the task without anybody asking for it.
    #[track_caller]
    fn unclear(error: CallError) -> Submission {
        let mut submission = submission();
        send(&mut submission);
        let step = submission.sent(Err(error));
        assert!(matches!(&step, Some(Step::Check(check)) if check.task_id.as_str() == "task-1"), "{step:?}");
        assert!(submission.proceed().is_none(), "one request at a time");
        submission
    }

    #[test]
    fn an_unclear_outcome_is_resolved_by_asking_for_the_task() {
        for error in [no_answer(), unreadable(), answered(500, "InternalFailureException")] {
            let mut submission = unclear(error);
            submission.checked(Ok(Some(task(r#"{"target":{"violationIds":["v-1","v-2"]}}"#))));
            assert_eq!(submission.state, State::Started);
        }
    }

    #[test]
    fn a_task_that_aws_does_not_know_was_not_started_and_is_sent_again_as_it_was() {
        let mut submission = unclear(no_answer());
        submission.checked(Err(not_found()));
        assert_eq!(submission.state, State::NotStarted);
        assert_eq!(send(&mut submission), violations(2).request(ClientRequestToken::new("token-1").unwrap()));
    }

    #[test]
    fn a_failed_check_leaves_the_outcome_unknown_and_is_only_ever_followed_by_another_check() {
        let mut submission = unclear(no_answer());
        for error in [no_answer(), answered(403, "AccessDeniedException"), answered(400, "ThrottlingException")] {
            submission.checked(Err(error.clone()));
            assert_eq!(submission.state, State::Unknown(error));
            assert!(matches!(submission.proceed(), Some(Step::Check(_))));
        }
    }

    #[test]
    fn an_id_that_is_taken_at_the_first_try_is_another_task() {
        let mut submission = submission();
        send(&mut submission);
        assert!(submission.sent(Err(answered(400, "TaskAlreadyExistsException"))).is_none());
        assert_eq!(submission.state, State::TaskIdTaken);
    }

    #[test]
    fn an_id_that_is_taken_after_an_unclear_try_is_looked_at() {
        for (found, expected) in [
            (r#"{"target":{"violationIds":["v-1","v-2"]}}"#, State::Started),
            (r#"{"target":{"violationIds":["someone-elses"]}}"#, State::TaskIdTaken),
        ] {
            let mut submission = unclear(no_answer());
            submission.checked(Err(not_found()));
            send(&mut submission);
            let step = submission.sent(Err(answered(400, "TaskAlreadyExistsException")));
            assert!(matches!(step, Some(Step::Check(_))));
            submission.checked(Ok(Some(task(found))));
            assert_eq!(submission.state, expected);
        }
    }
}
