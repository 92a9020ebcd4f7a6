//! What a sandbox is made from.

use chrono::TimeDelta;

/// Region of the identity pool, and of every unsigned call.
pub const REGION: &str = "us-east-1";

/// The one identity pool. Guests may get credentials from it.
pub const IDENTITY_POOL_ID: &str = "us-east-1:5a4d6b0c-0000-4000-8000-000000000001";

/// Everything that decides how a sandbox behaves, apart from the requests and the time.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Same seed, sizes and time: same world, same credentials.
    pub seed: u64,
    /// How much there is of everything.
    pub sizes: Sizes,
    /// How long temporary credentials are valid. Cognito's last about an hour.
    pub session_duration: TimeDelta,
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 1, sizes: Sizes::default(), session_duration: TimeDelta::hours(1) }
    }
}

/// How much the generated world holds. Zero is allowed, for screens without data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sizes {
    /// Security profiles.
    pub profiles: usize,
    /// Behaviors of a security profile, on average.
    pub behaviors: usize,
    /// Mitigation actions.
    pub actions: usize,
    /// Detectors.
    pub detectors: usize,
    /// Versions of a detector, at most.
    pub versions: usize,
    /// Rules of a detector version, at most.
    pub rules: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { profiles: 24, behaviors: 5, actions: 12, detectors: 8, versions: 6, rules: 8 }
    }
}
