//! Signing in once more while signed in.

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
    assert!(matches!(tab.session.obstacle.get_untracked(), Some(Farewell::Refused(_))));
    check_user(&tab, "responder");
    assert!(matches!(tab.standing(), Some(Standing::NeedsAuthentication(_))));
    check_done(&tab.request());
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
