//! The roles of the identity pool.

use crate::{
    failure::{Failure, Problem},
    operation::Operation,
    world::ACCOUNT,
};

/// Who calls, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Caller {
    /// `None` on an unsigned call, which is nobody's.
    pub(crate) role: Option<Role>,
    pub(crate) region: String,
}

/// A role that temporary credentials are for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    /// Whoever has not signed in.
    Guest,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Guest => "DetectConsoleGuest",
        }
    }

    /// What AWS answers when no policy of the role allows an operation.
    pub(crate) fn denial(self, operation: &Operation, region: &str) -> Failure {
        let (role, name, service) = (self.name(), operation.name, operation.service.name());
        let message = format!(
            "User: arn:aws:sts::{ACCOUNT}:assumed-role/{role}/CognitoIdentityCredentials is not authorized to perform: \
             {service}:{name} on resource: arn:aws:{service}:{region}:{ACCOUNT}:* because no identity-based policy allows \
             the {service}:{name} action"
        );
        Failure::new(Problem::AccessDenied, message)
    }
}
