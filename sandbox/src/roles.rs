//! The roles of the identity pool, and what each may do.
//!
//! Permissions are checked where AWS checks them: once a signature is known to be good, before the operation runs.

use crate::{
    failure::{Failure, Problem},
    iot::start_detect_mitigation_actions_task,
    operation::Operation,
    service::Service,
    world::ACCOUNT,
};

/// What Cognito calls every session that it opens.
const SESSION: &str = "CognitoIdentityCredentials";

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
    /// Whoever has not signed in. Has no part in Fraud Detector.
    Guest,
    /// Reads everything, starts nothing.
    Viewer,
    /// May do everything.
    Responder,
}

impl Role {
    /// The ARN of a session that Cognito opens.
    pub(crate) fn session_arn(self) -> String {
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/{}/{SESSION}", self.name())
    }

    /// What AWS calls such a session: the role's unique id and the session's name.
    pub(crate) fn session_id(self) -> String {
        let id = match self {
            Self::Guest => "AROASANDBOXGUEST00001",
            Self::Viewer => "AROASANDBOXVIEWER0001",
            Self::Responder => "AROASANDBOXRESPONDER1",
        };
        format!("{id}:{SESSION}")
    }

    fn name(self) -> &'static str {
        match self {
            Self::Guest => "DetectConsoleGuest",
            Self::Viewer => "DetectConsoleViewer",
            Self::Responder => "DetectConsoleResponder",
        }
    }

    /// Checks that the role may call an operation.
    ///
    /// # Errors
    /// The refusal that names the role and the action it lacks.
    pub(crate) fn check(self, operation: &Operation, region: &str) -> Result<(), Failure> {
        match self {
            // Cognito scopes down what it gives to guests, to a list of services that this one is not on.
            Self::Guest if operation.service == Service::FraudDetector => {
                Err(self.refusal(operation, region, "session"))
            }
            Self::Viewer if operation.name == start_detect_mitigation_actions_task::OPERATION.name => {
                Err(self.denial(operation, region))
            }
            Self::Guest | Self::Viewer | Self::Responder => Ok(()),
        }
    }

    /// What AWS answers when no policy of the role allows an operation.
    pub(crate) fn denial(self, operation: &Operation, region: &str) -> Failure {
        self.refusal(operation, region, "identity-based")
    }

    fn refusal(self, operation: &Operation, region: &str, policy: &str) -> Failure {
        let (session, name, service) = (self.session_arn(), operation.name, operation.service.name());
        let message = format!(
            "User: {session} is not authorized to perform: {service}:{name} on resource: \
             arn:aws:{service}:{region}:{ACCOUNT}:* because no {policy} policy allows the {service}:{name} action"
        );
        Failure::new(Problem::AccessDenied, message)
    }
}
