//! Who is signed in, and credentials that have not expired.
//!
//! Every way to sign in is a [`ProvideCredentials`]; guests are the one there is so far. Nothing here is stored:
//! credentials live in memory and are gone with the page.

pub mod guest;

use leptos::prelude::*;

use crate::aws::cognito_identity::IdentityId;
use crate::aws::{CallError, Timestamp};

/// How far the sign-in is, for the header to show.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionState {
    /// Credentials are being fetched.
    SigningIn,
    /// Signed in as a guest.
    Guest {
        /// Names the guest towards AWS; not a secret.
        identity_id: IdentityId,
        /// When the credentials expire. They are renewed before.
        expiration: Timestamp,
    },
    /// There are no credentials to be had.
    Failed(CallError),
}

/// The session, as components see it.
#[derive(Clone, Copy)]
pub struct Session {
    /// How far the sign-in is.
    pub state: ReadSignal<SessionState>,
}

/// The session of the application.
#[must_use]
pub fn use_session() -> Session {
    expect_context::<Session>()
}
