//! Sign in: the ways in that the configuration allows, and why one is out.

use leptos::prelude::*;

use crate::explanation::explain;
use crate::session::{Farewell, SessionState, use_session};
use crate::ui::icon::{Icon, icon};
use crate::ui::notice::{Announce, Notice};
use crate::ui::page_header::PageHeader;
use crate::ui::status_indicator::Tone;
use crate::view::{IntoView, View, view};

/// The page that stands in place of all others while nobody is signed in.
#[component]
pub fn SignInPage() -> View {
    let session = use_session();
    let why = move || match session.state.get() {
        SessionState::SignedOut(Some(farewell)) => why(&farewell),
        _ => View::default(),
    };
    view! {
        <header class="top-bar"><span class="product">{icon(Icon::Product)} "Detect Console"</span></header>
        <main id="main" class="sign-in" tabindex="-1">
            <PageHeader title="Sign in">
                <p>"The console calls AWS with temporary credentials, which it keeps in memory as long as this page is open."</p>
            </PageHeader>
            {why}
            <ul class="ways-in">
                {session.takes_users().then(|| view! {
                    <li class="panel">
                        <h2>"With your account"</h2>
                        <p>"Amazon Cognito asks who you are, and leads back here."</p>
                        <button type="button" class="button primary" on:click=move |_| session.sign_in()>"Sign in"</button>
                    </li>
                })}
                {session.takes_guests().then(|| view! {
                    <li class="panel">
                        <h2>"As a guest"</h2>
                        <p>"With what the identity pool allows to anybody. Amazon Fraud Detector is never part of that."</p>
                        <button type="button" class="button" class:primary=!session.takes_users() on:click=move |_| session.continue_as_guest()>
                            "Continue as guest"
                        </button>
                    </li>
                })}
            </ul>
        </main>
    }
}

/// Why nobody is signed in.
fn why(farewell: &Farewell) -> View {
    let (tone, heading, text) = match farewell {
        Farewell::SignedOut => (
            Tone::Success,
            "You have signed out.".to_owned(),
            "Nothing of the session is left in this browser. Credentials that AWS gave out before work there until \
             they expire, within an hour."
                .to_owned(),
        ),
        Farewell::SignedOutElsewhere => (
            Tone::Info,
            "You have signed out in another tab.".to_owned(),
            "That ends the session in all of them.".to_owned(),
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
            "This sign-in did not begin here.".to_owned(),
            "The address holds the answer to a sign-in that this tab did not ask for, or has used before. It was not \
             used. Sign in again."
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
