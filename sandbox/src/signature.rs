//! Is a request signed by somebody we know?
//!
//! The check itself is `scratchstack-aws-signature`, which shares no code with the console's signer. Here: looking up the
//! key, the session's token and expiry, and the words AWS has for each refusal.

use std::{
    future::{Ready, ready},
    pin::pin,
    task::{Context, Poll, Waker},
};

use chrono::{DateTime, TimeDelta, Utc};
use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use scratchstack_aws_signature::{
    GetSigningKeyRequest, GetSigningKeyResponse, KSecretKey, SignatureError, SignatureOptions,
    VecSignedHeaderRequirements, canonical::CanonicalRequest, service_for_signing_key_fn,
};

use crate::{
    failure::{Failure, Problem},
    roles::Caller,
    sandbox::Request,
    service::Service,
    sessions::{Session, Sessions},
};

/// How far a request's time may be from ours. AWS documents 5 to 15 minutes, depending on the service; the shortest is the
/// strictest.
pub(crate) const TOLERATED_SKEW: TimeDelta = TimeDelta::minutes(5);

/// What AWS says about credentials that have ended.
pub(crate) const TOKEN_EXPIRED: &str = "The security token included in the request is expired";

/// Headers that must be signed when they are sent.
const SIGNED_WHEN_SENT: [&str; 4] = ["content-type", "x-amz-date", "x-amz-security-token", "x-amz-target"];

/// What a path keeps when it is encoded for the canonical request.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Checks a request's signature and returns who made it, and for which region.
///
/// `region` is the one that must be signed; `None` accepts any.
///
/// # Errors
/// The refusal AWS has for what is wrong.
pub(crate) fn verify(
    request: &Request,
    service: Service,
    region: Option<&str>,
    sessions: &Sessions,
    now: DateTime<Utc>,
) -> Result<Caller, Failure> {
    check(request, service, region, sessions, now).map_err(refusal)
}

fn check(
    request: &Request,
    service: Service,
    region: Option<&str>,
    sessions: &Sessions,
    now: DateTime<Utc>,
) -> Result<Caller, SignatureError> {
    let mut parts = request.clone().into_parts().0;
    parts.uri = twice_encoded(&parts.uri)?;
    let (canonical, _, _) =
        CanonicalRequest::from_request_parts(parts, request.body().clone(), SignatureOptions::default())?;
    let required = VecSignedHeaderRequirements::new::<str, str, str>(&[], &SIGNED_WHEN_SENT, &[]);
    let authenticator = canonical.get_authenticator(&required)?;

    let mut scope = authenticator.credential().split('/');
    let session = scope.next().and_then(|access_key_id| sessions.find(access_key_id)).cloned();
    let role = session.as_ref().map(|session| session.role);
    let region = region.or_else(|| scope.nth(1)).unwrap_or_default();
    let lookup = move |request: GetSigningKeyRequest| signing_key(session.as_ref(), &request, now);
    let mut keys = service_for_signing_key_fn(lookup);
    let validation = pin!(authenticator.validate_signature(region, service.name(), now, TOLERATED_SKEW, &mut keys));
    // The keys are in memory, so the future never waits.
    match validation.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result.map(|_| Caller { role, region: region.to_owned() }),
        Poll::Pending => Err(SignatureError::InternalServiceError("the key lookup did not finish".into())),
    }
}

/// Services other than S3 sign the path as it is on the wire, encoded once more. The crate takes paths as S3 does.
fn twice_encoded(uri: &Uri) -> Result<Uri, SignatureError> {
    let path = utf8_percent_encode(uri.path(), PATH);
    let target = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_string(),
    };
    Uri::try_from(target).map_err(|error| SignatureError::InvalidURIPath(error.to_string()))
}

fn signing_key(
    session: Option<&Session>,
    request: &GetSigningKeyRequest,
    now: DateTime<Utc>,
) -> Ready<Result<GetSigningKeyResponse, BoxError>> {
    let known = session.filter(|session| request.session_token() == Some(&session.token));
    ready(match known {
        None => Err(Box::new(SignatureError::InvalidClientTokenId(
            "The security token included in the request is invalid.".into(),
        ))),
        Some(session) if session.expiration <= now => Err(Box::new(SignatureError::ExpiredToken(TOKEN_EXPIRED.into()))),
        Some(session) => session
            .secret_access_key
            .parse::<KSecretKey>()
            .map_err(BoxError::from)
            .map(|secret| secret.to_ksigning(request.request_date(), request.region(), request.service()))
            .and_then(|key| Ok(GetSigningKeyResponse::builder().signing_key(key).build()?)),
    })
}

fn refusal(error: SignatureError) -> Failure {
    let problem = match &error {
        SignatureError::ExpiredToken(_) => Problem::ExpiredToken,
        SignatureError::InvalidClientTokenId(_) => Problem::UnrecognizedClient,
        SignatureError::MissingAuthenticationToken(_) => {
            return Failure::new(Problem::MissingAuthenticationToken, "Missing Authentication Token");
        }
        SignatureError::IncompleteSignature(_) => Problem::IncompleteSignature,
        SignatureError::IO(_) | SignatureError::InternalServiceError(_) => Problem::Internal,
        _ => Problem::InvalidSignature,
    };
    Failure::new(problem, error.to_string())
}

#[cfg(test)]
mod tests;
