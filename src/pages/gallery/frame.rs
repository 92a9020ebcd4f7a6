//! What the frame around every page says of calls and of the session.

use super::wide_samples;
use crate::aws::Timestamp;
use crate::aws::call_log::{Retry, UnderWay};
use crate::pages::sign_in::{ending, why};
use crate::session::Farewell;
use crate::session::limits::Limit;
use crate::ui::call_status;
use crate::view::{View, view};

pub(super) fn call_statuses() -> View {
    let now = Timestamp::from_millis(0);
    let retry = |throttled| Some(Retry { attempt: 2, at: Timestamp::from_millis(4000), throttled });
    let status = |calls, retry| {
        let look = move || (UnderWay { calls, retry }, now);
        view! { <div class="top-bar"><div class="top-bar-end">{call_status::link(look)}</div></div> }
    };
    wide_samples([
        ("Idle", status(0, None)),
        ("Under way", status(3, None)),
        ("Retrying", status(3, retry(false))),
        ("Throttled", status(3, retry(true))),
    ])
}

pub(super) fn session_warnings() -> View {
    let warning = |limit| ending(limit, || ());
    wide_samples([("Nobody is at work", warning(Limit::Idle)), ("It has lasted long", warning(Limit::Absolute))])
}

pub(super) fn farewells() -> View {
    let not_granted = |error: &str| Farewell::NotGranted {
        error: error.to_owned(),
        description: "words of the user pool".to_owned(),
    };
    wide_samples([
        ("Signed out", why(&Farewell::SignedOut)),
        ("Here only", why(&Farewell::SignedOutHereOnly)),
        ("Elsewhere", why(&Farewell::SignedOutElsewhere)),
        ("Nobody was at work", why(&Farewell::Over(Limit::Idle))),
        ("It had lasted long", why(&Farewell::Over(Limit::Absolute))),
        ("Pasted credentials", why(&Farewell::Expired)),
        ("Cancelled", why(&not_granted("access_denied"))),
        ("Refused", why(&not_granted("invalid_scope"))),
        ("Not asked for", why(&Farewell::NotAskedFor)),
        ("No way back", why(&Farewell::NoWayBack("https://console.example/".to_owned()))),
        ("No window", why(&Farewell::NoWindow)),
        ("Handed over", why(&Farewell::HandedOver)),
    ])
}
