//! Guests, and pasted credentials.

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
    check_nobody(&waiting);
    check_nobody(&tab.request());
    tab.session.paste(&pasted("2026-11-20T13:00:00Z")).unwrap();
    tab.settle();
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
        (0..8).for_each(|_| tab.wait_seconds(1));
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
