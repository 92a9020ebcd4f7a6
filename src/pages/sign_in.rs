//! Sign in: the ways in that the configuration allows, why one is out, and what is shown when a session nears its end.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::later::LaterWaysIn;
use crate::aws::{CallError, Cause};
use crate::explanation::explain;
use crate::session::id_token::{AUTH_TIME, Unfit};
use crate::session::limits::Limit;
use crate::session::{Farewell, Session, SessionState, use_session};
use crate::ui::form_field::{Binding, TextArea};
use crate::ui::icon::{Icon, icon};
use crate::ui::notice::{Announce, Notice};
use crate::ui::page_header::{PageHeader, focus_heading};
use crate::ui::status_indicator::Tone;
use crate::view::{IntoView, NodeRef, View, effect, view};

/// The page that stands in place of all others while nobody is signed in.
#[component]
pub fn SignInPage() -> View {
    view! {
        <header class="top-bar"><span class="product">{icon(Icon::Product)} "Detect Console"</span></header>
        <main id="main" class="sign-in" tabindex="-1">
            <PageHeader title="Sign in">
                <p>
                    "The console calls AWS with temporary credentials, which stay in memory and are gone with this page."
                </p>
            </PageHeader>
            <LaterWaysIn again=false/>
        </main>
    }
}

/// What stands over a page whose session was interrupted: nothing of it is seen before somebody has signed in again.
#[component]
pub fn SessionDialog() -> View {
    let session = use_session();
    let dialog = NodeRef::new();
    // While credentials are being fetched it stays as it is: they may be refused.
    let is_open = Memo::new(move |was: Option<&bool>| match &*session.state.read() {
        SessionState::Interrupted(_) => true,
        SessionState::SigningIn => was.copied().unwrap_or_default(),
        _ => false,
    });
    let show = move || {
        let Some(dialog) = dialog.get() else { return };
        let dialog: &HtmlDialogElement = dialog.unchecked_ref();
        if is_open.get_untracked() && !dialog.open() {
            // Refused only for a dialog that is not on the page.
            let _refused = dialog.show_modal();
        } else if !is_open.get_untracked() {
            dialog.close();
        }
    };
    effect(move || {
        is_open.track();
        show();
    });
    view! {
        <dialog
            class="session-dialog"
            class:covers=is_open
            aria-labelledby="session-dialog-heading"
            node_ref=dialog
            // Browsers let Escape close it all the same, the second time.
            on:cancel=move |event: web_sys::Event| event.prevent_default()
            on:close=move |_| show()
        >
            <h2 id="session-dialog-heading" tabindex="-1" autofocus=true>"Sign in again"</h2>
            {move || is_open.get().then(|| view! { <LaterWaysIn again=true/> })}
            <button type="button" class="button" on:click=move |_| session.sign_out()>"Sign out"</button>
        </dialog>
    }
}

/// Tells shortly before a session ends.
#[component]
pub fn SessionWarning() -> View {
    let session = use_session();
    let stay = move || {
        session.stay();
        // The button goes away.
        focus_heading();
    };
    let warning = move || session.ending.get().map(|limit| ending(limit, stay));
    view! { <div class="session-warning">{warning}</div> }
}

/// Says that a session is near to `limit`; a press on the button there is `stay`.
pub(super) fn ending(limit: Limit, stay: impl Fn() + 'static) -> View {
    let (heading, text) = match limit {
        Limit::Idle => (
            "You will be signed out within a minute.",
            "Nobody has been at work here for a while. Press any key to stay.",
        ),
        Limit::Absolute => (
            "Your session ends within a minute.",
            "It has lasted as long as one may. You can then sign in again and go on where you are.",
        ),
    };
    let stay = (limit == Limit::Idle).then(|| {
        view! { <button type="button" class="button" on:click=move |_| stay()>"Stay signed in"</button> }
    });
    view! {
        <Notice tone=Tone::Warning heading announce=Announce::AtOnce actions=stay.into_view()>
            <p>{text}</p>
        </Notice>
    }
}

/// Why one is out, and the ways in that are on offer.
#[component]
pub fn WaysIn(
    /// Whether somebody was here whose page waits.
    again: bool,
) -> View {
    let session = use_session();
    let farewell = Memo::new(move |last: Option<&Option<Farewell>>| match &*session.state.read() {
        SessionState::SignedOut(farewell) => farewell.clone(),
        SessionState::Interrupted(farewell) => Some(farewell.clone()),
        // Somebody is signing in: what is said stays until that has come to something.
        _ => last.cloned().flatten(),
    });
    let content = move || {
        let farewell = farewell.get();
        // Whoever goes on must be who was interrupted, so it goes on in the same way.
        let ways = match (&farewell, again) {
            (Some(Farewell::HandingOver | Farewell::HandedOver), _) => View::default(),
            (_, false) => (with_account(session, again), as_guest(session), with_pasted(session)).into_view(),
            (_, true) if session.is_of_pasted() => with_pasted(session),
            (_, true) => with_account(session, again).into_view(),
        };
        let ways = view! { <ul class="ways-in">{ways}</ul> };
        (farewell.as_ref().map(why), ways).into_view()
    };
    content.into_view()
}

fn with_account(session: Session, again: bool) -> Option<View> {
    let is_open = RwSignal::new(false);
    // Whatever the window has come to, it is waited for no more.
    effect(move || {
        session.state.track();
        is_open.set(false);
    });
    let sign_in = move |_| if again { is_open.set(session.sign_in_again()) } else { session.sign_in() };
    session.takes_users().then(|| {
        view! {
            <li class="panel">
                <h2>"With your account"</h2>
                <p>
                    {if again {
                        "Amazon Cognito asks who you are, in a window of its own. This page stays as it is, and what was under \
                         way goes on."
                    } else {
                        "Amazon Cognito asks who you are, and leads back here."
                    }}
                </p>
                <button type="button" class="button primary" on:click=sign_in>"Sign in"</button>
                {again.then(|| view! { <p role="status">{move || how_far(session, is_open)}</p> })}
            </li>
        }
    })
}

/// How far signing in again is, in a window that may be open.
fn how_far(session: Session, is_open: RwSignal<bool>) -> &'static str {
    match &*session.state.read() {
        SessionState::SigningIn => "Signing in …",
        _ if is_open.get() => {
            "Waiting for the window in which you sign in. If you have closed it, press the button again."
        }
        _ => "",
    }
}

fn as_guest(session: Session) -> Option<View> {
    session.takes_guests().then(|| {
        view! {
            <li class="panel">
                <h2>"As a guest"</h2>
                <p>"With the permissions that the identity pool gives to anybody. Amazon Fraud Detector is never among them."</p>
                <button
                    type="button"
                    class="button"
                    class:primary=!session.takes_users()
                    on:click=move |_| {
                        session.continue_as_guest();
                        // The page takes the place of this one.
                        request_animation_frame(focus_heading);
                    }
                >
                    "Continue as guest"
                </button>
            </li>
        }
    })
}

fn with_pasted(session: Session) -> View {
    view! {
        <li class="panel">
            <h2>"With temporary credentials"</h2>
            <p>"For example from AWS IAM Identity Center or AWS STS. They are kept in the memory of this tab only."</p>
            {paste_form(session)}
        </li>
    }
}

/// A field to paste credentials into. What is pasted leaves it as soon as it is used.
fn paste_form(session: Session) -> View {
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let typed = Binding::new(text, move |typed| {
        error.set(None);
        text.set(typed);
    });
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        match session.paste(&text.get_untracked()) {
            Ok(()) => {
                text.set(String::new());
                request_animation_frame(focus_heading);
            }
            Err(problem) => {
                error.set(Some(problem.to_string()));
                crate::view::focus_by_id("pasted-credentials".to_owned());
            }
        }
    };
    view! {
        <form class="paste-form" novalidate=true on:submit=submit>
            <TextArea
                id="pasted-credentials"
                label="Temporary credentials"
                value=typed
                rows=3
                description="What “aws configure export-credentials” prints, a block of “export AWS_…” lines, or access key ID, secret access key and session token."
                error
            />
            <button type="submit" class="button">"Use them"</button>
        </form>
    }
}

/// Why nobody is signed in, or could not sign in again.
pub(super) fn why(farewell: &Farewell) -> View {
    let (tone, heading, text) = match farewell {
        Farewell::SignedOut => (
            Tone::Success,
            "You have signed out.".to_owned(),
            "Nothing of the session is left in this browser. Credentials that AWS gave out before work there until \
             they expire."
                .to_owned(),
        ),
        Farewell::SignedOutHereOnly => (
            Tone::Warning,
            "You have signed out here, but not at Amazon Cognito.".to_owned(),
            "Whoever signs in next in this browser may not be asked for a password. config.json names no \
             redirect_sign_out_uri for this address. Close the browser to end that session, too."
                .to_owned(),
        ),
        Farewell::SignedOutElsewhere => (
            Tone::Info,
            "You have signed out in another tab.".to_owned(),
            "That ends the session in all of them.".to_owned(),
        ),
        Farewell::Over(Limit::Idle) => (
            Tone::Warning,
            "Your session has ended.".to_owned(),
            "Nobody was at work here for a while. What you had typed is kept until somebody else signs in.".to_owned(),
        ),
        Farewell::Over(Limit::Absolute) => (
            Tone::Warning,
            "Your session has ended.".to_owned(),
            "It has lasted as long as one may. What you had typed is kept until somebody else signs in.".to_owned(),
        ),
        Farewell::Expired => (
            Tone::Warning,
            "The pasted credentials have expired.".to_owned(),
            "Paste new ones of the same role to go on where you were.".to_owned(),
        ),
        Farewell::HandingOver => (
            Tone::Info,
            "Handing the sign-in over …".to_owned(),
            "It goes on in the window that it began in.".to_owned(),
        ),
        Farewell::HandedOver => (
            Tone::Info,
            "You can close this window.".to_owned(),
            "The sign-in goes on in the window that it began in.".to_owned(),
        ),
        Farewell::NoWindow => (
            Tone::Error,
            "The browser did not open the window to sign in.".to_owned(),
            "Allow this page to open windows, then try again.".to_owned(),
        ),
        Farewell::Refused(CallError { cause: Cause::Unreadable { reason, .. }, .. })
            if *reason == Unfit(AUTH_TIME).to_string() =>
        {
            (
                Tone::Error,
                "Amazon Cognito did not ask for your password again.".to_owned(),
                "Going on here takes a password of now. Try again; if that does not help, whoever set up the user pool \
                 may have to see why its sign-in page does not ask."
                    .to_owned(),
            )
        }
        Farewell::Refused(CallError { cause: Cause::Unreadable { reason, .. }, .. }) => (
            Tone::Error,
            "The answer of Amazon Cognito is not for this console.".to_owned(),
            format!(
                "It was not used: {reason}. Whoever set up the console may have to check user_pool_id and \
                 user_pool_client_id in config.json."
            ),
        ),
        Farewell::Refused(error) => {
            let explanation = explain(error);
            let text = [explanation.what_happened, "Sign in again.".to_owned()].join(" ");
            (Tone::Error, explanation.heading + ".", text)
        }
        Farewell::NotGranted { error, .. } if error == "access_denied" => (
            Tone::Warning,
            "You were not signed in.".to_owned(),
            "The sign-in was cancelled, or your account may not use this console.".to_owned(),
        ),
        Farewell::NotGranted { error, description } => (
            Tone::Error,
            "Amazon Cognito did not sign you in.".to_owned(),
            format!(
                "It says: {error}{}{description}. Whoever set up the console may have to check the app client and its \
                 scopes.",
                if description.is_empty() { "" } else { ", " },
            ),
        ),
        Farewell::NotAskedFor => (
            Tone::Warning,
            "This sign-in was not used.".to_owned(),
            "The address held the answer to a sign-in that this tab did not ask for, or has used already. Sign in \
             again."
                .to_owned(),
        ),
        Farewell::NoWayBack(here) => (
            Tone::Error,
            "Signing in would not lead back here.".to_owned(),
            format!(
                "config.json names no redirect_sign_in_uri that is {here}, the address of this page. Open the console at \
                 an address that it names, or have this one added there and to the app client."
            ),
        ),
    };
    view! { <Notice tone heading announce=Announce::Politely><p>{text}</p></Notice> }.into_view()
}
