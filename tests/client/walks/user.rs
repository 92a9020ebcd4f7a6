//! Somebody has signed in: renewal, limits, and the way out.

use std::rc::Rc;

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
    tab.session.renew(drop);
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
fn tokens_that_are_under_way_when_the_user_signs_out_are_revoked() {
    let tab = Tab::of_user("viewer", &[]);
    tab.work(60);
    tab.aws.hangs.set(true);
    let waiting = tab.request();
    tab.session.sign_out();
    tab.settle();
    tab.aws.go_on();
    tab.settle();
    check_nobody(&waiting);
    assert!(tab.cognito.given.borrow().last().unwrap().starts_with("refresh-"));
    assert!(tab.cognito.grants.borrow().is_empty(), "{:?}", tab.cognito.grants);
}

#[test]
fn signing_out_slowly_does_not_touch_whoever_comes_next() {
    let tab = Tab::of_user("viewer", &[]);
    tab.aws.hangs.set(true);
    tab.session.sign_out();
    tab.settle();
    tab.session.paste(&pasted("2026-11-20T13:00:00Z")).unwrap();
    tab.wait_seconds(4);
    assert!(matches!(tab.state(), SessionState::SignedIn { who: Who::Pasted { .. }, .. }));
    assert_eq!(tab.browser.left_for.borrow().len(), 1, "the console is not left");
}

#[test]
fn a_renewal_that_is_asked_for_tells_how_it_went() {
    let tab = Tab::of_user("viewer", &[]);
    let outcome = Outcome::default();
    let renew = || {
        let told = Rc::clone(&outcome);
        tab.session.renew(move |result| *told.borrow_mut() = Some(result));
        (0..3).for_each(|_| tab.wait_seconds(1));
    };
    renew();
    check_done(&outcome);
    assert_eq!(tab.cognito.issued_credentials(), 2);
    tab.cognito.instead_of_credentials.borrow_mut().extend([lost(), lost(), lost()]);
    renew();
    assert!(matches!(&*outcome.borrow(), Some(Err(error)) if error.kind() == ErrorKind::NoAnswer), "{outcome:?}");
    check_user(&tab, "viewer");
    tab.work(60);
    let before = tab.cognito.issued_credentials();
    renew();
    assert_eq!(tab.cognito.issued_credentials() - before, 1, "those that were due are renewed once");
}

#[test]
fn whoever_would_lose_something_by_signing_out_may_stay() {
    let tab = Tab::of_user("viewer", &[]);
    tab.browser.may_leave.set(false);
    tab.session.sign_out();
    tab.settle();
    check_user(&tab, "viewer");
    check_done(&tab.request());
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
