//! The users.

use crate::roles::Role;

/// The group of the user pool whose members may start mitigation.
pub const RESPONDERS: &str = "responders";

/// Somebody who can sign in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum User {
    Viewer,
    Responder,
}

impl User {
    pub(crate) const ALL: [Self; 2] = [Self::Viewer, Self::Responder];

    /// `cognito:username`, and what is typed into the login page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Responder => "responder",
        }
    }

    /// No secret: the login page shows it to everybody.
    pub(crate) fn password(self) -> &'static str {
        match self {
            Self::Viewer => "Viewer-Password-1",
            Self::Responder => "Responder-Password-1",
        }
    }

    pub(super) fn email(self) -> String {
        format!("{}@example.com", self.name())
    }

    /// The one group that the user is in.
    pub(super) fn group(self) -> &'static str {
        match self {
            Self::Viewer => "viewers",
            Self::Responder => RESPONDERS,
        }
    }

    /// What the user's role allows, in words.
    pub(crate) fn rights(self) -> &'static str {
        match self {
            Self::Viewer => "Read everything",
            Self::Responder => "Read everything, start mitigation",
        }
    }

    /// The role that the identity pool gives to the user's group.
    pub(crate) fn role(self) -> Role {
        match self {
            Self::Viewer => Role::Viewer,
            Self::Responder => Role::Responder,
        }
    }
}
