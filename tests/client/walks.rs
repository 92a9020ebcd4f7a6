//! Every path of the session, walked with a clock of the test's own; and walks by chance, on which nothing may happen
//! that never may.

use detect_console::aws::cognito_identity::IdentityId;
use detect_console::aws::error::Diagnosis;
use detect_console::aws::{CallError, Cause, ErrorKind};
use detect_console::session::attempt::Return;
use detect_console::session::limits::Limit;
use detect_console::session::responders::Standing;
use detect_console::session::tabs::Message;
use detect_console::session::{Farewell, SessionState, Who};
use leptos::prelude::GetUntracked;
use serde_json::json;

use super::scripted::{error, lost, reply};
use super::tab::{Outcome, Tab, ways_in};

const RESPONDER: &[&str] = &["responder"];

/// Temporary credentials that say when they expire.
fn pasted(expiration: &str) -> String {
    json!({
        "AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "SessionToken": "a-session-token-long-enough", "Expiration": expiration,
    })
    .to_string()
}

#[track_caller]
fn check_user(tab: &Tab, subject: &str) {
    let state = tab.state();
    assert!(
        matches!(&state, SessionState::SignedIn { who: Who::User { name, .. }, .. } if name == subject),
        "{state:?}"
    );
}

#[track_caller]
fn check_guest(tab: &Tab) {
    let guest = Who::Guest { identity_id: IdentityId::new("us-east-1:0a").unwrap() };
    let state = tab.state();
    assert!(matches!(&state, SessionState::SignedIn { who, .. } if *who == guest), "{state:?}");
}

#[track_caller]
fn check_waits(outcome: &Outcome) {
    assert!(outcome.borrow().is_none(), "{outcome:?}");
}

#[track_caller]
fn check_done(outcome: &Outcome) {
    assert!(matches!(*outcome.borrow(), Some(Ok(()))), "{outcome:?}");
}

/// The request was not sent: whoever it was for is here no more.
#[track_caller]
fn check_nobody(outcome: &Outcome) {
    assert!(matches!(&*outcome.borrow(), Some(Err(error)) if matches!(error.cause, Cause::SignedOut)), "{outcome:?}");
}

#[track_caller]
fn check_interrupted(tab: &Tab, is_it: fn(&Farewell) -> bool) {
    let state = tab.state();
    assert!(matches!(&state, SessionState::Interrupted(farewell) if is_it(farewell)), "{state:?}");
}

mod out {
    use super::*;

    #[test]
    fn nobody_is_signed_in_and_nothing_is_asked_before_somebody_chooses_a_way_in() {
        let tab = Tab::open(ways_in(true, true), "/training");
        assert_eq!(tab.state(), SessionState::SignedOut(None));
        assert_eq!(tab.aws.sent(), 0);
        check_nobody(&tab.request());
    }

    #[test]
    fn the_only_way_in_is_taken_at_once() {
        let tab = Tab::open(ways_in(true, false), "/");
        check_guest(&tab);
        assert_eq!(tab.standing(), Some(Standing::May));
    }

    #[test]
    fn a_guest_whom_nobody_answers_may_ask_again() {
        let tab = Tab::open(ways_in(true, true), "/");
        for _ in 0..3 {
            tab.cognito.instead_of_credentials.borrow_mut().push_back(error(500, "InternalErrorException"));
        }
        tab.session.continue_as_guest();
        // The client asks again after pauses.
        (0..3).for_each(|_| tab.wait_seconds(30));
        assert!(matches!(tab.state(), SessionState::Failed(_)), "{:?}", tab.state());
        tab.session.renew();
        tab.settle();
        check_guest(&tab);
    }

    #[test]
    fn leaving_for_managed_login_keeps_the_attempt_and_takes_it_out_at_once() {
        let mut tab = Tab::for_users();
        tab.session.sign_in();
        assert_eq!(tab.state(), SessionState::SignedOut(None));
        let url = tab.browser.left_for.borrow()[0].clone();
        assert!(url.starts_with("https://login.example/oauth2/authorize?response_type=code&"), "{url}");
        assert!(!url.contains("prompt="), "{url}");
        assert_eq!(tab.browser.storage.borrow().len(), 1);
        tab.come_back(&ways_in(false, true), &tab.grant(&url, "viewer", &[], 0));
        check_user(&tab, "viewer");
        assert!(tab.browser.storage.borrow().is_empty());
        assert_eq!(*tab.browser.address.borrow(), "/training");
    }

    #[test]
    fn a_page_that_managed_login_does_not_know_is_not_left() {
        let mut auth = ways_in(false, true);
        auth.managed_login.as_mut().unwrap().sign_in_uris = vec!["https://other.example/".to_owned()];
        let tab = Tab::open(auth, "/");
        tab.session.sign_in();
        let here = "https://console.example/".to_owned();
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::NoWayBack(here))));
        assert!(tab.browser.left_for.borrow().is_empty());
    }

    /// What is said of an answer to an attempt, or to none.
    fn answered(is_asked_for: bool, answer: impl Fn(&str) -> Return) -> Tab {
        let mut tab = Tab::for_users();
        tab.session.sign_in();
        let url = tab.browser.left_for.borrow()[0].clone();
        if !is_asked_for {
            tab.browser.storage.borrow_mut().clear();
        }
        tab.come_back(&ways_in(false, true), &answer(&url));
        assert!(tab.browser.storage.borrow().is_empty());
        assert!(!tab.browser.address.borrow().contains('?'), "{:?}", tab.browser.address);
        tab
    }

    fn denied(state: Option<&str>) -> Return {
        let answer = Err(("access_denied".to_owned(), String::new()));
        Return { state: state.map(ToOwned::to_owned), answer }
    }

    fn state_of(url: &str) -> &str {
        url.split_once("&state=").unwrap().1.split('&').next().unwrap()
    }

    #[test]
    fn a_sign_in_that_is_cancelled_says_so() {
        for tab in [answered(true, |url| denied(Some(state_of(url)))), answered(true, |_| denied(None))] {
            let state = tab.state();
            assert!(matches!(state, SessionState::SignedOut(Some(Farewell::NotGranted { .. }))), "{state:?}");
            assert_eq!(tab.aws.sent(), 0);
        }
    }

    #[test]
    fn an_error_that_no_tab_asked_for_is_not_believed() {
        let tab = answered(false, |_| denied(None));
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::NotAskedFor)));
        assert!(tab.browser.told.borrow().is_empty());
    }

    #[test]
    fn a_code_of_another_attempt_is_offered_to_the_other_tabs_and_never_exchanged() {
        for is_asked_for in [true, false] {
            let stolen = || Return { state: Some("other".to_owned()), answer: Ok("code-0".to_owned()) };
            let tab = answered(is_asked_for, |_| stolen());
            assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::HandingOver)));
            assert!(tab.browser.told.borrow()[..] == [Message::Answer(stolen())]);
            tab.hear(Message::Taken("another".to_owned()));
            assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::HandingOver)));
            tab.wait_seconds(2);
            assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::NotAskedFor)));
            assert_eq!(tab.aws.sent(), 0);
        }
    }

    #[test]
    fn a_window_whose_answer_is_taken_closes() {
        let tab =
            answered(false, |url| Return { state: Some(state_of(url).to_owned()), answer: Ok("code-0".to_owned()) });
        let url = tab.browser.left_for.borrow()[0].clone();
        tab.hear(Message::Taken(state_of(&url).to_owned()));
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::HandedOver)));
        assert!(tab.browser.is_closed.get());
        tab.wait_seconds(2);
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::HandedOver)));
    }

    #[test]
    fn a_code_that_is_refused_or_gets_no_answer_asks_to_sign_in_again() {
        for answer in [reply(400, &[], r#"{"error":"invalid_grant"}"#), lost()] {
            let mut tab = Tab::for_users();
            tab.session.sign_in();
            let url = tab.browser.left_for.borrow()[0].clone();
            tab.cognito.instead_of_tokens.borrow_mut().push_back(answer);
            tab.come_back(&ways_in(false, true), &tab.grant(&url, "viewer", &[], 0));
            check_interrupted(&tab, |farewell| matches!(farewell, Farewell::Refused(_)));
            tab.sign_in_again("viewer", &[], 0);
            check_user(&tab, "viewer");
        }
    }
}

mod user {
    use super::*;

    #[test]
    fn requests_are_answered_and_credentials_renewed_for_as_long_as_somebody_is_at_work() {
        let tab = Tab::of_user("viewer", &[]);
        for _ in 0..7 {
            check_done(&tab.request());
            tab.work(60);
        }
        check_user(&tab, "viewer");
        assert_eq!(tab.cognito.given.borrow().len(), 7, "the code, and a refresh token an hour");
    }

    #[test]
    fn ten_requests_at_expiry_cause_one_renewal() {
        let tab = Tab::of_user("viewer", &[]);
        tab.work(60);
        let before = tab.aws.sent();
        let outcomes: Vec<_> = (0..10).map(|_| tab.request()).collect();
        outcomes.iter().for_each(check_done);
        assert_eq!(tab.aws.sent() - before, 1 + 1 + 10, "tokens, credentials, and the requests");
    }

    #[test]
    fn somebody_away_is_warned_and_then_the_page_is_covered() {
        let tab = Tab::of_user("viewer", &[]);
        tab.wait(13);
        assert_eq!(tab.session.ending.get_untracked(), None);
        tab.wait(1);
        assert_eq!(tab.session.ending.get_untracked(), Some(Limit::Idle));
        tab.session.stay();
        tab.wait(14);
        check_user(&tab, "viewer");
        tab.wait(1);
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
        assert_eq!(tab.session.ending.get_untracked(), None);
        tab.session.stay();
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
    }

    #[test]
    fn whoever_may_start_mitigation_may_be_away_for_five_minutes() {
        let tab = Tab::of_user("responder", RESPONDER);
        tab.wait(4);
        assert_eq!(tab.session.ending.get_untracked(), Some(Limit::Idle));
        tab.wait(1);
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
    }

    #[test]
    fn work_in_another_tab_of_the_same_user_counts() {
        let tab = Tab::of_user("viewer", &[]);
        tab.wait(10);
        tab.hear(Message::Active("viewer".to_owned()));
        tab.wait(10);
        check_user(&tab, "viewer");
        tab.hear(Message::Active("somebody-else".to_owned()));
        tab.wait(10);
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
        // Too late.
        tab.hear(Message::Active("viewer".to_owned()));
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
    }

    #[test]
    fn the_other_tabs_are_told_of_work_now_and_then() {
        let tab = Tab::of_user("viewer", &[]);
        tab.wait_seconds(10);
        for _ in 0..10 {
            tab.session.stay();
        }
        assert!(tab.browser.told.borrow()[..] == [Message::Active("viewer".to_owned())]);
    }

    #[test]
    fn work_does_not_extend_a_session_beyond_eight_hours_of_the_password() {
        let tab = Tab::of_user("viewer", &[]);
        tab.work(7 * 60 + 58);
        check_user(&tab, "viewer");
        tab.work(1);
        assert_eq!(tab.session.ending.get_untracked(), Some(Limit::Absolute));
        tab.work(1);
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Absolute));
    }

    #[test]
    fn a_password_of_before_counts_from_when_it_was_given() {
        let mut tab = Tab::for_users();
        tab.sign_in("viewer", &[], 7 * 60);
        tab.work(60);
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Absolute));
    }

    #[test]
    fn a_computer_whose_clock_is_wrong_changes_no_limit() {
        for ahead in [-2 * 3600, 2 * 3600] {
            let mut tab = Tab::for_users();
            tab.cognito.ahead.set(ahead);
            tab.sign_in("responder", RESPONDER, 0);
            tab.wait(4);
            check_user(&tab, "responder");
            assert_eq!(tab.standing(), Some(Standing::May), "{ahead}");
            tab.session.stay();
            tab.work(55);
            assert_eq!(tab.standing(), Some(Standing::May), "{ahead}");
            tab.work(1);
            assert!(matches!(tab.standing(), Some(Standing::NeedsAuthentication(_))), "{ahead}");
            tab.wait(5);
            check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
        }
    }

    #[test]
    fn a_refresh_that_nobody_answers_may_be_tried_again() {
        let tab = Tab::of_user("viewer", &[]);
        tab.work(60);
        tab.cognito.instead_of_tokens.borrow_mut().push_back(lost());
        let failed = tab.request();
        assert!(matches!(&*failed.borrow(), Some(Err(error)) if error.kind() == ErrorKind::NoAnswer), "{failed:?}");
        assert!(matches!(tab.state(), SessionState::Failed(_)));
        tab.session.renew();
        tab.settle();
        check_user(&tab, "viewer");
        check_done(&tab.request());
    }

    #[test]
    fn signing_out_revokes_tells_the_other_tabs_and_leaves_for_the_end_at_managed_login() {
        let mut tab = Tab::of_user("viewer", &[]);
        let (held, visit) = (tab.cognito.held(), tab.visit());
        tab.session.sign_out();
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::SignedOut)));
        assert_ne!(tab.visit(), visit);
        tab.settle();
        assert_eq!(*tab.cognito.revoked.borrow(), [held]);
        assert!(tab.browser.told.borrow()[..] == [Message::SignedOut("viewer".to_owned())]);
        assert!(tab.browser.left_for.borrow().last().unwrap().starts_with("https://login.example/logout?"));
        check_nobody(&tab.request());
        *tab.browser.address.borrow_mut() = "/".to_owned();
        tab.reload(&ways_in(false, true));
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::SignedOut)));
        tab.reload(&ways_in(false, true));
        assert_eq!(tab.state(), SessionState::SignedOut(None));
    }

    #[test]
    fn signing_out_without_an_address_to_come_back_to_says_what_is_left() {
        let mut auth = ways_in(false, true);
        auth.managed_login.as_mut().unwrap().sign_out_uris.clear();
        let mut tab = Tab::open(auth.clone(), "/");
        tab.session.sign_in();
        let url = tab.browser.left_for.borrow()[0].clone();
        tab.come_back(&auth, &tab.grant(&url, "viewer", &[], 0));
        tab.session.sign_out();
        tab.settle();
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::SignedOutHereOnly)));
        assert_eq!(tab.cognito.revoked.borrow().len(), 1);
    }

    #[test]
    fn signing_out_does_not_wait_for_ever_for_the_token_to_be_revoked() {
        let tab = Tab::of_user("viewer", &[]);
        tab.aws.hangs.set(true);
        tab.session.sign_out();
        tab.settle();
        tab.wait_seconds(2);
        assert_eq!(tab.browser.left_for.borrow().len(), 1);
        tab.wait_seconds(1);
        assert_eq!(tab.browser.left_for.borrow().len(), 2);
    }

    #[test]
    fn signing_out_in_another_tab_ends_this_one() {
        let tab = Tab::of_user("viewer", &[]);
        tab.hear(Message::SignedOut("somebody-else".to_owned()));
        check_user(&tab, "viewer");
        tab.hear(Message::SignedOut("viewer".to_owned()));
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::SignedOutElsewhere)));
        assert_eq!(tab.cognito.revoked.borrow().len(), 1);
        assert_eq!(tab.browser.left_for.borrow().len(), 1, "this tab does not leave");
    }
}

mod interrupted {
    use super::*;

    /// A tab whose user was away for too long, with a request that waits.
    fn left_alone() -> (Tab, Outcome) {
        let tab = Tab::of_user("viewer", &[]);
        tab.wait(15);
        let waiting = tab.request();
        check_waits(&waiting);
        (tab, waiting)
    }

    #[test]
    fn a_refresh_token_that_is_refused_covers_the_page_and_the_request_waits() {
        let tab = Tab::of_user("viewer", &[]);
        tab.work(60);
        tab.cognito.grants.borrow_mut().clear();
        let (waiting, visit) = (tab.request(), tab.visit());
        check_interrupted(&tab, |farewell| matches!(farewell, Farewell::Refused(_)));
        check_waits(&waiting);
        tab.session.sign_in_again();
        assert!(!tab.last_window().contains("prompt="), "managed login may know the browser still");
        tab.sign_in_again("viewer", &[], 60);
        check_user(&tab, "viewer");
        check_done(&waiting);
        assert_eq!(tab.visit(), visit);
    }

    #[test]
    fn after_a_limit_the_password_is_asked_for_anew() {
        let (tab, waiting) = left_alone();
        tab.sign_in_again("viewer", &[], 10);
        assert!(tab.last_window().contains("prompt=login"));
        check_interrupted(&tab, |farewell| matches!(farewell, Farewell::Refused(_)));
        check_waits(&waiting);
        tab.sign_in_again("viewer", &[], 0);
        check_user(&tab, "viewer");
        check_done(&waiting);
        let held = tab.cognito.held();
        assert!(!tab.cognito.revoked.borrow().contains(&held));
        assert_eq!(tab.cognito.revoked.borrow().len(), 2, "the tokens of before, and those that were not taken");
    }

    #[test]
    fn to_somebody_else_it_is_a_new_page_and_nothing_that_waited_is_sent() {
        let (tab, waiting) = left_alone();
        let visit = tab.visit();
        tab.sign_in_again("responder", RESPONDER, 0);
        check_user(&tab, "responder");
        assert_ne!(tab.visit(), visit);
        check_nobody(&waiting);
        check_done(&tab.request());
    }

    #[test]
    fn an_attempt_that_comes_to_nothing_leaves_it_as_it_was() {
        let (tab, waiting) = left_alone();
        tab.browser.lets_open.set(false);
        tab.session.sign_in_again();
        check_interrupted(&tab, |farewell| *farewell == Farewell::NoWindow);
        tab.browser.lets_open.set(true);
        tab.session.sign_in_again();
        let url = tab.last_window();
        let Return { state, .. } = tab.grant(&url, "viewer", &[], 0);
        let denied = Err(("access_denied".to_owned(), String::new()));
        tab.hear(Message::Answer(Return { state, answer: denied }));
        check_interrupted(&tab, |farewell| matches!(farewell, Farewell::NotGranted { .. }));
        check_waits(&waiting);
        // The answer to an attempt is taken once.
        tab.hear(Message::Answer(tab.grant(&url, "viewer", &[], 0)));
        check_interrupted(&tab, |farewell| matches!(farewell, Farewell::NotGranted { .. }));
        tab.sign_in_again("viewer", &[], 0);
        check_done(&waiting);
    }

    #[test]
    fn credentials_that_cannot_be_fetched_leave_the_page_covered() {
        let (tab, waiting) = left_alone();
        tab.cognito.instead_of_credentials.borrow_mut().extend([lost(), lost(), lost()]);
        tab.sign_in_again("viewer", &[], 0);
        (0..3).for_each(|_| tab.wait_seconds(30));
        check_interrupted(&tab, |farewell| matches!(farewell, Farewell::Refused(_)));
        check_waits(&waiting);
        tab.sign_in_again("viewer", &[], 0);
        check_done(&waiting);
        let held = tab.cognito.held();
        assert_eq!(tab.cognito.revoked.borrow().len(), 2, "the tokens of both times before");
        assert!(!tab.cognito.revoked.borrow().contains(&held));
    }

    #[test]
    fn an_answer_of_another_window_is_not_taken() {
        let (tab, _waiting) = left_alone();
        tab.session.sign_in_again();
        let told = tab.browser.told.borrow().len();
        tab.hear(Message::Answer(Return { state: Some("other".to_owned()), answer: Ok("code-0".to_owned()) }));
        assert_eq!(tab.browser.told.borrow().len(), told);
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
    }

    #[test]
    fn the_window_is_told_that_its_answer_was_taken() {
        let (tab, _waiting) = left_alone();
        tab.sign_in_again("viewer", &[], 0);
        assert!(matches!(tab.browser.told.borrow().last(), Some(Message::Taken(_))));
    }

    #[test]
    fn signing_out_ends_it_and_what_waited() {
        let (tab, waiting) = left_alone();
        tab.session.sign_out();
        tab.settle();
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::SignedOut)));
        check_nobody(&waiting);
        assert!(tab.cognito.grants.borrow().is_empty(), "the tokens of before are revoked");
    }
}

mod again {
    use super::*;

    #[test]
    fn whoever_only_looks_may_not_start_mitigation() {
        let tab = Tab::of_user("viewer", &["viewer"]);
        assert_eq!(tab.standing(), Some(Standing::NeedsGroup(vec!["responder".to_owned()])));
    }

    #[test]
    fn a_password_of_long_ago_must_be_given_again_before_mitigation_and_the_page_stays() {
        let tab = Tab::of_user("responder", RESPONDER);
        assert_eq!(tab.standing(), Some(Standing::May));
        let before = tab.cognito.held();
        tab.work(60);
        assert!(matches!(tab.standing(), Some(Standing::NeedsAuthentication(_))));
        let visit = tab.visit();
        tab.sign_in_again("responder", RESPONDER, 0);
        assert!(tab.last_window().contains("prompt=login"));
        check_user(&tab, "responder");
        assert_eq!((tab.standing(), tab.visit()), (Some(Standing::May), visit));
        assert_eq!(*tab.cognito.revoked.borrow(), [before]);
        check_done(&tab.request());
    }

    #[test]
    fn a_password_that_was_not_given_again_is_not_taken_for_it() {
        let tab = Tab::of_user("responder", RESPONDER);
        tab.work(60);
        tab.sign_in_again("responder", RESPONDER, 30);
        check_interrupted(&tab, |farewell| matches!(farewell, Farewell::Refused(_)));
        assert_eq!(tab.standing(), None);
    }

    #[test]
    fn an_attempt_that_comes_to_nothing_leaves_the_session_as_it_was() {
        let tab = Tab::of_user("responder", RESPONDER);
        tab.browser.lets_open.set(false);
        tab.session.sign_in_again();
        assert_eq!(tab.session.obstacle.get_untracked(), Some(Farewell::NoWindow));
        tab.browser.lets_open.set(true);
        tab.session.sign_in_again();
        assert_eq!(tab.session.obstacle.get_untracked(), None);
        let Return { state, .. } = tab.grant(&tab.last_window(), "responder", RESPONDER, 0);
        tab.hear(Message::Answer(Return { state, answer: Err(("access_denied".to_owned(), String::new())) }));
        assert!(matches!(tab.session.obstacle.get_untracked(), Some(Farewell::NotGranted { .. })));
        check_user(&tab, "responder");
        check_done(&tab.request());
        tab.sign_in_again("responder", RESPONDER, 0);
        assert_eq!(tab.session.obstacle.get_untracked(), None);
    }

    #[test]
    fn somebody_else_who_signs_in_gets_a_new_page() {
        let tab = Tab::of_user("responder", RESPONDER);
        let visit = tab.visit();
        tab.sign_in_again("viewer", &[], 0);
        check_user(&tab, "viewer");
        assert_ne!(tab.visit(), visit);
    }
}

mod others {
    use super::*;

    #[test]
    fn a_guest_has_no_limits() {
        let tab = Tab::open(ways_in(true, false), "/");
        tab.wait(9 * 60);
        check_done(&tab.request());
        check_guest(&tab);
    }

    #[test]
    fn a_guest_who_leaves_leaves_nothing() {
        let tab = Tab::open(ways_in(true, true), "/");
        tab.session.continue_as_guest();
        tab.settle();
        check_guest(&tab);
        tab.session.sign_out();
        assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::SignedOut)));
        assert!(tab.browser.left_for.borrow().is_empty() && tab.browser.told.borrow().is_empty());
    }

    fn with_pasted(expiration: &str) -> Tab {
        let tab = Tab::open(ways_in(false, true), "/");
        tab.session.paste(&pasted(expiration)).unwrap();
        assert!(matches!(tab.state(), SessionState::SignedIn { who: Who::Pasted { .. }, .. }));
        tab
    }

    #[test]
    fn what_is_no_credentials_changes_nothing() {
        let tab = Tab::open(ways_in(false, true), "/");
        assert!(tab.session.paste("nonsense").is_err());
        assert_eq!(tab.state(), SessionState::SignedOut(None));
    }

    #[test]
    fn pasted_credentials_are_used_until_they_expire_and_nothing_that_waits_is_sent_with_others() {
        let tab = with_pasted("2026-11-20T12:05:00Z");
        assert_eq!(tab.standing(), Some(Standing::May));
        check_done(&tab.request());
        tab.wait(5);
        let (waiting, visit) = (tab.request(), tab.visit());
        check_interrupted(&tab, |farewell| *farewell == Farewell::Expired);
        check_waits(&waiting);
        tab.session.paste(&pasted("2026-11-20T13:00:00Z")).unwrap();
        tab.settle();
        check_nobody(&waiting);
        check_done(&tab.request());
        assert_eq!(tab.visit(), visit, "the page stays");
    }

    #[test]
    fn pasted_credentials_that_aws_says_have_expired_have() {
        let tab = with_pasted("2026-11-20T23:00:00Z");
        tab.cognito.instead_of_reply.borrow_mut().push_back(error(403, "ExpiredTokenException"));
        let waiting = tab.request();
        check_interrupted(&tab, |farewell| *farewell == Farewell::Expired);
        tab.session.paste(&pasted("2026-11-20T23:30:00Z")).unwrap();
        tab.settle();
        check_nobody(&waiting);
    }

    #[test]
    fn a_refusal_of_pasted_credentials_that_browsers_hide_is_told_from_being_offline() {
        let diagnosis = |outcome: &Outcome| match &*outcome.borrow() {
            Some(Err(CallError { cause: Cause::NoAnswer { diagnosis, .. }, .. })) => Some(*diagnosis),
            _ => None,
        };
        let fail = |tab: &Tab| {
            tab.cognito.instead_of_reply.borrow_mut().extend([lost(), lost(), lost()]);
            let outcome = tab.request();
            (0..3).for_each(|_| tab.wait_seconds(5));
            diagnosis(&outcome)
        };
        let tab = with_pasted("2026-11-20T23:00:00Z");
        assert_eq!(fail(&tab), Some(Diagnosis::HiddenRefusal));
        let sent = tab.aws.sent();
        assert_eq!(fail(&tab), Some(Diagnosis::HiddenRefusal));
        assert_eq!(tab.aws.sent() - sent, 3, "Cognito was reached a moment ago");
        tab.wait(1);
        tab.cognito.instead_of_id.borrow_mut().extend([lost(), lost(), lost()]);
        assert_eq!(fail(&tab), Some(Diagnosis::Offline));
    }

    #[test]
    fn pasted_credentials_end_when_nobody_is_at_work() {
        let tab = with_pasted("2026-11-20T23:00:00Z");
        tab.wait(15);
        check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
    }
}

mod by_chance {
    use super::*;

    /// A small generator: the walks must be the same each time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % sides
        }
    }

    fn owner(state: &SessionState) -> Option<String> {
        match state {
            SessionState::SignedIn { who: Who::User { name, .. }, .. } => Some(name.clone()),
            SessionState::SignedIn { who: Who::Guest { .. }, .. } => Some("a guest".to_owned()),
            SessionState::SignedIn { who: Who::Pasted { .. }, .. } => Some("pasted".to_owned()),
            _ => None,
        }
    }

    fn step(tab: &Tab, dice: &mut Dice) -> &'static str {
        let subject = if dice.roll(2) == 0 { "viewer" } else { "responder" };
        match dice.roll(15) {
            0 => {
                tab.session.sign_out();
                "sign out"
            }
            1 | 2 => {
                tab.session.sign_in_again();
                "open the window"
            }
            3..=5 => {
                let minutes_ago = i64::try_from(dice.roll(2) * 20).unwrap();
                if let Some(url) = tab.browser.windows.borrow().last() {
                    tab.session.hear(Message::Answer(tab.grant(url, subject, RESPONDER, minutes_ago)));
                }
                "answer"
            }
            6 => {
                tab.session.continue_as_guest();
                "be a guest"
            }
            7 => {
                let _unusable = tab.session.paste(&pasted("2026-11-20T13:00:00Z"));
                "paste"
            }
            8 => {
                tab.wait(dice.roll(70));
                "be away"
            }
            9 => {
                tab.work(dice.roll(70));
                "work"
            }
            10 => {
                tab.hear(Message::SignedOut(subject.to_owned()));
                "sign out elsewhere"
            }
            11 => {
                tab.cognito.instead_of_tokens.borrow_mut().push_back(lost());
                "lose the next tokens"
            }
            12 => {
                tab.cognito.instead_of_credentials.borrow_mut().push_back(error(400, "NotAuthorizedException"));
                "refuse the next credentials"
            }
            13 => {
                tab.session.renew();
                "renew"
            }
            _ => {
                tab.session.look_at_limits();
                "look"
            }
        }
    }

    fn walk(seed: u64) {
        let (mut dice, tab) = (Dice(seed), Tab::open(ways_in(true, true), "/"));
        let mut taken = Vec::new();
        let mut owners: Vec<(u32, String)> = Vec::new();
        let mut waiting: Vec<(u32, Outcome)> = Vec::new();
        for _ in 0..60 {
            taken.push(step(&tab, &mut dice));
            // The next step may come in the middle of this one.
            if dice.roll(4) == 0 {
                taken.push(step(&tab, &mut dice));
            }
            tab.settle();
            let visit = tab.visit();
            let request = tab.request();
            let state = tab.state();
            let told = || format!("seed {seed}: {taken:?}: {state:?}, {request:?}");
            match &state {
                // What fetched its credentials has found that somebody else is here.
                _ if tab.visit() != visit => check_nobody(&request),
                SessionState::SignedOut(_) => check_nobody(&request),
                SessionState::Interrupted(_) => check_waits(&request),
                SessionState::SignedIn { .. } => assert!(matches!(&*request.borrow(), Some(Ok(()))), "{}", told()),
                SessionState::SigningIn => panic!("{}", told()),
                SessionState::Failed(_) => assert!(matches!(&*request.borrow(), Some(Err(_))), "{}", told()),
            }
            // One visit has one owner.
            let visit = tab.visit();
            if let Some(owner) = owner(&state) {
                match owners.last() {
                    Some((last, known)) if *last == visit => assert_eq!(*known, owner, "{}", told()),
                    Some((last, _)) => assert!(*last < visit, "{}", told()),
                    None => {}
                }
                owners.push((visit, owner));
            }
            // What waited is sent on its own visit, or never.
            waiting.push((visit, request));
            waiting.retain(|(of, outcome)| {
                if outcome.borrow().is_none() {
                    assert_eq!(*of, tab.visit(), "seed {seed}: {taken:?}");
                }
                outcome.borrow().is_none()
            });
        }
        tab.session.sign_out();
        tab.wait_seconds(3);
        let given = tab.cognito.given.borrow();
        let mut once = given.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), given.len(), "seed {seed}: {taken:?}: nothing is given for tokens twice");
        let left: Vec<_> =
            tab.cognito.grants.borrow().keys().filter(|token| token.starts_with("refresh-")).cloned().collect();
        assert_eq!(left, [""; 0], "seed {seed}: {taken:?}: every refresh token is used up or revoked");
    }

    #[test]
    fn nothing_happens_that_never_may() {
        for seed in 0..300 {
            walk(seed);
        }
    }
}
