//! Identities of the pool and the temporary credentials given to them.
//!
//! Does not decide who may get any: that is `cognito_identity`.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;

use crate::{roles::Role, settings::REGION, user_pool::User};

/// Length of a secret access key. The signature check accepts no other.
const SECRET_LENGTH: usize = 40;

/// Bytes behind a session token. Real ones come to about a thousand characters.
const TOKEN_BYTES: usize = 700;

/// Every identity and session handed out so far.
#[derive(Debug)]
pub(crate) struct Sessions {
    identities: BTreeMap<String, Identity>,
    by_access_key: BTreeMap<String, Session>,
    duration: TimeDelta,
    random: Rng,
}

/// An identity of the pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    /// `None` for a guest's.
    pub(crate) user: Option<User>,
}

/// Temporary credentials.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) token: String,
    pub(crate) role: Role,
    pub(crate) expiration: DateTime<Utc>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("access_key_id", &self.access_key_id)
            .field("role", &self.role)
            .field("expiration", &self.expiration)
            .finish_non_exhaustive()
    }
}

impl Sessions {
    pub(crate) fn new(seed: u64, duration: TimeDelta) -> Self {
        Self { identities: BTreeMap::new(), by_access_key: BTreeMap::new(), duration, random: Rng::with_seed(seed) }
    }

    /// A new identity for a guest.
    pub(crate) fn create_guest(&mut self) -> String {
        self.create(Identity { user: None })
    }

    /// The identity of a user, the same each time.
    pub(crate) fn identity_of(&mut self, user: User) -> String {
        match self.identities.iter().find(|(_, identity)| identity.user == Some(user)) {
            Some((id, _)) => id.clone(),
            None => self.create(Identity { user: Some(user) }),
        }
    }

    fn create(&mut self, identity: Identity) -> String {
        let id = format!("{REGION}:{}", uuid(&mut self.random));
        self.identities.insert(id.clone(), identity);
        id
    }

    pub(crate) fn identity(&self, id: &str) -> Option<Identity> {
        self.identities.get(id).copied()
    }

    /// New credentials for a role, valid from `now` on.
    pub(crate) fn open(&mut self, role: Role, now: DateTime<Utc>) -> Session {
        let random = &mut self.random;
        let session = Session {
            access_key_id: format!("ASIA{}", text(random, 16, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")),
            secret_access_key: text(
                random,
                SECRET_LENGTH,
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            ),
            token: BASE64_STANDARD
                .encode(std::iter::repeat_with(|| random.u8(..)).take(TOKEN_BYTES).collect::<Vec<_>>()),
            role,
            expiration: now + self.duration,
        };
        self.add(session.clone());
        session
    }

    pub(crate) fn add(&mut self, session: Session) {
        self.by_access_key.insert(session.access_key_id.clone(), session);
    }

    pub(crate) fn find(&self, access_key_id: &str) -> Option<&Session> {
        self.by_access_key.get(access_key_id)
    }
}

/// A random (version 4) UUID.
pub(crate) fn uuid(random: &mut Rng) -> String {
    let mut bits = random.u128(..);
    bits = (bits & !(0xf << 76)) | (0x4 << 76);
    bits = (bits & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn text(random: &mut Rng, length: usize, alphabet: &[u8]) -> String {
    std::iter::repeat_with(|| char::from(alphabet[random.usize(..alphabet.len())])).take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_seed_gives_the_same_credentials() {
        let open = |seed| Sessions::new(seed, TimeDelta::hours(1)).open(Role::Guest, DateTime::UNIX_EPOCH);
        assert_eq!(open(1).secret_access_key, open(1).secret_access_key);
        assert_ne!(open(1).secret_access_key, open(2).secret_access_key);
    }

    #[test]
    fn debug_of_a_session_hides_secret_and_token() {
        let session = Sessions::new(1, TimeDelta::hours(1)).open(Role::Guest, DateTime::UNIX_EPOCH);
        let shown = format!("{session:?}");
        assert!(!shown.contains(&session.secret_access_key) && !shown.contains(&session.token));
        assert!(shown.contains(&session.access_key_id));
    }

    #[test]
    fn uuids_carry_version_and_variant() {
        let id = uuid(&mut Rng::with_seed(7));
        assert_eq!((id.len(), &id[14..15]), (36, "4"));
        assert!("89ab".contains(&id[19..20]), "{id}");
    }
}
