//! The log of calls: what is in it, and what never is.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use detect_console::aws::call_log::{Call, MAXIMUM_BODY, MAXIMUM_CALLS, Retry, State, UnderWay};
use detect_console::aws::cognito_identity::{GetCredentialsForIdentity, GetId, IdentityId, IdentityPoolId};
use detect_console::aws::cognito_idp::RevokeToken;
use detect_console::aws::credentials::{Credentials, ProvideCredentials, Refused};
use detect_console::aws::endpoint::Override;
use detect_console::aws::fraud_detector::GetDetectors;
use detect_console::aws::iot::{GetBehaviorModelTrainingSummaries, SecurityProfileName};
use detect_console::aws::managed_login::{ExchangeCode, RefreshTokens};
use detect_console::aws::platform::Platform;
use detect_console::aws::transport::HttpRequest;
use detect_console::aws::{CallError, CallLog, Client, Endpoints, ErrorKind, Region, Service, Timestamp};
use detect_console::domain::request_log::export;
use futures_executor::block_on;
use futures_util::future::{FutureExt, LocalBoxFuture, join};
use serde_json::{Value, json};

use super::scripted::{Aws, FakePlatform, error, good, lost, moment, reply};

/// Every secret has this in it.
const CANARY: &str = "canary";

struct Provider;

impl ProvideCredentials for Provider {
    fn credentials<'a>(&'a self, _: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
        let credentials = Credentials {
            access_key_id: "ASIAEXAMPLE".to_owned(),
            secret_access_key: format!("{CANARY}-secret-key").into(),
            session_token: format!("{CANARY}-session-token").into(),
            expiration: Timestamp::from_millis(i64::MAX),
        };
        async move { Ok(credentials) }.boxed_local()
    }
}

fn region() -> Region {
    Region::new("us-east-1").unwrap()
}

fn client(aws: Aws, platform: &FakePlatform) -> Client {
    let login = Override { url: "https://login.example".to_owned(), signing_host: None };
    let endpoints = Endpoints(vec![(Service::ManagedLogin, login)]);
    Client::new(Box::new(aws), Rc::new(platform.clone()), endpoints).signed_with(Rc::new(Provider))
}

fn client_of(aws: Aws) -> Client {
    client(aws, &FakePlatform::default())
}

fn read(client: &Client) -> Result<(), CallError> {
    let request = GetBehaviorModelTrainingSummaries {
        security_profile_name: Some(SecurityProfileName::new("lamps").unwrap()),
        ..Default::default()
    };
    block_on(client.call(&region(), &request)).map(drop)
}

fn calls(client: &Client) -> Vec<Call> {
    let mut calls = Vec::new();
    client.log().each(|call| calls.push(call.clone()));
    calls
}

fn exported(client: &Client) -> String {
    export(&calls(client), client.log().dropped(), client.now())
}

#[test]
fn a_call_is_logged_with_what_it_sent_and_was_answered() {
    let client = client_of(Aws::replies([reply(200, &[("x-amzn-requestid", "id-1")], r#"{"summaries":[]}"#)]));
    read(&client).unwrap();
    let [call] = <[Call; 1]>::try_from(calls(&client)).unwrap();
    assert_eq!((call.facts.name, &call.region), ("GetBehaviorModelTrainingSummaries", &region()));
    assert_eq!(call.path, "/behavior-model-training/summaries");
    assert_eq!(call.query, "securityProfileName=lamps");
    assert_eq!((call.request.size, call.request.text.as_deref()), (0, Some("")));
    let body = call.reply.unwrap();
    assert_eq!((body.size, body.text.as_deref(), body.is_cut), (16, Some(r#"{"summaries":[]}"#), false));
    assert_eq!(call.attempts.len(), 1);
    assert_eq!((call.attempts[0].status, call.attempts[0].request_id.as_deref()), (Some(200), Some("id-1")));
    assert_eq!((call.state, call.duration), (State::Succeeded, Some(0)));
}

#[test]
fn what_happens_is_seen_in_order() {
    let platform = FakePlatform::default();
    let replies = Cell::new(0);
    let (states, seen) = (Rc::new(RefCell::new(Vec::new())), Rc::new(Cell::new(None::<Rc<CallLog>>)));
    let (noted, log) = (Rc::clone(&states), Rc::clone(&seen));
    let aws = Aws::new(move |_| {
        let known = log.take().unwrap();
        known.each(|call| noted.borrow_mut().push((known.under_way(), call.state.clone())));
        log.set(Some(known));
        replies.set(replies.get() + 1);
        match replies.get() {
            1 => error(400, "ThrottlingException"),
            2 => error(500, "InternalFailureException"),
            _ => good(),
        }
    });
    let client = client(aws, &platform);
    seen.set(Some(client.log()));

    let request = GetBehaviorModelTrainingSummaries::default();
    let region = region();
    let mut call = Box::pin(client.call(&region, &request));
    let (log, mut waits) = (client.log(), Vec::new());
    block_on(std::future::poll_fn(|context| {
        let done = call.as_mut().poll(context);
        if let Some(retry) = log.under_way().retry {
            waits.push(retry);
        }
        done.map(drop)
    }));

    let sent = (UnderWay { calls: 1, retry: None }, State::Sent);
    assert_eq!(*states.borrow(), [sent.clone(), sent.clone(), sent]);
    waits.dedup();
    let start = platform.now().minus(Duration::from_millis(550));
    let first = Retry { attempt: 2, at: start.plus(Duration::from_millis(500)), throttled: true };
    let second = Retry { attempt: 3, at: start.plus(Duration::from_millis(550)), throttled: false };
    assert_eq!(waits, [first, second]);

    let [call] = <[Call; 1]>::try_from(calls(&client)).unwrap();
    let codes: Vec<_> = call.attempts.iter().map(|attempt| attempt.problem.as_ref()?.code.as_deref()).collect();
    assert_eq!(codes, [Some("ThrottlingException"), Some("InternalFailureException"), None]);
    assert_eq!(call.attempts.iter().map(|attempt| attempt.sent).collect::<Vec<_>>(), [0, 500, 550]);
    assert_eq!((call.state, call.duration), (State::Succeeded, Some(550)));
    assert_eq!(log.under_way(), UnderWay::default());
}

#[test]
fn a_call_that_fails_says_why() {
    let client = client_of(Aws::replies([error(403, "AccessDeniedException"), reply(200, &[], "<html>")]));
    read(&client).unwrap_err();
    read(&client).unwrap_err();
    let problems: Vec<_> = calls(&client)
        .into_iter()
        .map(|call| match call.state {
            State::Failed(problem) => (problem.kind, problem.code, problem.words),
            other => panic!("{other:?}"),
        })
        .collect();
    let denied = "HTTP 403, AccessDeniedException: as AWS words it".to_owned();
    assert_eq!(problems[0], (ErrorKind::AccessDenied, Some("AccessDeniedException".to_owned()), denied));
    assert_eq!((problems[1].0, &problems[1].1), (ErrorKind::Unreadable, &None));
}

#[test]
fn a_call_that_nobody_waits_for_any_more_was_abandoned() {
    let client = client_of(Aws::new(|_| good()));
    let request = GetBehaviorModelTrainingSummaries::default();
    let region = region();
    let mut call = Box::pin(client.call(&region, &request));
    assert!(call.as_mut().now_or_never().is_none());
    assert_eq!(client.log().under_way().calls, 1);
    drop(call);
    assert_eq!(calls(&client)[0].state, State::Abandoned);
    assert_eq!(client.log().under_way().calls, 0);
}

#[test]
fn an_error_names_the_call_that_failed() {
    for outcome in [lost, || error(403, "AccessDeniedException"), || reply(200, &[], "{")] {
        let client = client_of(Aws::new(move |_| outcome()));
        let failed = read(&client).unwrap_err();
        assert_eq!(failed.call, Some(calls(&client)[0].number), "{failed}");
    }
}

#[test]
fn credentials_that_could_not_be_had_name_the_call_for_them() {
    struct Asking(Client);
    impl ProvideCredentials for Asking {
        fn credentials<'a>(&'a self, _: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>> {
            let request = GetCredentialsForIdentity {
                identity_id: IdentityId::new("us-east-1:00000000-0000-4000-8000-000000000000").unwrap(),
                logins: BTreeMap::new(),
                custom_role_arn: None,
            };
            async move { Err(self.0.call(&region(), &request).await.map(drop).unwrap_err()) }.boxed_local()
        }
    }
    let bare = client_of(Aws::new(|_| error(400, "NotAuthorizedException")));
    let client = bare.signed_with(Rc::new(Asking(bare.clone())));
    let failed = read(&client).unwrap_err();
    let [waiting, fetching] = <[Call; 2]>::try_from(calls(&client)).unwrap();
    assert_eq!((failed.facts, failed.call), (fetching.facts, Some(fetching.number)));
    assert!(matches!(waiting.state, State::Failed(_)));
}

#[test]
fn numbers_of_one_load_of_the_page_mean_nothing_in_the_next() {
    let platform = FakePlatform::default();
    let client = client(Aws::new(|_| good()), &platform);
    read(&client).unwrap();
    assert_eq!(calls(&client)[0].number, platform.random_bits() + 1, "they begin by chance");
}

#[test]
fn clearing_forgets_what_has_ended() {
    let client = client_of(Aws::new(|_| good()));
    read(&client).unwrap();
    let ended = calls(&client)[0].number;
    let (request, region) = (GetBehaviorModelTrainingSummaries::default(), region());
    let mut call = Box::pin(client.call(&region, &request));
    assert!(call.as_mut().now_or_never().is_none());
    client.log().clear();
    assert_eq!(calls(&client).iter().map(|call| call.number).collect::<Vec<_>>(), [ended + 1]);
    block_on(call).unwrap();
    assert_eq!(calls(&client)[0].state, State::Succeeded);
}

#[test]
fn the_next_chapter_shows_nothing_of_the_ones_before() {
    let client = client_of(Aws::new(|_| good()));
    read(&client).unwrap();
    let (request, region) = (GetBehaviorModelTrainingSummaries::default(), region());
    let under_way = client.call(&region, &request);
    let log = client.log();
    block_on(join(under_way, async move {
        moment().await;
        log.begin_chapter();
    }))
    .0
    .unwrap();
    // A page of the earlier person that still works.
    read(&client).unwrap();
    assert!(calls(&client).is_empty());

    let next = client.signed_with(Rc::new(Provider));
    read(&next).unwrap();
    assert_eq!(calls(&client).len(), 1);
}

#[test]
fn old_calls_make_room_for_new_ones() {
    let client = client_of(Aws::new(|_| good()));
    read(&client).unwrap();
    let first = calls(&client)[0].number;
    for _ in 0..MAXIMUM_CALLS + 2 {
        read(&client).unwrap();
    }
    let kept = calls(&client);
    assert_eq!((kept.len(), kept[0].number, client.log().dropped()), (MAXIMUM_CALLS, first + 3, 3));

    // A letter of two bytes stands across the limit.
    let long = format!(r#"{{"xy":"{}"}}"#, "é".repeat(MAXIMUM_BODY));
    let size = long.len();
    let large = client_of(Aws::replies([reply(200, &[], &long)]));
    read(&large).unwrap();
    let body = calls(&large).remove(0).reply.unwrap();
    assert!(body.is_cut && body.size == size && body.text.unwrap().len() == MAXIMUM_BODY - 1);
}

/// What a service answers, with a secret in every place that may hold one: Cognito's in each member, and of the others
/// what was signed, which AWS repeats in its words, and which anybody may repeat.
fn full_of_secrets(request: &HttpRequest) -> String {
    let Some((_, token)) = request.headers.iter().find(|(name, _)| name == "x-amz-security-token") else {
        let credentials =
            json!({ "AccessKeyId": "ASIA", "SecretKey": CANARY, "SessionToken": CANARY, "Expiration": 1 });
        let tokens = json!({
            "id_token": CANARY, "access_token": CANARY, "refresh_token": CANARY, "IdentityId": "us-east-1:0a",
            "Credentials": credentials, "message": CANARY,
        });
        return tokens.to_string();
    };
    let signed = request.headers.iter().filter(|(name, _)| name != "authorization");
    let signed: Vec<_> = signed.map(|(name, value)| format!("{name}:{value}")).collect();
    let message = format!("No.\nThe Canonical String should have been\n{}", signed.join("\n"));
    match request.url.contains("/behavior-model-training/") {
        true => json!({ "message": message, "echo": token }).to_string(),
        false => format!("<html>{token}"),
    }
}

#[test]
fn no_secret_is_in_the_log_or_what_is_exported_of_it() {
    for status in [200, 400, 403, 500] {
        let headers = [("x-amzn-requestid", "id-1"), ("set-cookie", CANARY), ("x-amz-security-token", CANARY)];
        let sent = Rc::new(Cell::new(0));
        let counted = Rc::clone(&sent);
        let client = client_of(Aws::new(move |request| {
            let secrets = request.headers.iter().any(|(_, value)| value.contains(CANARY))
                || request.body.as_ref().is_some_and(|body| body.contains(CANARY));
            assert!(secrets, "a request without a secret proves nothing");
            counted.set(counted.get() + 1);
            reply(status, &headers, &full_of_secrets(request))
        }));
        let secret = || CANARY.to_owned();
        let logins = BTreeMap::from([("provider".to_owned(), secret())]);
        let identity_id = IdentityId::new("us-east-1:0a").unwrap();
        let pool = IdentityPoolId::new("us-east-1:0a0b").unwrap();
        let exchange = ExchangeCode {
            grant_type: "authorization_code".to_owned(),
            client_id: "client".to_owned(),
            code: secret(),
            redirect_uri: "https://console.example/".to_owned(),
            code_verifier: secret(),
        };
        let refresh = RefreshTokens {
            grant_type: "refresh_token".to_owned(),
            client_id: "client".to_owned(),
            refresh_token: secret(),
        };
        let region = region();
        let _outcomes = block_on(async {
            (
                client.call(&region, &exchange).await.is_ok(),
                client.call(&region, &refresh).await.is_ok(),
                client.call(&region, &RevokeToken { token: secret(), client_id: "client".to_owned() }).await.is_ok(),
                client
                    .call(&region, &GetId { account_id: None, identity_pool_id: pool, logins: logins.clone() })
                    .await
                    .is_ok(),
                client
                    .call(&region, &GetCredentialsForIdentity { identity_id, logins, custom_role_arn: None })
                    .await
                    .is_ok(),
                client.call(&region, &GetBehaviorModelTrainingSummaries::default()).await.is_ok(),
                client.call(&region, &GetDetectors::default()).await.is_ok(),
            )
        });
        assert!(sent.get() >= 7);
        let all = format!("{:?}\n{}", calls(&client), exported(&client));
        assert_eq!(calls(&client).len(), 7);
        let around = all.find(CANARY).map(|at| &all[at.saturating_sub(200)..(at + 40).min(all.len())]);
        assert_eq!(around, None, "HTTP {status}");
        assert!(!all.contains("AWS4-HMAC-SHA256"), "HTTP {status}");
    }
}

#[test]
fn what_is_exported_is_json_that_says_what_is_missing() {
    let client = client_of(Aws::replies([lost(), lost(), good()]));
    read(&client).unwrap();
    let exported: Value = serde_json::from_str(&exported(&client)).unwrap();
    assert_eq!(exported["dropped"], 0);
    let call = &exported["calls"][0];
    assert_eq!(call["operation"], "GetBehaviorModelTrainingSummaries");
    assert_eq!(call["outcome"], "succeeded");
    assert_eq!(call["began"], "2026-11-20T12:00:00Z");
    assert_eq!(call["attempts"].as_array().unwrap().len(), 3);
    assert_eq!(call["attempts"][0]["problem"], "no answer (Failed to fetch)");
}
