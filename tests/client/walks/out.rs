//! Nobody is signed in: the ways in, and what managed login answers.

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
    assert_eq!(tab.standing(), Some(Standing::NeedsGroup(vec!["responder".to_owned()])));
    let mut auth = ways_in(true, false);
    auth.responders.groups.clear();
    assert_eq!(Tab::open(auth, "/").standing(), Some(Standing::May));
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
    tab.session.renew(drop);
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

/// Where a guest left for managed login, and where that is.
fn left_by_guest() -> (Tab, String) {
    let tab = Tab::open(ways_in(true, true), "/training");
    tab.session.continue_as_guest();
    tab.settle();
    check_guest(&tab);
    tab.session.sign_in();
    let url = tab.browser.left_for.borrow()[0].clone();
    (tab, url)
}

#[test]
fn a_guest_who_cancels_or_goes_back_is_a_guest_again() {
    let (mut tab, url) = left_by_guest();
    tab.come_back(&ways_in(true, true), &denied(Some(state_of(&url))));
    check_guest(&tab);
    assert!(matches!(tab.session.obstacle.get_untracked(), Some(Farewell::NotGranted { .. })));
    assert_eq!(*tab.browser.address.borrow(), "/training");
    check_done(&tab.request());

    let (mut tab, _) = left_by_guest();
    tab.reload(&ways_in(true, true));
    check_guest(&tab);
    assert_eq!(tab.session.obstacle.get_untracked(), None);
    tab.reload(&ways_in(true, true));
    assert_eq!(tab.state(), SessionState::SignedOut(None), "once");
}

#[test]
fn a_guest_is_told_in_full_of_what_is_more_than_a_cancelled_sign_in() {
    let (mut tab, url) = left_by_guest();
    let refused = Err(("invalid_scope".to_owned(), String::new()));
    tab.come_back(&ways_in(true, true), &Return { state: Some(state_of(&url).to_owned()), answer: refused });
    let state = tab.state();
    assert!(matches!(state, SessionState::SignedOut(Some(Farewell::NotGranted { .. }))), "{state:?}");

    let (mut tab, url) = left_by_guest();
    tab.come_back(&ways_in(false, true), &denied(Some(state_of(&url))));
    let state = tab.state();
    assert!(matches!(state, SessionState::SignedOut(Some(_))), "guests are let in no more: {state:?}");
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
    let tab = answered(false, |url| Return { state: Some(state_of(url).to_owned()), answer: Ok("code-0".to_owned()) });
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
