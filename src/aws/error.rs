//! How a call fails, told by how far the request got.
//!
//! Callers ask questions of [`CallError`] instead of comparing codes. Its words for a person are made in
//! [`crate::explanation`].

use std::fmt;

use serde_json::Value;

use super::operation::{Effect, Facts};
use super::request::BuildError;
use super::service::{Region, Service};
use super::transport::{HttpResponse, NoReply};

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// The operation that failed.
    pub facts: &'static Facts,
    /// The region it was called in.
    pub region: Region,
    /// How far it got.
    pub cause: Cause,
    /// The number of its call in the log; `None` if no call there is known to be the one that failed.
    pub call: Option<u32>,
}

/// How far a failed request got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nobody is signed in.
    SignedOut,
    /// Nothing left the browser.
    NotSent(BuildError),
    /// No reply came back; the request may or may not have reached AWS.
    NoAnswer {
        /// What the browser said, which is little.
        reason: NoReply,
        /// What else was found out about it.
        diagnosis: Diagnosis,
    },
    /// A reply came back that is not what AWS documents.
    Unreadable {
        /// HTTP status of the reply.
        status: u16,
        /// Names the request towards AWS.
        request_id: Option<String>,
        /// What is wrong with it.
        reason: String,
    },
    /// The service answered with an error.
    Service(ServiceError),
}

/// What is known about a request without a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// Nothing else.
    Unknown,
    /// The browser says that there is no network, or Amazon Cognito could not be reached either.
    Offline,
    /// Amazon Cognito has answered lately, so the network works. The service most likely refused the request in a way
    /// that the browser does not show: not permitted, or not available in this account. Signatures follow the clock of
    /// Cognito, so that it is not this computer's.
    HiddenRefusal,
}

/// An error that a service answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    /// AWS's name of the error; `None` where the browser hides it.
    pub code: Option<String>,
    /// AWS's words.
    pub message: Option<String>,
    /// HTTP status.
    pub status: u16,
    /// Names the request towards AWS; `None` where the browser hides it.
    pub request_id: Option<String>,
}

/// What kind of failure it was, as far as it matters to what happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The role may not do this.
    AccessDenied,
    /// The credentials have expired.
    ExpiredCredentials,
    /// AWS does not know the credentials, or the signature is wrong.
    InvalidCredentials,
    /// The signature's time is too far from AWS's.
    ClockSkew,
    /// Too many requests; the request did not run.
    Throttled,
    /// A limit of the account is reached; trying again does not help.
    QuotaExceeded,
    /// There is no such thing.
    NotFound,
    /// There is such a thing already.
    AlreadyExists,
    /// AWS does not take the values that were sent.
    Invalid,
    /// The service has a fault; the request may have run.
    ServiceFailure,
    /// No reply came back; the request may have run.
    NoAnswer,
    /// The reply made no sense; the request may have run.
    Unreadable,
    /// Nobody is signed in.
    SignedOut,
    /// The request could not be formed.
    NotSent,
    /// Another error, refused by AWS.
    Other,
}

impl CallError {
    /// An error that names no call of the log.
    #[must_use]
    pub const fn new(facts: &'static Facts, region: Region, cause: Cause) -> Self {
        Self { facts, region, cause, call: None }
    }

    /// What kind of failure it was.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.cause.kind(self.facts.service)
    }

    /// Whether the request may have changed something although it failed.
    ///
    /// Not if credentials could not be had: the error then tells of an operation of Cognito, and the request never left.
    #[must_use]
    pub fn may_have_run(&self) -> bool {
        // What managed login changes are tokens.
        let writes = self.facts.effect == Effect::Write && self.facts.service != Service::ManagedLogin;
        writes && matches!(self.kind(), ErrorKind::NoAnswer | ErrorKind::Unreadable | ErrorKind::ServiceFailure)
    }

    /// Whether the role, as far as can be told, may not do this: AWS said so, or hides why it refused.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        let hidden = matches!(self.cause, Cause::NoAnswer { diagnosis: Diagnosis::HiddenRefusal, .. });
        hidden || self.kind() == ErrorKind::AccessDenied
    }

    /// The error AWS answered with, if it answered with one.
    #[must_use]
    pub const fn service(&self) -> Option<&ServiceError> {
        match &self.cause {
            Cause::Service(error) => Some(error),
            _ => None,
        }
    }
}

impl Cause {
    /// What kind of failure it was.
    #[must_use]
    pub fn kind(&self, service: Service) -> ErrorKind {
        match self {
            Self::SignedOut => ErrorKind::SignedOut,
            Self::NotSent(_) => ErrorKind::NotSent,
            Self::NoAnswer { .. } => ErrorKind::NoAnswer,
            // A proxy's page with a status of its own is a failure on the way, not an answer of AWS.
            Self::Unreadable { .. } => ErrorKind::Unreadable,
            Self::Service(error) => error.kind(service),
        }
    }
}

impl ServiceError {
    /// Reads an error reply: the code from header or body, the message from whichever spelling there is. `error` and
    /// `error_description` are OAuth's, which managed login speaks; `Code` is STS's.
    ///
    /// # Errors
    /// The reason, when the body is not of the kind AWS answers with: a proxy's HTML page, say.
    pub fn read(response: &HttpResponse) -> Result<Self, String> {
        let body = serde_json::from_str::<Value>(&response.body).ok().filter(Value::is_object);
        let member = |names: &[&str]| {
            let body = body.as_ref()?;
            names.iter().find_map(|name| body.get(name)?.as_str()).map(ToOwned::to_owned)
        };
        let code = response
            .header("x-amzn-errortype")
            .map(ToOwned::to_owned)
            .or_else(|| member(&["__type", "code", "error", "Code"]));
        // A proxy's page instead of AWS's own words does not make a fault of the service another thing.
        let is_fault = response.status == 429 || response.status >= 500;
        if code.is_none() && body.is_none() && !is_fault {
            return Err(format!("HTTP {} with a body that is no answer of AWS", response.status));
        }
        Ok(Self {
            code: code.map(|code| bare_code(&code).to_owned()),
            message: member(&["message", "Message", "errorMessage", "error_description"])
                .map(|message| without_what_was_signed(&message)),
            status: response.status,
            request_id: request_id(response),
        })
    }

    fn kind(&self, service: Service) -> ErrorKind {
        if self.blames_the_clock() {
            return ErrorKind::ClockSkew;
        }
        match self.code.as_deref() {
            Some(code) => kind_of_code(code, self.status, service),
            None => self.kind_without_code(),
        }
    }

    /// AWS has one code for a wrong signature and a wrong clock; its message tells them apart.
    fn blames_the_clock(&self) -> bool {
        self.message.as_deref().is_some_and(|message| {
            message.starts_with("Signature expired") || message.starts_with("Signature not yet current")
        })
    }

    /// Across origins AWS IoT leaves the status and the message. Telling one 400 from another by how AWS words it is
    /// a hint, but the best there is. Only beginnings count: names that the user chose stand further on.
    fn kind_without_code(&self) -> ErrorKind {
        let message = self.message.as_deref().unwrap_or_default().to_ascii_lowercase();
        match self.status {
            429 => ErrorKind::Throttled,
            400 if message.starts_with("rate exceeded") => ErrorKind::Throttled,
            400 if message.contains("already exist") => ErrorKind::AlreadyExists,
            400 => ErrorKind::Invalid,
            403 if message.starts_with("the security token included in the request is expired") => {
                ErrorKind::ExpiredCredentials
            }
            403 if message.starts_with("the security token") || message.starts_with("the request signature") => {
                ErrorKind::InvalidCredentials
            }
            401 | 403 => ErrorKind::AccessDenied,
            404 => ErrorKind::NotFound,
            410 => ErrorKind::QuotaExceeded,
            500.. => ErrorKind::ServiceFailure,
            _ => ErrorKind::Other,
        }
    }
}

/// The kind of an error by its code. Source: the classes of AWS's SDKs, with statuses only as a last resort.
fn kind_of_code(code: &str, status: u16, service: Service) -> ErrorKind {
    match code {
        "AccessDeniedException" | "AccessDenied" | "NotAuthorized" | "OptInRequired" | "UnauthorizedException" => {
            ErrorKind::AccessDenied
        }
        // The last two are OAuth's: a code or a refresh token that is no good, or an app client that may not do this.
        "ForbiddenException" | "NotAuthorizedException" | "invalid_grant" | "unauthorized_client" => {
            ErrorKind::AccessDenied
        }
        "ExpiredToken" | "ExpiredTokenException" => ErrorKind::ExpiredCredentials,
        "UnrecognizedClientException"
        | "InvalidClientTokenId"
        | "MissingAuthenticationToken"
        | "MissingAuthenticationTokenException"
        | "IncompleteSignature"
        | "IncompleteSignatureException"
        | "AuthFailure"
        | "InvalidSignatureException"
        | "SignatureDoesNotMatch" => ErrorKind::InvalidCredentials,
        "RequestExpired" | "RequestInTheFuture" | "RequestTimeTooSkewed" => ErrorKind::ClockSkew,
        // A quota of AWS IoT (410) and of GetId, although every SDK has the code on its list of throttling.
        "LimitExceededException" => ErrorKind::QuotaExceeded,
        "Throttling"
        | "ThrottlingException"
        | "ThrottledException"
        | "RequestThrottledException"
        | "TooManyRequestsException"
        | "ProvisionedThroughputExceededException"
        | "TransactionInProgressException"
        | "RequestLimitExceeded"
        | "BandwidthLimitExceeded"
        | "RequestThrottled"
        | "SlowDown"
        | "PriorRequestNotComplete"
        | "EC2ThrottledException" => ErrorKind::Throttled,
        "ResourceNotFoundException" => ErrorKind::NotFound,
        "TaskAlreadyExistsException" | "ResourceConflictException" => ErrorKind::AlreadyExists,
        "ValidationException"
        | "ValidationError"
        | "InvalidRequestException"
        | "InvalidParameterException"
        | "SerializationException"
        | "UnknownOperationException"
        | "invalid_request"
        | "invalid_client" => ErrorKind::Invalid,
        "RequestTimeout"
        | "RequestTimeoutException"
        | "InternalFailureException"
        | "InternalServerException"
        | "InternalErrorException"
        | "InternalFailure"
        | "ServiceUnavailable"
        | "ServiceUnavailableException" => ErrorKind::ServiceFailure,
        _ => match (status, service) {
            (429, _) => ErrorKind::Throttled,
            (500.., _) => ErrorKind::ServiceFailure,
            (403, Service::Iot) => ErrorKind::AccessDenied,
            _ => ErrorKind::Other,
        },
    }
}

/// The code without the namespace before `#` and the address after `:`.
fn bare_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.rsplit('#').next().unwrap_or(code).trim()
}

/// The id that names the request towards AWS, where the browser lets the page read it.
#[must_use]
pub fn request_id(response: &HttpResponse) -> Option<String> {
    response.header("x-amzn-requestid").map(ToOwned::to_owned)
}

impl fmt::Display for CallError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "could not {} in {}: {}", self.facts.does, self.region, self.cause)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedOut => formatter.write_str("signed out"),
            Self::NotSent(error) => error.fmt(formatter),
            Self::NoAnswer { reason, .. } => write!(formatter, "no answer ({reason})"),
            Self::Unreadable { reason, .. } => write!(formatter, "unreadable answer ({reason})"),
            Self::Service(error) => {
                let code = error.code.as_deref().unwrap_or("no error code");
                write!(formatter, "HTTP {}, {code}", error.status)?;
                error.message.as_ref().map_or(Ok(()), |message| write!(formatter, ": {message}"))
            }
        }
    }
}

impl std::error::Error for CallError {}

/// `message` up to where AWS repeats what it would have signed, which holds the session token.
fn without_what_was_signed(message: &str) -> String {
    let end = message.find("The Canonical String").unwrap_or(message.len());
    message[..end].trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, headers: &[(&str, &str)], body: &str) -> HttpResponse {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        HttpResponse { status, headers, body: body.to_owned() }
    }

    #[track_caller]
    fn check(status: u16, headers: &[(&str, &str)], body: &str, expected: (Option<&str>, ErrorKind)) {
        let error = ServiceError::read(&response(status, headers, body)).unwrap();
        assert_eq!((error.code.as_deref(), error.kind(Service::Iot)), expected);
    }

    #[test]
    fn the_code_is_found_in_header_or_body_and_trimmed() {
        let throttled = (Some("ThrottlingException"), ErrorKind::Throttled);
        check(400, &[("x-amzn-errortype", "ThrottlingException:http://x")], "{}", throttled);
        check(400, &[], r#"{"__type":"com.amazonaws#ThrottlingException"}"#, throttled);
        check(400, &[], r#"{"code":"ThrottlingException","Message":"m"}"#, throttled);
        check(
            403,
            &[("x-amzn-errortype", "ExpiredTokenException")],
            "",
            (Some("ExpiredTokenException"), ErrorKind::ExpiredCredentials),
        );
    }

    #[test]
    fn what_aws_would_have_signed_is_not_kept() {
        let body = r#"{"__type":"InvalidSignatureException","message":"The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request should have been\n'GET\n/\n\nx-amz-security-token:canary-token\n'"}"#;
        let error = ServiceError::read(&response(403, &[], body)).unwrap();
        let kept = "The request signature we calculated does not match the signature you provided.";
        assert_eq!(error.message.as_deref(), Some(kept));
    }

    #[test]
    fn a_signature_refused_for_its_time_is_a_matter_of_the_clock() {
        let body = r#"{"__type":"InvalidSignatureException","message":"Signature expired: 20260102T030405Z is now earlier than 20260102T040405Z"}"#;
        check(400, &[], body, (Some("InvalidSignatureException"), ErrorKind::ClockSkew));
        check(403, &[], r#"{"message":"Signature not yet current"}"#, (None, ErrorKind::ClockSkew));
    }

    #[test]
    fn codes_decide_before_statuses() {
        let quota = (Some("LimitExceededException"), ErrorKind::QuotaExceeded);
        check(410, &[("x-amzn-errortype", "LimitExceededException")], "{}", quota);
        check(
            400,
            &[],
            r#"{"__type":"InternalServerException"}"#,
            (Some("InternalServerException"), ErrorKind::ServiceFailure),
        );
        check(418, &[], r#"{"__type":"NeverHeardOfException"}"#, (Some("NeverHeardOfException"), ErrorKind::Other));
    }

    #[test]
    fn without_a_code_status_and_message_decide() {
        check(400, &[], r#"{"message":"Rate exceeded"}"#, (None, ErrorKind::Throttled));
        check(400, &[], r#"{"message":"Task x already exists"}"#, (None, ErrorKind::AlreadyExists));
        check(400, &[], r#"{"message":"1 validation error"}"#, (None, ErrorKind::Invalid));
        check(403, &[], r#"{"message":"User is not authorized"}"#, (None, ErrorKind::AccessDenied));
        check(404, &[], "{}", (None, ErrorKind::NotFound));
        check(410, &[], "{}", (None, ErrorKind::QuotaExceeded));
        check(503, &[], "{}", (None, ErrorKind::ServiceFailure));
    }

    #[test]
    fn a_page_of_html_is_no_answer_of_aws() {
        assert!(ServiceError::read(&response(404, &[], "<html>Not found</html>")).is_err());
        check(502, &[], "<html>Bad gateway</html>", (None, ErrorKind::ServiceFailure));
    }

    #[test]
    fn tokens_that_could_not_be_had_mean_that_nothing_was_sent() {
        use crate::aws::Operation;
        use crate::aws::iot::StartDetectMitigationActionsTask;
        use crate::aws::managed_login::RefreshTokens;

        let no_answer = |facts| {
            let cause = Cause::NoAnswer { reason: NoReply(String::new()), diagnosis: Diagnosis::Unknown };
            CallError::new(facts, Region::new("us-east-1").unwrap(), cause)
        };
        assert!(no_answer(StartDetectMitigationActionsTask::FACTS).may_have_run());
        assert!(!no_answer(RefreshTokens::FACTS).may_have_run());
    }
}
