//! What the client does around a request: repeats, renews, paces, follows pages.

use std::cell::Cell;
use std::rc::Rc;

use detect_console::aws::credentials::{Credentials, ProvideCredentials, Refused};
use detect_console::aws::error::Diagnosis;
use detect_console::aws::iot::{
    ClientRequestToken, DetectMitigationActionsTaskTarget, GetBehaviorModelTrainingSummaries, MitigationActionName,
    MitigationActionsTaskId, StartDetectMitigationActionsTask, ViolationId,
};
use detect_console::aws::limiter::CONCURRENT_REQUESTS;
use detect_console::aws::sts::GetCallerIdentity;
use detect_console::aws::transport::HttpRequest;
use detect_console::aws::{CallError, Cause, Client, Endpoints, ErrorKind, Region, Timestamp};
use futures_executor::block_on;
use futures_util::future::{FutureExt, LocalBoxFuture, join_all};
use serde_json::json;

use super::scripted::{Aws, FakePlatform, error, good, lost, reply};

/// Hands out `ASIA0`, and after each refusal the next. Or fails to.
struct Provider {
    renewals: Cell<usize>,
    renewal_fails: Option<CallError>,
}

impl ProvideCredentials for Provider {
    fn credentials<'a>(&'a self, refused: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
        let current = format!("ASIA{}", self.renewals.get());
        let result = match (&self.renewal_fails, refused.is_some_and(|refused| refused.access_key_id == current)) {
            (Some(error), true) => Err(error.clone()),
            (_, renew) => {
                self.renewals.set(self.renewals.get() + usize::from(renew));
                Ok(Credentials {
                    access_key_id: format!("ASIA{}", self.renewals.get()),
                    secret_access_key: "secret".to_owned().into(),
                    session_token: "token".to_owned().into(),
                    expiration: Timestamp::from_millis(i64::MAX),
                })
            }
        };
        async move { result }.boxed_local()
    }
}

struct World {
    aws: Aws,
    platform: FakePlatform,
    provider: Rc<Provider>,
    client: Client,
}

fn world(aws: Aws) -> World {
    world_where(aws, None)
}

fn world_where(aws: Aws, renewal_fails: Option<CallError>) -> World {
    let platform = FakePlatform::default();
    let provider = Rc::new(Provider { renewals: Cell::new(0), renewal_fails });
    let client = Client::new(Box::new(aws.clone()), Rc::new(platform.clone()), Endpoints::default());
    let client = client.signed_with(provider.clone());
    World { aws, platform, provider, client }
}

fn region() -> Region {
    Region::new("us-east-1").unwrap()
}

impl World {
    fn read(&self) -> Result<(), CallError> {
        block_on(self.client.call(&region(), &GetBehaviorModelTrainingSummaries::default())).map(|_| ())
    }

    fn start_task(&self) -> Result<(), CallError> {
        let task = StartDetectMitigationActionsTask {
            task_id: MitigationActionsTaskId::new("task-1").unwrap(),
            target: DetectMitigationActionsTaskTarget {
                violation_ids: vec![ViolationId::new("v-1").unwrap()],
                ..Default::default()
            },
            actions: vec![MitigationActionName::new("quarantine").unwrap()],
            violation_event_occurrence_range: None,
            include_only_active_violations: None,
            include_suppressed_alerts: None,
            client_request_token: ClientRequestToken::new("token-1").unwrap(),
        };
        block_on(self.client.call(&region(), &task)).map(|_| ())
    }
}

#[test]
fn a_throttled_read_is_repeated_twice_with_growing_delays() {
    let throttled = || error(400, "ThrottlingException");
    let world = world(Aws::replies([throttled(), throttled(), good()]));
    assert_eq!(world.read(), Ok(()));
    assert_eq!(*world.platform.slept.borrow(), [500, 1000]);

    let world = self::world(Aws::replies([throttled(), throttled(), throttled()]));
    assert_eq!(world.read().unwrap_err().kind(), ErrorKind::Throttled);
}

#[test]
fn a_service_fault_is_repeated_soon_and_a_denial_never() {
    let fault = world(Aws::replies([error(500, "InternalFailureException"), good()]));
    assert_eq!(fault.read(), Ok(()));
    assert_eq!(*fault.platform.slept.borrow(), [25]);

    let denied = world(Aws::replies([error(403, "AccessDeniedException")]));
    assert_eq!(denied.read().unwrap_err().kind(), ErrorKind::AccessDenied);
}

#[test]
fn the_service_may_ask_for_a_longer_pause() {
    let headers = [("x-amzn-errortype", "ThrottlingException"), ("x-amz-retry-after", "3000")];
    let world = world(Aws::replies([reply(400, &headers, "{}"), good()]));
    assert_eq!(world.read(), Ok(()));
    assert_eq!(*world.platform.slept.borrow(), [3000]);
}

#[test]
fn a_write_is_repeated_only_when_it_did_not_run() {
    let throttled = world(Aws::replies([error(400, "ThrottlingException"), good()]));
    assert_eq!(throttled.start_task(), Ok(()));
    let sent = throttled.aws.sent.borrow();
    assert_eq!((&sent[0].url, &sent[0].body), (&sent[1].url, &sent[1].body));

    for unclear in [lost(), error(500, "InternalFailureException"), reply(502, &[], "<html>")] {
        let world = world(Aws::replies([unclear]));
        let error = world.start_task().unwrap_err();
        assert!(error.may_have_run(), "{error}");
        assert_eq!(world.aws.sent(), 1);
    }
}

#[test]
fn expired_credentials_are_renewed_and_the_request_sent_again_once() {
    let expired = || error(403, "ExpiredTokenException");
    let renewed = world(Aws::replies([expired(), good()]));
    assert_eq!(renewed.start_task(), Ok(()));
    let authorization =
        |request: &HttpRequest| request.headers.iter().find(|(name, _)| name == "authorization").unwrap().1.clone();
    let sent: Vec<_> = renewed.aws.sent.borrow().iter().map(authorization).collect();
    assert!(sent[0].contains("ASIA0/") && sent[1].contains("ASIA1/"), "{sent:?}");

    let refused_again = world(Aws::replies([expired(), expired()]));
    assert_eq!(refused_again.read().unwrap_err().kind(), ErrorKind::ExpiredCredentials);
}

#[test]
fn a_read_that_iot_leaves_unanswered_is_tried_with_new_credentials() {
    let world = world(Aws::replies([lost(), lost(), lost(), good()]));
    assert_eq!(world.read(), Ok(()));
    assert_eq!(world.provider.renewals.get(), 1);
}

#[test]
fn no_answer_of_iot_is_a_hidden_refusal_when_cognito_answers_and_offline_when_not() {
    let diagnosis = |world: &World| match world.read().unwrap_err().cause {
        Cause::NoAnswer { diagnosis, .. } => diagnosis,
        other => panic!("{other:?}"),
    };
    let refused = world(Aws::new(|_| lost()));
    assert_eq!(diagnosis(&refused), Diagnosis::HiddenRefusal);

    let cognito_is_silent = refused.read().unwrap_err();
    let offline = world_where(Aws::new(|_| lost()), Some(cognito_is_silent));
    assert_eq!(diagnosis(&offline), Diagnosis::Offline);
}

#[test]
fn an_answer_that_is_not_json_is_unreadable_and_no_answer_at_all_is_fine() {
    let garbage = world(Aws::replies([reply(200, &[("x-amzn-requestid", "id-1")], "<html>")]));
    let error = garbage.read().unwrap_err();
    assert!(matches!(&error.cause, Cause::Unreadable { request_id: Some(id), .. } if id == "id-1"), "{error}");

    assert_eq!(world(Aws::replies([reply(200, &[], "")])).read(), Ok(()));
}

#[test]
fn a_request_without_credentials_does_not_leave() {
    let aws = Aws::replies([]);
    let client = Client::new(Box::new(aws.clone()), Rc::new(FakePlatform::default()), Endpoints::default());
    let result = block_on(client.call(&region(), &GetBehaviorModelTrainingSummaries::default()));
    assert_eq!(result.err().map(|error| error.cause), Some(Cause::SignedOut));
    assert_eq!(aws.sent(), 0);
}

#[test]
fn one_service_in_one_region_is_asked_so_many_things_at_a_time() {
    let world = world(Aws::new(|_| good()));
    let request = GetBehaviorModelTrainingSummaries::default();
    let region = region();
    let results = block_on(join_all((0..20).map(|_| world.client.call(&region, &request))));
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(world.aws.most_under_way.get(), CONCURRENT_REQUESTS);
}

#[test]
fn pages_are_followed_to_the_last_even_over_empty_ones() {
    let page = |name: Option<&str>, next: Option<&str>| {
        let summaries: Vec<_> = name.iter().map(|name| json!({ "behaviorName": name })).collect();
        reply(200, &[], &json!({ "summaries": summaries, "nextToken": next }).to_string())
    };
    let whole = world(Aws::replies([page(Some("a"), Some("t/1")), page(None, Some("t/2")), page(Some("b"), None)]));
    let all = block_on(whole.client.pages(&region(), GetBehaviorModelTrainingSummaries::default()).all()).unwrap();
    let names: Vec<_> = all.iter().map(|summary| summary.behavior_name.as_ref().unwrap().as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert!(whole.aws.sent.borrow()[1].url.ends_with("?nextToken=t%2F1"));

    // Around in a circle, of one page or of several.
    for tokens in [&["t", "t"][..], &["a", "b", "a"], &["a", "b", "c", "b"]] {
        let circle = world(Aws::replies(tokens.iter().map(|token| page(Some("x"), Some(token)))));
        let result = block_on(circle.client.pages(&region(), GetBehaviorModelTrainingSummaries::default()).all());
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Unreadable);
        assert_eq!(circle.aws.sent(), tokens.len());
    }
}

#[test]
fn a_list_that_nobody_asks_on_for_stops() {
    let aws = Aws::new(|_| reply(200, &[], r#"{"summaries":[],"nextToken":"more"}"#));
    let world = world(aws);
    let mut pages = world.client.pages(&region(), GetBehaviorModelTrainingSummaries::default());
    assert!(block_on(pages.next()).unwrap().is_ok());
    drop(pages);
    assert_eq!(world.aws.sent(), 1);
}

#[test]
fn errors_and_replies_in_xml_are_those_of_every_service() {
    let expired = "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>m</Message></Error></ErrorResponse>";
    let caller = "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn</Arn><UserId>id</UserId>\
                  <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";
    let world =
        world(Aws::replies([reply(403, &[], expired), reply(200, &[], caller), reply(200, &[], "<html></html>")]));
    let ask = || block_on(world.client.call(&region(), &GetCallerIdentity));
    assert_eq!(ask().map(|answer| answer.output.account), Ok("123456789012".to_owned()));
    assert_eq!(world.provider.renewals.get(), 1);
    assert_eq!(world.aws.sent.borrow()[1].url, "https://sts.us-east-1.amazonaws.com/");
    let unreadable = ask().map(|answer| answer.output);
    assert_eq!(unreadable.unwrap_err().kind(), ErrorKind::Unreadable);
}
