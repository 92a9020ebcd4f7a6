//! Sessions: guests and users, renewal, and what ends a session.

use std::cell::RefCell;
use std::rc::Rc;

use detect_console::aws::credentials::{ProvideCredentials, Refused};
use detect_console::aws::endpoint::Override;
use detect_console::aws::iot::GetBehaviorModelTrainingSummaries;
use detect_console::aws::{CallError, Client, Endpoints, Service};
use detect_console::session::attempt::Attempt;
use detect_console::session::identity::{Identity, Report};
use detect_console::session::user::User;
use futures_executor::block_on;
use futures_util::future::join_all;
use serde_json::json;

use super::cognito::{Cognito, login, pool, region};
use super::scripted::{Aws, FakePlatform, good, lost, reply};

/// Somebody at the console, and what was reported of them.
struct Seat {
    platform: FakePlatform,
    cognito: Cognito,
    aws: Aws,
    client: Client,
    identity: Identity,
    user: Option<Rc<User>>,
    reports: Rc<RefCell<Vec<Report>>>,
}

impl Seat {
    fn new(is_user: bool) -> Self {
        let platform = FakePlatform::default();
        let cognito = Cognito::new(platform.clone());
        let aws = cognito.aws();
        let endpoints = Endpoints(vec![(
            Service::ManagedLogin,
            Override { url: "https://login.example".to_owned(), signing_host: None },
        )]);
        let client = Client::new(Box::new(aws.clone()), Rc::new(platform.clone()), endpoints);
        let attempt = Attempt {
            state: "s".to_owned(),
            nonce: "n".to_owned(),
            verifier: "v".repeat(43),
            authenticated_since: None,
        };
        let code = ("code-1".to_owned(), "https://console.example/".to_owned());
        let user = is_user.then(|| Rc::new(User::new(client.clone(), region(), login(), code, attempt)));
        let reports = Rc::<RefCell<Vec<Report>>>::default();
        let heard = Rc::clone(&reports);
        let report = move |report| heard.borrow_mut().push(report);
        let identity = Identity::new(client.clone(), region(), pool(), user.clone(), report);
        let client = client.signed_with(Rc::new(identity.clone()));
        Self { platform, cognito, aws, client, identity, user, reports }
    }

    fn guest() -> Self {
        Self::new(false)
    }

    fn user() -> Self {
        Self::new(true)
    }

    /// The access key id that a request would be signed with.
    fn key(&self) -> Result<String, CallError> {
        block_on(self.identity.credentials(None)).map(|credentials| credentials.access_key_id)
    }

    fn wait_seconds(&self, seconds: i64) {
        self.platform.now.set(self.platform.now.get() + seconds * 1000);
    }

    /// Calls AWS ten times at once.
    fn ten_calls(&self) {
        let (region, request) = (region(), GetBehaviorModelTrainingSummaries::default());
        let calls = (0..10).map(|_| self.client.call(&region, &request));
        assert!(block_on(join_all(calls)).iter().all(Result::is_ok));
    }

    /// Requests to the token endpoint so far.
    fn token_requests(&self) -> usize {
        self.aws.sent.borrow().iter().filter(|request| request.url.ends_with("/oauth2/token")).count()
    }

    #[track_caller]
    fn check_ended(&self) {
        let reports = self.reports.borrow();
        assert!(matches!(reports.last(), Some(Report::Ended(_))), "{reports:?}");
    }
}

#[test]
fn a_session_token_that_no_header_takes_is_refused_without_being_told() {
    let platform = FakePlatform::default();
    let aws = Aws::new(|_| {
        let body = r#"{"IdentityId":"us-east-1:0a","Credentials":{"AccessKeyId":"ASIA1","SecretKey":"s",
            "SessionToken":"canary\u0007token","Expiration":4000000000}}"#;
        reply(200, &[], body)
    });
    let client = Client::new(Box::new(aws), Rc::new(platform), Endpoints::default());
    let guest = Identity::new(client.clone(), region(), pool(), None, |_| ());
    let call = client.signed_with(Rc::new(guest));
    let error = block_on(call.call(&region(), &GetBehaviorModelTrainingSummaries::default())).err().unwrap();
    assert!(error.to_string().contains("lacks SessionToken"), "{error}");
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
}

#[test]
fn ten_requests_at_expiry_cause_one_renewal() {
    let seat = Seat::guest();
    seat.ten_calls();
    assert_eq!(seat.aws.sent(), 2 + 10, "GetId and GetCredentialsForIdentity once");
    seat.wait_seconds(3550);
    seat.ten_calls();
    assert_eq!(seat.aws.sent(), 12 + 1 + 10, "the identity is known; the credentials are about to expire");
}

#[test]
fn ten_requests_at_expiry_use_up_one_refresh_token() {
    let seat = Seat::user();
    seat.ten_calls();
    assert_eq!((seat.token_requests(), seat.aws.sent()), (1, 1 + 2 + 10));
    seat.wait_seconds(3550);
    seat.ten_calls();
    assert_eq!((seat.token_requests(), seat.aws.sent()), (2, 13 + 2 + 10));
}

#[test]
fn credentials_that_are_fresh_are_not_renewed_on_suspicion() {
    let seat = Seat::guest();
    let key = |refused: Option<(&str, bool)>| {
        let refused = refused.map(|(key, certain)| Refused { access_key_id: key.to_owned(), certain });
        block_on(seat.identity.credentials(refused.as_ref())).unwrap().access_key_id
    };
    assert_eq!(key(None), "ASIA1");
    assert_eq!(key(Some(("ASIA1", false))), "ASIA1");
    assert_eq!(key(Some(("ASIA1", true))), "ASIA2");
    assert_eq!(key(Some(("ASIA1", true))), "ASIA2", "somebody else has renewed them already");
    seat.wait_seconds(31);
    assert_eq!(key(Some(("ASIA2", false))), "ASIA3");
}

#[test]
fn a_user_is_who_the_id_token_says() {
    let seat = Seat::user();
    assert!(seat.key().is_ok());
    assert_eq!(seat.user.as_ref().unwrap().claims().unwrap().username, "viewer");
    assert!(matches!(seat.reports.borrow()[..], [Report::Renewed { .. }]));
}

#[test]
fn the_session_goes_on_as_long_as_refresh_tokens_do() {
    let seat = Seat::user();
    for hour in 0..8 {
        assert!(seat.key().is_ok(), "hour {hour}");
        seat.wait_seconds(3600);
    }
    assert_eq!(seat.token_requests(), 8);
}

#[test]
fn a_refresh_token_that_is_refused_ends_the_session() {
    let seat = Seat::user();
    seat.key().unwrap();
    seat.cognito.grants.borrow_mut().clear();
    seat.wait_seconds(3600);
    assert!(seat.key().is_err());
    seat.check_ended();
}

#[test]
fn a_refresh_that_nobody_answers_is_tried_again() {
    let seat = Seat::user();
    seat.key().unwrap();
    seat.wait_seconds(3600);
    seat.cognito.instead_of_tokens.borrow_mut().push_back(lost());
    assert!(seat.key().is_err());
    assert!(matches!(seat.reports.borrow().last(), Some(Report::Failed(_))));
    assert!(seat.key().is_ok());
}

#[test]
fn a_renewal_that_nobody_waits_for_any_more_is_not_lost() {
    let seat = Seat::user();
    seat.key().unwrap();
    seat.wait_seconds(3600);
    {
        // Whoever asked goes away in the middle.
        let mut asking = seat.identity.credentials(None);
        let waker = futures_util::task::noop_waker();
        let mut context = std::task::Context::from_waker(&waker);
        assert!(asking.as_mut().poll(&mut context).is_pending());
    }
    assert!(seat.key().is_ok());
    assert_eq!(seat.token_requests(), 2, "the refresh token was not used twice");
}

#[test]
fn a_code_works_once() {
    for (instead, why) in [(lost(), "no answer"), (reply(400, &[], r#"{"error":"invalid_grant"}"#), "refused")] {
        let seat = Seat::user();
        seat.cognito.instead_of_tokens.borrow_mut().push_back(instead);
        assert!(seat.key().is_err(), "{why}");
        seat.check_ended();
        let asked = seat.token_requests();
        assert!(seat.key().is_err(), "{why}");
        assert_eq!(seat.token_requests(), asked, "{why}: the code is not sent again");
    }
}

#[test]
fn an_id_token_that_is_not_for_us_ends_the_session_before_anything_is_done_with_it() {
    for (name, value) in
        [("nonce", "other"), ("aud", "other"), ("token_use", "access"), ("iss", "https://evil.example")]
    {
        let seat = Seat::user();
        seat.cognito.claims.replace(json!({ name: value }));
        let error = seat.key().unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        seat.check_ended();
        assert_eq!(seat.aws.sent(), 2, "{name}: the ID token goes nowhere");
        assert_eq!(*seat.cognito.revoked.borrow(), ["refresh-1"], "{name}");
    }
}

#[test]
fn renewed_tokens_must_be_of_the_same_user() {
    let seat = Seat::user();
    seat.key().unwrap();
    seat.wait_seconds(3600);
    seat.cognito.claims.replace(json!({ "sub": "other" }));
    assert!(seat.key().unwrap_err().to_string().contains("somebody else"));
    seat.check_ended();
}

#[test]
fn an_id_token_that_the_identity_pool_refuses_is_renewed_once() {
    let seat = Seat::user();
    seat.key().unwrap();
    let token = block_on(seat.user.as_ref().unwrap().id_token(false)).unwrap();
    seat.cognito.distrusted.borrow_mut().push(token.expose().to_owned());
    // The credentials expire a little before the ID token does.
    let refused = Refused { access_key_id: seat.key().unwrap(), certain: true };
    assert!(block_on(seat.identity.credentials(Some(&refused))).is_ok());
    assert_eq!(seat.token_requests(), 2);
}

#[test]
fn signing_out_revokes_the_refresh_token_and_nothing_works_any_more() {
    let seat = Seat::user();
    seat.key().unwrap();
    let user = seat.user.as_ref().unwrap();
    let held = seat.cognito.held();
    block_on(user.sign_out()).unwrap();
    assert_eq!(*seat.cognito.revoked.borrow(), [held]);
    assert!(user.claims().is_none());
    let asked = seat.token_requests();
    assert!(block_on(user.id_token(false)).is_err());
    assert_eq!(seat.token_requests(), asked);
    block_on(user.sign_out()).unwrap();
    assert_eq!(seat.cognito.revoked.borrow().len(), 1, "there is nothing left to revoke");
}

#[test]
fn tokens_that_come_after_signing_out_are_revoked_and_never_used() {
    let seat = Seat::user();
    seat.key().unwrap();
    seat.wait_seconds(3600);
    let user = seat.user.as_ref().unwrap();
    block_on(async {
        let (renewed, signed_out) = futures_util::join!(seat.identity.credentials(None), user.sign_out());
        assert!(renewed.is_err() && signed_out.is_ok());
    });
    assert!(user.claims().is_none());
    let revoked = seat.cognito.revoked.borrow();
    assert_eq!(revoked.len(), 2, "the token held, and the one that came later");
    assert!(seat.cognito.grants.borrow().is_empty());
}

#[test]
fn a_clock_that_is_off_is_put_right_by_what_cognito_says() {
    let platform = FakePlatform::default();
    // Ahead by 20 minutes; AWS tells the right time in each reply of Cognito.
    let date = "Fri, 20 Nov 2026 11:40:00 GMT";
    let cognito = Cognito::new(platform.clone());
    let aws = Aws::new(move |request| {
        let mut response = cognito.answer(request)?;
        if request.url.contains("cognito") {
            response.headers.push(("date".to_owned(), date.to_owned()));
        }
        Ok(response)
    });
    let client = Client::new(Box::new(aws.clone()), Rc::new(platform), Endpoints::default());
    let guest = Identity::new(client.clone(), region(), pool(), None, |_| ());
    let client = client.signed_with(Rc::new(guest));
    block_on(client.call(&region(), &GetBehaviorModelTrainingSummaries::default())).ok().unwrap();
    let sent = aws.sent.borrow();
    let stamp = sent.last().unwrap().headers.iter().find(|(name, _)| name == "x-amz-date").unwrap();
    assert_eq!(stamp.1, "20261120T114000Z");
}

#[test]
fn a_clock_that_is_far_ahead_does_not_keep_anybody_from_signing_in() {
    let seat = Seat::user();
    let two_hours_ago = seat.cognito.seconds() - 7200;
    seat.cognito.claims.replace(json!({ "iat": two_hours_ago, "exp": two_hours_ago + 3600 }));
    assert!(seat.key().is_ok());
    let (ahead, is_ahead) = seat.client.clock().ahead().unwrap();
    assert_eq!((ahead.as_secs(), is_ahead), (7200, true));
}

#[test]
fn a_signature_refused_for_the_clock_is_made_anew_once_by_the_time_of_the_refusal() {
    let platform = FakePlatform::default();
    let date = ("date", "Fri, 20 Nov 2026 12:20:00 GMT");
    let refusal = r#"{"__type":"InvalidSignatureException","message":"Signature expired: 20261120T120000Z"}"#;
    let cognito = Cognito::new(platform.clone());
    let aws = Aws::new(move |request| {
        let stamp = request.headers.iter().find(|(name, _)| name == "x-amz-date").map(|(_, stamp)| stamp.as_str());
        match stamp {
            Some("20261120T120000Z") => reply(403, &[date], refusal),
            Some(stamp) => {
                assert_eq!(stamp, "20261120T122000Z");
                good()
            }
            None => cognito.answer(request),
        }
    });
    let client = Client::new(Box::new(aws.clone()), Rc::new(platform), Endpoints::default());
    let guest = Identity::new(client.clone(), region(), pool(), None, |_| ());
    let client = client.signed_with(Rc::new(guest));
    block_on(client.call(&region(), &GetBehaviorModelTrainingSummaries::default())).ok().unwrap();
    assert_eq!(aws.sent(), 2 + 2);
}
