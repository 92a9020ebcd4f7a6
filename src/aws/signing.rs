//! Signature Version 4: the one place that calls the crate `aws-sigv4`.
//!
//! The time is an argument. Header signatures only, and no header beyond those that AWS IoT's preflight accepts.

use aws_credential_types::Credentials as SigningCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign as sign_http};
use aws_sigv4::sign::v4::SigningParams;

use super::credentials::Credentials;
use super::request::{BuildError, Request};
use super::service::Region;
use super::timestamp::Timestamp;

/// What a signature is good for besides the request itself.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The host that AWS will see.
    pub host: &'a str,
    /// The region it is in.
    pub region: &'a Region,
}

/// The headers that sign `request`: `authorization`, `x-amz-date`, `x-amz-security-token`.
///
/// # Errors
/// [`BuildError::Unsignable`] when the request is no valid HTTP.
pub fn sign(
    request: &Request,
    scope: Scope<'_>,
    credentials: &Credentials,
    now: Timestamp,
) -> Result<Vec<(String, String)>, BuildError> {
    let unsignable = |error: &dyn std::fmt::Display| BuildError::Unsignable(error.to_string());
    let identity = SigningCredentials::new(
        &credentials.access_key_id,
        &credentials.secret_access_key,
        Some(credentials.session_token.clone()),
        None,
        "detect-console",
    )
    .into();
    let parameters = SigningParams::builder()
        .identity(&identity)
        .region(scope.region.as_str())
        .name(request.facts.service.name())
        .time(now.to_system_time())
        .settings(SigningSettings::default())
        .build()
        .map_err(|error| unsignable(&error))?
        .into();
    let separator = if request.query.is_empty() { "" } else { "?" };
    let signable = SignableRequest::new(
        request.facts.method.as_str(),
        format!("https://{}{}{separator}{}", scope.host, request.path, request.query),
        request.headers.iter().map(|(name, value)| (*name, value.as_str())),
        SignableBody::Bytes(request.body.as_bytes()),
    )
    .map_err(|error| unsignable(&error))?;
    let (instructions, _) = sign_http(signable, &parameters).map_err(|error| unsignable(&error))?.into_parts();
    let (headers, _) = instructions.into_parts();
    Ok(headers.iter().map(|header| (header.name().to_owned(), header.value().to_owned())).collect())
}
