//! What can go wrong, and what each service calls it.
//!
//! Operations say what happened in one vocabulary; the service's code and HTTP status follow from it. The shape on the
//! wire is `protocol`'s business.

use crate::service::Service;

/// A refused or failed call.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    pub(crate) problem: Problem,
    pub(crate) message: String,
}

/// Kinds of failure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Problem {
    // Declared by the service models.
    Invalid,
    NotFound,
    NotAuthorized,
    RefreshTokenReuse,
    Unauthorized,
    UnsupportedTokenType,
    TaskAlreadyExists,
    LimitExceeded,
    Throttled,
    Internal,
    // Of the front door: declared nowhere, possible everywhere.
    AccessDenied,
    ExpiredToken,
    IncompleteSignature,
    InvalidSignature,
    MissingAuthenticationToken,
    UnrecognizedClient,
    Serialization,
    UnknownOperation,
}

impl Failure {
    pub(crate) fn new(problem: Problem, message: impl Into<String>) -> Self {
        Self { problem, message: message.into() }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(Problem::Invalid, message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(Problem::NotFound, message)
    }
}

impl Problem {
    /// The error code as the service spells it.
    pub(crate) fn code(self, service: Service) -> &'static str {
        use Service::{CognitoIdentity, CognitoIdp, FraudDetector, Iot, Sts};
        match (self, service) {
            (Self::Invalid, Iot) => "InvalidRequestException",
            (Self::Invalid, FraudDetector) => "ValidationException",
            (Self::Invalid, CognitoIdentity | CognitoIdp) => "InvalidParameterException",
            (Self::Invalid, Sts) => "ValidationError",
            (Self::NotFound, _) => "ResourceNotFoundException",
            (Self::NotAuthorized, CognitoIdentity | CognitoIdp) => "NotAuthorizedException",
            (Self::RefreshTokenReuse, _) => "RefreshTokenReuseException",
            (Self::Unauthorized, _) => "UnauthorizedException",
            (Self::UnsupportedTokenType, _) => "UnsupportedTokenTypeException",
            (Self::TaskAlreadyExists, _) => "TaskAlreadyExistsException",
            (Self::LimitExceeded, _) => "LimitExceededException",
            (Self::Throttled, CognitoIdentity | CognitoIdp) => "TooManyRequestsException",
            (Self::Throttled, Sts) => "Throttling",
            (Self::Throttled, _) => "ThrottlingException",
            (Self::Internal, Iot) => "InternalFailureException",
            (Self::Internal, FraudDetector) => "InternalServerException",
            (Self::Internal, Sts) => "InternalFailure",
            (Self::Internal, CognitoIdentity | CognitoIdp) => "InternalErrorException",
            (Self::AccessDenied, CognitoIdp) => "ForbiddenException",
            (Self::AccessDenied, Sts) => "AccessDenied",
            (Self::AccessDenied | Self::NotAuthorized, _) => "AccessDeniedException",
            (Self::ExpiredToken, Sts) => "ExpiredToken",
            (Self::ExpiredToken, _) => "ExpiredTokenException",
            (Self::IncompleteSignature, Sts) => "IncompleteSignature",
            (Self::IncompleteSignature, _) => "IncompleteSignatureException",
            (Self::InvalidSignature, Sts) => "SignatureDoesNotMatch",
            (Self::InvalidSignature, _) => "InvalidSignatureException",
            (Self::MissingAuthenticationToken, Sts) => "MissingAuthenticationToken",
            (Self::MissingAuthenticationToken, _) => "MissingAuthenticationTokenException",
            (Self::UnrecognizedClient, Sts) => "InvalidClientTokenId",
            (Self::UnrecognizedClient, _) => "UnrecognizedClientException",
            (Self::Serialization, _) => "SerializationException",
            (Self::UnknownOperation, Sts) => "InvalidAction",
            (Self::UnknownOperation, _) => "UnknownOperationException",
        }
    }

    /// The HTTP status. IoT answers a quota with 410 and every refusal of its front door with 403, as STS does; the
    /// JSON services know 400 and 500.
    pub(crate) fn status(self, service: Service) -> u16 {
        match (self, service) {
            (Self::Internal, _) => 500,
            (Self::NotFound, Service::Iot) => 404,
            (Self::LimitExceeded, Service::Iot) => 410,
            (Self::IncompleteSignature, Service::Sts) => 400,
            (_, Service::Iot | Service::Sts) if self.is_refusal() => 403,
            _ => 400,
        }
    }

    /// Refused before the service's own code ran, for who the caller is rather than for what was asked.
    pub(crate) fn is_refusal(self) -> bool {
        matches!(
            self,
            Self::AccessDenied
                | Self::ExpiredToken
                | Self::IncompleteSignature
                | Self::InvalidSignature
                | Self::MissingAuthenticationToken
                | Self::UnrecognizedClient
        )
    }

    /// Possible on every call although no operation declares it.
    pub(crate) fn is_of_the_front_door(self) -> bool {
        self.is_refusal() || matches!(self, Self::Serialization | Self::UnknownOperation)
    }
}
