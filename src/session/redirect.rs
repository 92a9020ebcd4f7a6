//! Leaving for managed login, and what waits for the way back: in the session storage of this tab, taken out at once.

use leptos::prelude::window;
use serde_json::{Value, json};
use web_sys::Storage;

use super::attempt::Attempt;
use crate::aws::managed_login::{Authorize, logout_url};
use crate::config::ManagedLogin;
use crate::router::Router;

/// The only thing of worth that the console ever puts into a storage of the browser, while the browser is elsewhere.
const KEY: &str = "detect-console.sign-in";

/// Stands there while the browser signs out at managed login.
const SIGNED_OUT: &str = "detect-console.signed-out";

/// The address of the console as a whole, with a slash at its end.
pub(super) fn here(router: &Router) -> String {
    let origin = window().location().origin().unwrap_or_default();
    origin + &router.href("/")
}

/// Leaves for the page to sign in at. It leads to `uri`, and from there on to `path`.
pub(super) fn leave_for_login(login: &ManagedLogin, uri: &str, attempt: &Attempt, path: &str) {
    let waiting = json!({
        "state": attempt.state,
        "nonce": attempt.nonce,
        "verifier": attempt.verifier,
        "path": path,
    });
    // A browser that keeps nothing leads back to an answer that was not asked for, which is told then.
    let _kept = storage().map(|storage| storage.set_item(KEY, &waiting.to_string()));
    leave_for(&login_url(login, uri, attempt));
}

/// Opens the page to sign in at in a window of its own. It leads to `uri`. Whether the browser has let us.
pub(super) fn open_login(login: &ManagedLogin, uri: &str, attempt: &Attempt) -> bool {
    let url = login_url(login, uri, attempt);
    let opened = window().open_with_url_and_target_and_features(&url, "_blank", "popup,width=480,height=720");
    opened.is_ok_and(|window| window.is_some())
}

fn login_url(login: &ManagedLogin, uri: &str, attempt: &Attempt) -> String {
    let authorize = Authorize {
        client_id: &login.client_id,
        redirect_uri: uri,
        scope: &login.scope,
        state: &attempt.state,
        nonce: &attempt.nonce,
        code_challenge: &attempt.challenge(),
        prompt: attempt.authenticated_since.map(|_| "login"),
    };
    authorize.url(&login.domain)
}

/// The attempt that waits for an answer, and the page it began at. There is none the next time.
pub(super) fn take() -> Option<(Attempt, String)> {
    let storage = storage()?;
    let waiting = storage.get_item(KEY).ok().flatten()?;
    let _gone = storage.remove_item(KEY);
    let waiting: Value = serde_json::from_str(&waiting).ok()?;
    let text = |name: &str| waiting.get(name)?.as_str().map(ToOwned::to_owned);
    let attempt = Attempt {
        state: text("state")?,
        nonce: text("nonce")?,
        verifier: text("verifier")?,
        authenticated_since: None,
    };
    Some((attempt, text("path")?))
}

/// Whether the browser comes from the end of the session at managed login. It does not the next time.
pub(super) fn has_signed_out() -> bool {
    let Some(storage) = storage() else { return false };
    let has = storage.get_item(SIGNED_OUT).is_ok_and(|kept| kept.is_some());
    let _gone = storage.remove_item(SIGNED_OUT);
    has
}

/// Leaves for the end of the session at managed login. It leads to `uri`, where [`has_signed_out`] then tells.
pub(super) fn leave_for_logout(login: &ManagedLogin, uri: &str) {
    let _kept = storage().map(|storage| storage.set_item(SIGNED_OUT, "1"));
    leave_for(&logout_url(&login.domain, &login.client_id, uri));
}

fn leave_for(url: &str) {
    // Refused only for what is no address.
    let _refused = window().location().assign(url);
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
