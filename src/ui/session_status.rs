//! Who is signed in, in the top bar.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::tooltip::{Tooltip, unique_id};
use crate::session::{SessionState, use_session};
use crate::view::{View, view};

/// The state of the session in a word; more about it in a tooltip.
#[component]
pub fn SessionStatus() -> View {
    let id = unique_id("session");
    let described_by = id.clone();
    let state = use_session().state;
    let word = move || match &*state.read() {
        SessionState::SigningIn => (Icon::InProgress, "Signing in"),
        SessionState::Guest { .. } => (Icon::Success, "Guest"),
        SessionState::Failed(_) => (Icon::Error, "Not signed in"),
    };
    let more = move || match &*state.read() {
        SessionState::SigningIn => "Asking Amazon Cognito for temporary credentials".to_owned(),
        SessionState::Guest { identity_id, .. } => {
            format!(
                "Signed in as a guest of the identity pool\n{identity_id}\nCredentials are renewed before they expire."
            )
        }
        SessionState::Failed(error) => error.to_string(),
    };
    view! {
        <Tooltip id=id text=Signal::derive(more)>
            <span class="session" tabindex="0" aria-describedby=described_by>
                {move || icon(word().0)}
                <span>{move || word().1}</span>
            </span>
        </Tooltip>
    }
}
