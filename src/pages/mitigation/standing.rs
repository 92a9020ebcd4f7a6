//! Whether whoever is here may start a task: members of some groups may, and only if they gave a password lately.

use std::time::Duration;

use leptos::prelude::*;

use crate::format;
use crate::session::responders::Standing;
use crate::session::{SessionState, use_session};
use crate::ui::notice::{Announce, Notice};
use crate::ui::status_indicator::Tone;
use crate::ui::time::use_now;
use crate::view::{IntoView, View, focus_by_id, view};

use super::super::sign_in::why;

/// The id of what tells how signing in again goes.
const CONFIRMED: &str = "confirmed";

/// Whether whoever is here may start a task; `None` while nobody knows who is here. Looked at twice a minute, and when
/// `look` says so.
pub(super) fn use_standing(look: ArcTrigger) -> Memo<Option<Standing>> {
    let (session, now) = (use_session(), use_now());
    Memo::new(move |_| {
        now.track();
        look.track();
        session.standing()
    })
}

/// Why a task cannot be started, in a few words; `None` where it can.
pub(super) fn obstacle(standing: Option<&Standing>) -> Option<String> {
    let words = match standing {
        Some(Standing::May) => return None,
        None => "You are not signed in at the moment.",
        Some(Standing::NeedsGroup(_)) => "Your account may look, not start mitigation.",
        Some(Standing::NeedsAuthentication(_)) => "Sign in again first, with the button above.",
    };
    Some(words.to_owned())
}

/// Tells those who may only look, and what they can do about it.
pub(super) fn may_only_look() -> View {
    let standing = use_standing(ArcTrigger::new());
    let notice = move || match standing.get() {
        Some(Standing::NeedsGroup(groups)) => {
            let members = match &*groups {
                [group] => format!("the group “{group}”"),
                groups => format!("one of the groups “{}”", groups.join("”, “")),
            };
            Some(view! {
                <Notice tone=Tone::Info heading="You may look, not start mitigation.">
                    <p>
                        "Starting a task takes a member of " {members} " of the user pool. Sign in as one first: signing in \
                         empties the form. Or fill it in, review it, and hand it over: Copy as in the review holds all \
                         of it."
                    </p>
                </Notice>
            })
        }
        _ => None,
    };
    notice.into_view()
}

/// Asks those who gave their password too long ago to give it again; the review stays meanwhile.
pub(super) fn password_of_lately(standing: Memo<Option<Standing>>) -> View {
    // While somebody signs in again, what was asked for stays.
    let needed = Memo::new(move |last: Option<&Option<Duration>>| match *standing.read() {
        Some(Standing::NeedsAuthentication(age)) => Some(age),
        Some(_) => None,
        None => last.copied().flatten(),
    });
    let was_needed = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || needed.get().is_some());
    let notice = move || needed.get().map(give_it_again);
    let session = use_session();
    let went_wrong = move || session.obstacle.get().map(|farewell| why(&farewell));
    let status = move || match (&*session.state.read(), &*standing.read()) {
        (SessionState::SigningIn, _) => "Signing in …",
        (_, Some(Standing::May)) => "Thank you. You can start the task now.",
        _ => "",
    };
    let content = move || {
        was_needed.get().then(|| {
            view! {
                <div id=CONFIRMED class="stack" tabindex="-1">
                    {notice}
                    {went_wrong}
                    <p role="status">{status}</p>
                </div>
            }
        })
    };
    content.into_view()
}

fn give_it_again(age: Duration) -> View {
    let session = use_session();
    let press = move |_| {
        // The notice goes away in the end.
        focus_by_id(CONFIRMED.to_owned());
        session.sign_in_again();
    };
    let sign_in = view! { <button type="button" class="button primary" on:click=press>"Sign in again"</button> };
    view! {
        <Notice
            tone=Tone::Warning
            heading="Sign in again before you start a task."
            announce=Announce::Politely
            actions=sign_in
        >
            <p>
                "A task moves devices, so Amazon Cognito asks for your password again, in a window of its own. You gave \
                 it more than " {format::duration(age)} " ago. This review stays as it is."
            </p>
        </Notice>
    }
}
