//! What a sandbox is made from.

use chrono::TimeDelta;

/// Region of the identity pool, and of every unsigned call.
pub const REGION: &str = "us-east-1";

/// The one identity pool. Guests may get credentials from it, and the users of the user pool.
pub const IDENTITY_POOL_ID: &str = "us-east-1:5a4d6b0c-0000-4000-8000-000000000001";

/// The one user pool.
pub const USER_POOL_ID: &str = "us-east-1_Sandbox01";

/// Its one app client: public, with PKCE, its refresh tokens rotated without a grace period.
pub const USER_POOL_CLIENT_ID: &str = "sandboxclient26characters0";

/// The scopes of the app client.
pub const SCOPES: [&str; 2] = ["openid", "email"];

/// Everything that decides how a sandbox behaves, apart from the requests and the time.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Same seed, sizes and time: same world, same credentials.
    pub seed: u64,
    /// How much there is of everything.
    pub sizes: Sizes,
    /// How long temporary credentials are valid. Cognito's last about an hour.
    pub session_duration: TimeDelta,
    /// How long ID and access tokens are valid.
    pub token_duration: TimeDelta,
    /// Where managed login may send a browser, after sign-in and after sign-out. The first is the page's own address.
    pub redirect_uris: Vec<String>,
    /// Who may come in.
    pub sign_in: SignIn,
}

impl Settings {
    /// Whether managed login may send a browser to this URI.
    pub(crate) fn is_registered(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| registered == uri)
    }
}

/// Ways to sign in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignIn {
    /// As a guest. The configuration names no user pool.
    Guest,
    /// With managed login. The identity pool refuses guests.
    Login,
    /// Either way.
    Both,
}

impl SignIn {
    /// Whether the identity pool knows guests.
    #[must_use]
    pub fn has_guests(self) -> bool {
        self != Self::Login
    }

    /// Whether the configuration names the user pool.
    #[must_use]
    pub fn has_login(self) -> bool {
        self != Self::Guest
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            sizes: Sizes::default(),
            session_duration: TimeDelta::hours(1),
            token_duration: TimeDelta::hours(1),
            redirect_uris: vec!["http://127.0.0.1:8787/".into(), "http://localhost:8787/".into()],
            sign_in: SignIn::Both,
        }
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
