use super::super::mitigation_plan::tests::{task, violations};
use super::*;
use crate::aws::cognito_identity::GetCredentialsForIdentity;
use crate::aws::error::{Diagnosis, ServiceError};
use crate::aws::transport::NoReply;

/// Our task, as AWS tells of it.
const OURS: &str = r#"{"target":{"violationIds":["v-1","v-2"]},
    "actionsDefinition":[{"name":"quarantine"},{"name":"notify"}]}"#;
/// Another task of the same ID.
const ANOTHER: &str = r#"{"target":{"violationIds":["someone-elses"]},
    "actionsDefinition":[{"name":"quarantine"},{"name":"notify"}]}"#;
const NOW: Timestamp = Timestamp::from_seconds(1_795_000_000);

fn token(text: &str) -> ClientRequestToken {
    ClientRequestToken::new(text).unwrap()
}

fn submission() -> Submission {
    Submission::new(Region::new("us-east-1").unwrap(), violations(2), token("token-1"))
}

fn error<O: Operation>(cause: Cause) -> CallError {
    CallError::new(O::FACTS, Region::new("us-east-1").unwrap(), cause)
}

fn answered<O: Operation>(status: u16, code: &str) -> CallError {
    error::<O>(Cause::Service(ServiceError { code: Some(code.to_owned()), message: None, status, request_id: None }))
}

fn no_answer<O: Operation>(diagnosis: Diagnosis) -> CallError {
    error::<O>(Cause::NoAnswer { reason: NoReply("Failed to fetch".to_owned()), diagnosis })
}

fn refused(status: u16, code: &str) -> CallError {
    answered::<StartDetectMitigationActionsTask>(status, code)
}

fn lost() -> CallError {
    no_answer::<StartDetectMitigationActionsTask>(Diagnosis::Unknown)
}

fn not_found() -> CallError {
    answered::<DescribeDetectMitigationActionsTask>(404, "ResourceNotFoundException")
}

fn check_denied() -> CallError {
    answered::<DescribeDetectMitigationActionsTask>(403, "AccessDeniedException")
}

/// Sends, and says which request went out.
#[track_caller]
fn send(submission: &mut Submission) -> StartDetectMitigationActionsTask {
    match submission.send(NOW) {
        Some(Step::Send(request)) => request,
        other => panic!("does not send but {other:?}"),
    }
}

/// That AWS is to be asked for the task, and after how many seconds.
#[track_caller]
fn asks(step: Option<Step>) -> u64 {
    match step {
        Some(Step::Check(wait, check)) if check.task_id.as_str() == "task-1" => wait.as_secs(),
        other => panic!("does not ask but {other:?}"),
    }
}

/// Sends, and lets the outcome be unclear: AWS is asked for the task without anybody asking for it.
#[track_caller]
fn unclear(error: CallError) -> Submission {
    let mut submission = submission();
    send(&mut submission);
    assert_eq!(asks(submission.sent(Err(error))), 0);
    assert!(submission.send(NOW).is_none() && submission.check().is_none(), "one request at a time");
    submission
}

/// AWS knows no such task, as often as it is asked.
#[track_caller]
fn never_found(submission: &mut Submission) {
    for wait in [1, 2, 4] {
        assert_eq!(asks(submission.checked(Err(not_found()))), wait);
    }
    assert!(submission.checked(Err(not_found())).is_none());
    assert_eq!(submission.state, State::NotFound);
}

#[test]
fn any_number_of_clicks_sends_one_request() {
    let mut submission = submission();
    send(&mut submission);
    assert!(submission.send(NOW).is_none() && submission.send(NOW).is_none());
    assert!(submission.sent(Ok(Some(submission.plan.task_id.clone()))).is_none());
    assert_eq!(submission.state, State::Started);
    assert!(submission.send(NOW).is_none());
}

#[test]
fn an_answer_that_does_not_name_the_task_is_no_start() {
    for named in [None, Some(MitigationActionsTaskId::new("task-2").unwrap())] {
        let mut submission = submission();
        send(&mut submission);
        assert_eq!(asks(submission.sent(Ok(named))), 0);
        assert!(submission.is_unresolved());
    }
}

#[track_caller]
fn check_refused(error: CallError) {
    let mut submission = submission();
    let first = send(&mut submission);
    assert!(submission.sent(Err(error.clone())).is_none());
    assert_eq!(submission.state, State::Refused(error));
    assert!(!submission.is_unresolved());
    assert_eq!(send(&mut submission), first, "a retry repeats task ID and token");
}

#[test]
fn a_refusal_is_final_until_retried() {
    check_refused(refused(403, "AccessDeniedException"));
    check_refused(refused(400, "ThrottlingException"));
    check_refused(refused(410, "LimitExceededException"));
    check_refused(refused(400, "InvalidRequestException"));
    check_refused(refused(403, "ExpiredTokenException"));
    check_refused(error::<StartDetectMitigationActionsTask>(Cause::SignedOut));
}

#[test]
fn without_credentials_the_request_never_left() {
    check_refused(no_answer::<GetCredentialsForIdentity>(Diagnosis::Offline));
    check_refused(answered::<GetCredentialsForIdentity>(500, "InternalErrorException"));
}

#[test]
fn an_unclear_outcome_is_resolved_by_asking_for_the_task() {
    let html = Cause::Unreadable { status: 502, request_id: None, reason: "a page of HTML".to_owned() };
    let html = error::<StartDetectMitigationActionsTask>(html);
    for error in [lost(), html, refused(500, "InternalFailureException")] {
        let mut submission = unclear(error);
        assert!(submission.checked(Ok(Some(task(OURS)))).is_none());
        assert_eq!(submission.state, State::Started);
    }
}

#[test]
fn a_task_that_is_found_later_was_started() {
    let mut submission = unclear(lost());
    assert_eq!(asks(submission.checked(Err(not_found()))), 1);
    assert!(submission.checked(Ok(Some(task(OURS)))).is_none());
    assert_eq!(submission.state, State::Started);
}

#[test]
fn a_task_that_is_never_found_is_sent_again_as_it_was_or_asked_for_again() {
    let mut submission = unclear(lost());
    never_found(&mut submission);
    assert!(submission.is_unresolved());
    assert_eq!(asks(submission.check()), 0);
    never_found(&mut submission);
    assert_eq!(send(&mut submission), violations(2).request(token("token-1")));
}

#[test]
fn a_failed_check_leaves_the_outcome_unknown_and_is_followed_by_another_check() {
    let mut submission = unclear(lost());
    for error in [
        no_answer::<DescribeDetectMitigationActionsTask>(Diagnosis::Unknown),
        answered::<DescribeDetectMitigationActionsTask>(400, "ThrottlingException"),
        answered::<GetCredentialsForIdentity>(400, "ResourceNotFoundException"),
    ] {
        assert!(submission.checked(Err(error.clone())).is_none());
        assert_eq!(submission.state, State::Unknown(error));
        assert!(submission.send(NOW).is_none());
        assert_eq!(asks(submission.check()), 0);
    }
}

#[test]
fn an_answer_without_a_task_leaves_the_outcome_unknown() {
    let mut submission = unclear(lost());
    assert!(submission.checked(Ok(None)).is_none());
    assert!(matches!(submission.state, State::Unknown(_)), "{:?}", submission.state);
}

#[test]
fn where_nobody_may_ask_the_same_request_may_be_sent_again() {
    let mut submission = unclear(lost());
    assert!(submission.checked(Err(check_denied())).is_none());
    assert_eq!(send(&mut submission), violations(2).request(token("token-1")));
}

#[test]
fn sending_again_is_for_what_aws_was_asked_for_in_vain() {
    #[track_caller]
    fn check(submission: &Submission, expected: (bool, bool)) {
        let found = (submission.can_send(), submission.can_send_again());
        assert_eq!(found, expected, "{:?}", submission.state);
    }
    let mut first = submission();
    check(&first, (true, false));
    send(&mut first);
    check(&first, (false, false));
    first.sent(Err(refused(400, "InvalidRequestException")));
    check(&first, (true, false));

    let mut second = unclear(lost());
    check(&second, (false, false));
    second.checked(Err(no_answer::<DescribeDetectMitigationActionsTask>(Diagnosis::Unknown)));
    check(&second, (false, false));
    second.check();
    second.checked(Err(check_denied()));
    check(&second, (true, true));
    second.check();
    never_found(&mut second);
    check(&second, (true, true));
}

#[test]
fn a_refusal_after_an_unclear_try_leaves_the_doubt_to_that_one() {
    #[track_caller]
    fn check(last: CallError, expected: bool) {
        let mut submission = unclear(lost());
        assert!(!submission.came_to_nothing());
        never_found(&mut submission);
        send(&mut submission);
        submission.sent(Err(last));
        assert_eq!(submission.came_to_nothing(), expected, "{:?}", submission.doubt);
    }
    check(refused(400, "InvalidRequestException"), true);
    check(refused(403, "AccessDeniedException"), true);
    check(no_answer::<GetCredentialsForIdentity>(Diagnosis::Offline), true);
    check(lost(), false);
    check(refused(500, "InternalFailureException"), false);
    // There is such a task then, and it may be ours.
    check(refused(400, "TaskAlreadyExistsException"), false);
}

#[test]
fn an_id_that_is_taken_at_the_first_try_is_another_task() {
    let mut submission = submission();
    send(&mut submission);
    assert!(submission.sent(Err(refused(400, "TaskAlreadyExistsException"))).is_none());
    assert_eq!(submission.state, State::TaskIdTaken);
}

#[test]
fn no_refusal_after_an_unclear_try_is_believed_before_the_task_was_asked_for() {
    for refusal in [
        refused(400, "TaskAlreadyExistsException"),
        refused(400, "InvalidRequestException"),
        refused(410, "LimitExceededException"),
        refused(403, "AccessDeniedException"),
        refused(418, "NeverHeardOfException"),
    ] {
        for (found, expected) in [(OURS, State::Started), (ANOTHER, State::TaskIdTaken)] {
            let mut submission = unclear(lost());
            never_found(&mut submission);
            send(&mut submission);
            assert_eq!(asks(submission.sent(Err(refusal.clone()))), 0);
            assert_eq!(submission.doubt.as_ref(), Some(&refusal), "the words are those of the last answer");
            submission.checked(Ok(Some(task(found))));
            assert_eq!(submission.state, expected);
        }
    }
}

#[test]
fn a_task_that_began_before_the_first_request_is_not_ours() {
    for (seconds_before, expected) in [(299, State::Started), (301, State::TaskIdTaken)] {
        let mut submission = unclear(lost());
        let mut found = task(OURS);
        found.task_start_time = Some(NOW.minus(Duration::from_secs(seconds_before)));
        submission.checked(Ok(Some(found)));
        assert_eq!(submission.state, expected, "{seconds_before}");
    }
}

#[test]
fn doubt_about_a_task_id_is_handed_on_to_the_next_submission_of_that_id() {
    let mut earlier = unclear(lost());
    earlier.checked(Err(check_denied()));
    let of = |task_id: &str, region: &str| {
        let plan = MitigationPlan { task_id: MitigationActionsTaskId::new(task_id).unwrap(), ..violations(2) };
        Submission::new(Region::new(region).unwrap(), plan, token("token-2")).after(&earlier)
    };
    assert!(!of("task-2", "us-east-1").is_unresolved());
    assert!(!of("task-1", "eu-west-1").is_unresolved());

    let mut next = of("task-1", "us-east-1");
    assert!(next.is_unresolved() && next.state == State::Ready);
    send(&mut next);
    assert_eq!(asks(next.sent(Err(refused(400, "TaskAlreadyExistsException")))), 0);

    let mut settled = earlier.clone();
    settled.check();
    settled.checked(Ok(Some(task(OURS))));
    assert!(!submission().after(&settled).is_unresolved());
}
