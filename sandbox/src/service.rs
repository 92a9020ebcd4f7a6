//! The services played here, with the names AWS gives them on the wire.
//!
//! Source: botocore's service models.

/// A service of AWS.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Service {
    Iot,
    FraudDetector,
    CognitoIdentity,
    CognitoIdp,
    Sts,
}

impl Service {
    pub(crate) const ALL: [Self; 5] =
        [Self::Iot, Self::FraudDetector, Self::CognitoIdentity, Self::CognitoIdp, Self::Sts];

    /// First label of the service's host name, also its name in a credential scope and in IAM actions.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Iot => "iot",
            Self::FraudDetector => "frauddetector",
            Self::CognitoIdentity => "cognito-identity",
            Self::CognitoIdp => "cognito-idp",
            Self::Sts => "sts",
        }
    }

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.name() == name)
    }

    /// What stands before the dot in `X-Amz-Target`. `None` for IoT, which speaks rest-json, and STS, which speaks query.
    pub(crate) fn target_prefix(self) -> Option<&'static str> {
        match self {
            Self::Iot | Self::Sts => None,
            Self::FraudDetector => Some("AWSHawksNestServiceFacade"),
            Self::CognitoIdentity => Some("AWSCognitoIdentityService"),
            Self::CognitoIdp => Some("AWSCognitoIdentityProviderService"),
        }
    }

    /// Whether requests carry a signature. Cognito's calls are how a caller gets credentials in the first place.
    pub(crate) fn is_signed(self) -> bool {
        matches!(self, Self::Iot | Self::FraudDetector | Self::Sts)
    }
}
