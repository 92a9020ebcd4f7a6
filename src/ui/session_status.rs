//! Who is signed in, in the top bar: a link to more about it, and the way out or in.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::link::Link;
use crate::routes;
use crate::session::{Session, SessionState, Who, use_session};
use crate::view::{IntoView, View, view};

/// The state of the session in a word.
#[component]
pub fn SessionStatus() -> View {
    let session = use_session();
    let icon_of_state = move || match &*session.state.read() {
        SessionState::SigningIn => Icon::InProgress,
        SessionState::SignedIn { .. } => Icon::Success,
        _ => Icon::Error,
    };
    let word = move || match &*session.state.read() {
        SessionState::SigningIn => "Signing in".to_owned(),
        SessionState::SignedIn { who: Who::Guest { .. }, .. } => "Guest".to_owned(),
        SessionState::SignedIn { who: Who::User { name, .. }, .. } => name.clone(),
        SessionState::SignedIn { who: Who::Pasted { .. }, .. } => "Pasted credentials".to_owned(),
        SessionState::Interrupted(_) => "Session ended".to_owned(),
        SessionState::Failed(_) | SessionState::SignedOut(_) => "Not signed in".to_owned(),
    };
    view! {
        <span class="session">
            <Link to=routes::SESSION>
                {move || icon(icon_of_state())} <span>{word}</span>
            </Link>
        </span>
        {way_on(session)}
    }
}

/// The way out for whoever has signed in, and the way to sign in for a guest.
fn way_on(session: Session) -> View {
    // A renewal must not take the focus from the button.
    let is_out = Memo::new(move |_| match &*session.state.read() {
        SessionState::SignedIn { who: Who::Guest { .. }, .. } => {
            (session.takes_users() && session.leads_back()).then_some(false)
        }
        SessionState::SignedIn { .. } | SessionState::Failed(_) => Some(true),
        SessionState::SigningIn | SessionState::SignedOut(_) | SessionState::Interrupted(_) => None,
    });
    let button = move || {
        is_out.get().map(|is_out| {
            let (does, says): (fn(Session), _) =
                if is_out { (Session::sign_out, "Sign out") } else { (Session::sign_in, "Sign in") };
            view! { <button type="button" on:click=move |_| does(session)>{says}</button> }
        })
    };
    button.into_view()
}
