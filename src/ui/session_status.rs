//! Who is signed in, in the top bar.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::tooltip::{Tooltip, unique_id};
use crate::session::{Session, SessionState, Who, use_session};
use crate::view::{View, view};

/// The state of the session in a word; more about it in a tooltip.
#[component]
pub fn SessionStatus() -> View {
    let id = unique_id("session");
    let described_by = id.clone();
    let session = use_session();
    let state = session.state;
    let word = move || match &*state.read() {
        SessionState::SigningIn => (Icon::InProgress, "Signing in".to_owned()),
        SessionState::SignedIn { who: Who::Guest { .. }, .. } => (Icon::Success, "Guest".to_owned()),
        SessionState::SignedIn { who: Who::User { name, .. }, .. } => (Icon::Success, name.clone()),
        SessionState::SignedIn { who: Who::Pasted { .. }, .. } => (Icon::Success, "Pasted credentials".to_owned()),
        SessionState::Interrupted(_) => (Icon::Error, "Session ended".to_owned()),
        SessionState::Failed(_) | SessionState::SignedOut(_) => (Icon::Error, "Not signed in".to_owned()),
    };
    let more = move || match &*state.read() {
        SessionState::SigningIn => "Asking Amazon Cognito for temporary credentials".to_owned(),
        SessionState::SignedIn { who, .. } => {
            let renewed = "Credentials are renewed before they expire.";
            match who {
                Who::Guest { identity_id } => {
                    format!("Signed in as a guest of the identity pool\n{identity_id}\n{renewed}")
                }
                Who::User { identity_id, name, groups } if groups.is_empty() => {
                    format!("Signed in as {name}\n{identity_id}\n{renewed}")
                }
                Who::User { identity_id, name, groups } => {
                    format!("Signed in as {name}, of {}\n{identity_id}\n{renewed}", groups.join(", "))
                }
                Who::Pasted { access_key_id } => format!("With pasted temporary credentials\n{access_key_id}"),
            }
        }
        SessionState::Failed(error) => error.to_string(),
        SessionState::SignedOut(_) | SessionState::Interrupted(_) => String::new(),
    };
    view! {
        <Tooltip id=id text=Signal::derive(more)>
            <span class="session" tabindex="0" aria-describedby=described_by>
                {move || icon(word().0)}
                <span>{move || word().1}</span>
            </span>
        </Tooltip>
        {move || way_on(session)}
    }
}

/// The way out for whoever has signed in, and the way to sign in for a guest.
fn way_on(session: Session) -> Option<View> {
    let is_user = match &*session.state.read() {
        SessionState::SignedIn { who, .. } => !matches!(who, Who::Guest { .. }),
        SessionState::Failed(_) => true,
        SessionState::SigningIn | SessionState::SignedOut(_) | SessionState::Interrupted(_) => return None,
    };
    let (does, says): (fn(Session), _) =
        if is_user { (Session::sign_out, "Sign out") } else { (Session::sign_in, "Sign in") };
    (is_user || session.takes_users()).then(|| {
        view! { <button type="button" on:click=move |_| does(session)>{says}</button> }
    })
}
