//! A failed call of AWS in words: what happened, why, and what to do. The one place that words such errors.

use crate::aws::error::{Cause, Diagnosis};
use crate::aws::{CallError, ErrorKind, Service};

/// What a person reads of a failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What did not work, in a few words without a full stop.
    pub heading: String,
    /// What happened and why, in sentences.
    pub what_happened: String,
    /// What to do about it, in sentences.
    pub what_to_do: String,
    /// The IAM action that is missing, where one is.
    pub permission: Option<String>,
    /// AWS's own words, where there are any.
    pub detail: Option<String>,
    /// Names the request towards AWS Support.
    pub request_id: Option<String>,
}

/// Words a failed call.
#[must_use]
pub fn explain(error: &CallError) -> Explanation {
    let does = error.facts.does;
    let service = error.facts.service;
    let region = &error.region;
    let permission = error.facts.permission();
    let could_not = format!("Could not {does}");

    let (heading, what_happened, what_to_do, permission) = match error.kind() {
        ErrorKind::AccessDenied => (
            format!("Not allowed to {does}"),
            denied(error),
            if service == Service::FraudDetector {
                "If you are a guest, sign in. If not, ask whoever manages the role to allow the action below, then try \
                 again."
            } else {
                "Ask whoever manages the role to allow the action below, then try again."
            }
            .to_owned(),
            permission,
        ),
        ErrorKind::Throttled => (
            could_not,
            format!("{service} asked us to slow down: too many requests in {region}. We tried several times."),
            "Wait a few seconds, then try again.".to_owned(),
            None,
        ),
        ErrorKind::QuotaExceeded => (
            could_not,
            format!("A limit of {service} for this account in {region} is reached."),
            "Wait until running work has ended, or ask AWS for a higher limit.".to_owned(),
            None,
        ),
        ErrorKind::NotFound => (
            could_not,
            format!("{service} knows no such thing in {region}. It may have been deleted, or be in another region."),
            "Check the name and the region.".to_owned(),
            None,
        ),
        ErrorKind::AlreadyExists => (
            could_not,
            format!("Something of that name already exists in {region}."),
            "Choose another name.".to_owned(),
            None,
        ),
        ErrorKind::Invalid => (
            could_not,
            format!("{service} did not accept the values that were sent."),
            "Check them against the message from AWS below.".to_owned(),
            None,
        ),
        ErrorKind::ExpiredCredentials => (
            could_not,
            "The temporary credentials have expired, and the renewed ones were refused too.".to_owned(),
            "Try again. If it goes on, reload the page to sign in anew.".to_owned(),
            None,
        ),
        ErrorKind::InvalidCredentials => (
            could_not,
            format!("{service} does not accept the credentials or the signature of the request."),
            "Reload the page to sign in anew. If an endpoint is configured, check its region and its signing host."
                .to_owned(),
            None,
        ),
        ErrorKind::ClockSkew => (
            could_not,
            format!("This computer's clock is too far from the time of {service}, so that signatures are refused."),
            "Set the clock to automatic time, then try again.".to_owned(),
            None,
        ),
        ErrorKind::ServiceFailure => (
            could_not,
            format!("{service} has a fault in {region} at the moment."),
            "Try again in a minute. If it goes on, look at the AWS Health Dashboard.".to_owned(),
            None,
        ),
        ErrorKind::NoAnswer => no_answer(error, could_not),
        ErrorKind::Unreadable => (
            could_not,
            format!(
                "What came back is not an answer of {service}. Something between here and AWS may have replaced it."
            ),
            "Try again. If it goes on, check the proxy or the configured endpoint.".to_owned(),
            None,
        ),
        ErrorKind::SignedOut => (
            "Signed out".to_owned(),
            format!("Nobody is signed in, so that the console cannot {does}."),
            "Sign in, then try again.".to_owned(),
            None,
        ),
        ErrorKind::NotSent => (
            could_not,
            "The request could not be formed, so that nothing was sent.".to_owned(),
            "Check the values. If they look right, this is a defect of the console.".to_owned(),
            None,
        ),
        ErrorKind::Other => {
            (could_not, format!("{service} refused the request."), "See the message from AWS below.".to_owned(), None)
        }
    };
    let what_happened = if service.is_known_in(region) {
        what_happened
    } else {
        format!("{what_happened} As far as the console knows, {service} is not in {region}: choose another region.")
    };
    Explanation { heading, what_happened, what_to_do, permission, detail: detail(error), request_id: request_id(error) }
}

/// Why AWS denies something. Guests of an identity pool never reach Fraud Detector: Cognito adds a policy to theirs.
fn denied(error: &CallError) -> String {
    match error.facts.service {
        Service::FraudDetector => "The role you are signed in with may not do this. If you are a guest, no policy of \
            the role helps: Cognito removes Amazon Fraud Detector from the permissions of guests. The account may \
            also have no access to Amazon Fraud Detector, which takes no new customers since 7 November 2025."
            .to_owned(),
        Service::Iot => format!(
            "The role you are signed in with may not do this in {}. The account may also have no access to Device \
             Defender Detect, which takes no new customers since 31 August 2026.",
            error.region
        ),
        Service::CognitoIdp | Service::ManagedLogin => {
            "Amazon Cognito does not take what proved who you are. It may have expired or been revoked.".to_owned()
        }
        Service::CognitoIdentity => "Amazon Cognito refuses to hand out credentials: the identity pool does not take \
            guests, or its role does not trust it."
            .to_owned(),
        Service::Sts => "The role you are signed in with may not do this.".to_owned(),
    }
}

fn no_answer(error: &CallError, could_not: String) -> (String, String, String, Option<String>) {
    let service = error.facts.service;
    let Cause::NoAnswer { diagnosis, .. } = &error.cause else {
        return (could_not, String::new(), String::new(), None);
    };
    match *diagnosis {
        Diagnosis::Offline => (
            could_not,
            "AWS cannot be reached: this computer seems to be offline.".to_owned(),
            "Check the network connection, then try again.".to_owned(),
            None,
        ),
        Diagnosis::HiddenRefusal => (
            could_not,
            format!(
                "{service} sent no answer that the browser lets us read, while Amazon Cognito does answer. Most likely \
                 the role may not do this: {service} sends such refusals in a form that browsers hide. Credentials \
                 that were pasted and have expired look the same, and so does a broken connection to {service} alone."
            ),
            "Check that the role allows the action below and that the service is available to the account. Then try \
             again."
                .to_owned(),
            error.facts.permission(),
        ),
        Diagnosis::Unknown => (
            could_not,
            format!("No answer came back from {service}. The network may be down, or the connection broke."),
            "Check the network connection, then try again.".to_owned(),
            None,
        ),
    }
}

fn detail(error: &CallError) -> Option<String> {
    let service = error.service()?;
    match (&service.code, &service.message) {
        (Some(code), Some(message)) => Some(format!("{code}: {message}")),
        (Some(text), None) | (None, Some(text)) => Some(text.clone()),
        (None, None) => None,
    }
}

fn request_id(error: &CallError) -> Option<String> {
    match &error.cause {
        Cause::Service(service) => service.request_id.clone(),
        Cause::Unreadable { request_id, .. } => request_id.clone(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::fraud_detector::GetDetectorVersion;
    use crate::aws::iot::GetBehaviorModelTrainingSummaries;
    use crate::aws::transport::NoReply;
    use crate::aws::{Facts, Operation, Region, ServiceError};

    fn error(facts: &'static Facts, cause: Cause) -> CallError {
        CallError::new(facts, Region::new("us-east-1").unwrap(), cause)
    }

    fn answered(facts: &'static Facts, status: u16, code: &str) -> Explanation {
        let (code, message) = (Some(code.to_owned()), Some("as AWS words it".to_owned()));
        let request_id = Some("id-1".to_owned());
        explain(&error(facts, Cause::Service(ServiceError { code, message, status, request_id })))
    }

    const TRAINING: &Facts = GetBehaviorModelTrainingSummaries::FACTS;

    #[test]
    fn a_denied_read_names_the_permission_and_the_request() {
        let explanation = answered(TRAINING, 403, "AccessDeniedException");
        assert_eq!(explanation.heading, "Not allowed to read training summaries");
        assert_eq!(explanation.permission.as_deref(), Some("iot:GetBehaviorModelTrainingSummaries"));
        assert_eq!(explanation.request_id.as_deref(), Some("id-1"));
        assert_eq!(explanation.detail.as_deref(), Some("AccessDeniedException: as AWS words it"));
    }

    #[test]
    fn a_guest_denied_by_fraud_detector_reads_why() {
        let explanation = answered(GetDetectorVersion::FACTS, 400, "AccessDeniedException");
        assert!(explanation.what_happened.contains("guest"), "{explanation:?}");
    }

    #[test]
    fn a_region_that_the_service_is_not_in_is_told() {
        let region = Region::new("eu-north-1").unwrap();
        let cause = Cause::NoAnswer { reason: NoReply(String::new()), diagnosis: Diagnosis::Unknown };
        let explained = |facts| explain(&CallError::new(facts, region.clone(), cause.clone()));
        let detector = explained(GetDetectorVersion::FACTS);
        assert!(detector.what_happened.ends_with("is not in eu-north-1: choose another region."), "{detector:?}");
        assert!(!explained(TRAINING).what_happened.contains("another region"));
    }

    #[track_caller]
    fn check_no_answer(diagnosis: Diagnosis, expected: &str, permission: bool) {
        let reason = NoReply("Failed to fetch".to_owned());
        let explanation = explain(&error(TRAINING, Cause::NoAnswer { reason, diagnosis }));
        assert!(explanation.what_happened.contains(expected), "{explanation:?}");
        assert_eq!(explanation.permission.is_some(), permission);
    }

    #[test]
    fn no_answer_is_told_apart_by_what_else_is_known() {
        check_no_answer(Diagnosis::Unknown, "No answer came back", false);
        check_no_answer(Diagnosis::Offline, "offline", false);
        check_no_answer(Diagnosis::HiddenRefusal, "browsers hide", true);
    }

    #[test]
    fn every_failure_says_what_happened_and_what_to_do() {
        for (status, code) in [
            (400, "ThrottlingException"),
            (410, "LimitExceededException"),
            (404, "ResourceNotFoundException"),
            (400, "TaskAlreadyExistsException"),
            (400, "InvalidRequestException"),
            (403, "ExpiredTokenException"),
            (403, "UnrecognizedClientException"),
            (403, "RequestTimeTooSkewed"),
            (500, "InternalFailureException"),
            (418, "NeverHeardOfException"),
        ] {
            let explanation = answered(TRAINING, status, code);
            assert_eq!(explanation.heading, "Could not read training summaries", "{code}");
            assert!(explanation.what_happened.ends_with('.') && explanation.what_to_do.ends_with('.'), "{code}");
            assert_eq!(explanation.permission, None, "{code}");
        }
    }
}
