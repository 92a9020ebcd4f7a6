//! Walks by chance.

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
            tab.session.renew(drop);
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
            SessionState::Interrupted(_) if tab.session.is_of_pasted() => check_nobody(&request),
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
        waiting.push((visit, request));
        waiting.retain(|(of, outcome)| {
            let is_over = outcome.borrow().is_some();
            assert!(is_over || *of == tab.visit(), "seed {seed}: {taken:?}: what waits is of this visit");
            !is_over
        });
    }
    for url in &*tab.browser.windows.borrow() {
        assert!(url.contains("&prompt=login"), "seed {seed}: {url}");
    }
    // What was asked for on a visit was signed with the keys of its owner.
    for request in tab.aws.sent.borrow().iter() {
        let Some((_, visit)) = request.url.split_once("visit-") else { continue };
        let visit: u32 = visit.parse().unwrap();
        let signed = request.headers.iter().find(|(name, _)| name == "authorization").unwrap();
        let owner = owners.iter().find(|(of, _)| *of == visit).map_or("nobody", |(_, owner)| owner.as_str());
        let key = match owner {
            "pasted" => "Credential=ASIAIOSFODNN7EXAMPLE/".to_owned(),
            "a guest" => "Credential=ASIA".to_owned(),
            user => format!("Credential=ASIA{user}"),
        };
        assert!(signed.1.contains(&key), "seed {seed}: {taken:?}: {owner} on visit {visit}: {}", signed.1);
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
