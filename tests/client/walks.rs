//! Every path of the session, walked with a clock of the test's own; and walks by chance, on which nothing may happen
//! that never may.

mod again;
mod by_chance;
mod interrupted;
mod others;
mod out;
mod user;

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
