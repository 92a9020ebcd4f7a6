//! A session that cannot go on: the page waits.

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
    tab.sign_in_again("viewer", &[], 60);
    check_interrupted(&tab, |farewell| matches!(farewell, Farewell::Refused(_)));
    check_waits(&waiting);
    tab.sign_in_again("viewer", &[], 0);
    check_user(&tab, "viewer");
    check_done(&waiting);
    assert_eq!(tab.visit(), visit);
}

#[test]
fn credentials_that_come_after_a_limit_are_not_used() {
    let tab = Tab::of_user("viewer", &[]);
    tab.work(60);
    tab.cognito.instead_of_credentials.borrow_mut().push_back(error(500, "InternalErrorException"));
    // The client asks for them again after a pause, in which the session ends.
    let waiting = tab.request();
    tab.wait(15);
    check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
    check_waits(&waiting);
    tab.sign_in_again("viewer", &[], 0);
    check_done(&waiting);
}

#[test]
fn after_a_limit_the_password_is_asked_for_anew() {
    let (tab, waiting) = left_alone();
    tab.sign_in_again("viewer", &[], 10);
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
    assert!(!tab.session.sign_in_again());
    check_interrupted(&tab, |farewell| *farewell == Farewell::NoWindow);
    tab.browser.lets_open.set(true);
    assert!(tab.session.sign_in_again());
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

/// A tab whose user is known and has got no credentials.
fn without_credentials() -> (Tab, Outcome) {
    let mut tab = Tab::for_users();
    tab.cognito.instead_of_credentials.borrow_mut().extend([lost(), lost(), lost()]);
    tab.sign_in("viewer", &[], 0);
    (0..3).for_each(|_| tab.wait_seconds(1));
    assert!(matches!(tab.state(), SessionState::Failed(_)), "{:?}", tab.state());
    assert!(tab.standing().is_some());
    tab.wait(15);
    check_interrupted(&tab, |farewell| *farewell == Farewell::Over(Limit::Idle));
    assert_eq!(tab.standing(), None);
    let waiting = tab.request();
    check_waits(&waiting);
    (tab, waiting)
}

#[test]
fn a_page_belongs_to_whoever_signed_in_also_before_there_are_credentials() {
    let (tab, waiting) = without_credentials();
    let visit = tab.visit();
    tab.sign_in_again("responder", RESPONDER, 0);
    assert_ne!(tab.visit(), visit);
    check_nobody(&waiting);
}

#[test]
fn signing_out_elsewhere_is_heard_also_before_there_are_credentials() {
    let (tab, waiting) = without_credentials();
    tab.hear(Message::SignedOut("viewer".to_owned()));
    assert_eq!(tab.state(), SessionState::SignedOut(Some(Farewell::SignedOutElsewhere)));
    check_nobody(&waiting);
}

#[test]
fn tokens_are_revoked_at_once() {
    let (tab, _waiting) = left_alone();
    assert!(tab.cognito.grants.borrow().is_empty());
    assert_eq!(tab.cognito.revoked.borrow().len(), 1);
}
