//! What waits in the tab while the browser is at managed login, and is taken out at once when it is back.

use serde_json::{Value, json};

use super::attempt::Attempt;
use super::surroundings::Surroundings;

/// The only thing of worth that the console ever puts into a storage of the browser, while the browser is elsewhere.
const ATTEMPT: &str = "detect-console.sign-in";

/// Stands there while the browser signs out at managed login.
const SIGNED_OUT: &str = "detect-console.signed-out";

/// An attempt to sign in that waits for an answer.
pub(super) struct Waiting {
    pub(super) attempt: Attempt,
    /// The page it began at.
    pub(super) path: String,
    /// Whether a guest was there.
    pub(super) is_guest: bool,
}

/// Keeps an attempt to sign in.
pub(super) fn keep_attempt(surroundings: &dyn Surroundings, Waiting { attempt, path, is_guest }: &Waiting) {
    let waiting = json!({
        "state": attempt.state,
        "nonce": attempt.nonce,
        "verifier": attempt.verifier,
        "path": path,
        "guest": is_guest,
    });
    surroundings.keep(ATTEMPT, &waiting.to_string());
}

/// The attempt that waits for an answer. There is none the next time.
pub(super) fn take_attempt(surroundings: &dyn Surroundings) -> Option<Waiting> {
    let waiting: Value = serde_json::from_str(&surroundings.take(ATTEMPT)?).ok()?;
    let text = |name: &str| waiting.get(name)?.as_str().map(ToOwned::to_owned);
    let attempt = Attempt {
        state: text("state")?,
        nonce: text("nonce")?,
        verifier: text("verifier")?,
        authenticated_since: None,
    };
    Some(Waiting { attempt, path: text("path")?, is_guest: waiting.get("guest")?.as_bool()? })
}

/// Notes that the browser leaves to sign out.
pub(super) fn keep_signed_out(surroundings: &dyn Surroundings) {
    surroundings.keep(SIGNED_OUT, "1");
}

/// Whether the browser comes from the end of the session at managed login. It does not the next time.
pub(super) fn take_signed_out(surroundings: &dyn Surroundings) -> bool {
    surroundings.take(SIGNED_OUT).is_some()
}
