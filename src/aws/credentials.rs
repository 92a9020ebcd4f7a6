//! Temporary AWS credentials, and where the client gets them from.

use std::time::Duration;

use futures_util::future::LocalBoxFuture;

use super::error::CallError;
use super::secret::Secret;
use super::timestamp::Timestamp;

/// How long before their expiry credentials count as expired.
///
/// Ours, not AWS's: covers a slow request and a clock somewhat off.
pub const EXPIRY_MARGIN: Duration = Duration::from_secs(60);

/// Temporary credentials of one identity. They live in memory only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// Names the credentials; not a secret.
    pub access_key_id: String,
    /// Signs requests.
    pub secret_access_key: Secret,
    /// Sent, signed, with every request.
    pub session_token: Secret,
    /// When AWS stops accepting them.
    pub expiration: Timestamp,
}

impl Credentials {
    /// The expiration of credentials that nobody knows the expiration of: AWS tells when it is there.
    pub const NEVER: Timestamp = Timestamp::from_millis(i64::MAX);

    /// Whether a request that starts at `now` should not rely on them anymore.
    #[must_use]
    pub fn expires_soon(&self, now: Timestamp) -> bool {
        self.expiration.minus(EXPIRY_MARGIN) <= now
    }
}

/// Hands out credentials for signing. The session layer implements it.
pub trait ProvideCredentials {
    /// Credentials that are not about to expire, renewed first where necessary.
    ///
    /// `refused` names credentials that AWS does not take, whatever their expiry says. However many requests ask at
    /// a time, one renewal runs.
    fn credentials<'a>(&'a self, refused: Option<&'a Refused>) -> LocalBoxFuture<'a, Result<Credentials, CallError>>;
}

/// Credentials that AWS does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Names them.
    pub access_key_id: String,
    /// Whether AWS said so. Otherwise it is one of the reasons for which a browser shows no answer at all.
    pub certain: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_credentials_hides_secret_and_token() {
        let credentials = Credentials {
            access_key_id: "ASIAEXAMPLE".to_owned(),
            secret_access_key: "canary-secret".to_owned().into(),
            session_token: "canary-token".to_owned().into(),
            expiration: Timestamp::from_seconds(0),
        };
        let shown = format!("{credentials:?}");
        assert!(shown.contains("ASIAEXAMPLE") && !shown.contains("canary"), "{shown}");
    }
}
