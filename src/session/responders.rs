//! Who may start mitigation, and what is asked of them.
//!
//! IAM decides in the end. This is for people: it says beforehand what AWS would refuse, and asks for a password before
//! devices are touched.

use std::time::Duration;

/// The terms on which mitigation is started. A guest is in no group. Of pasted credentials nobody knows whose they are:
/// they may, and AWS decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responders {
    /// The groups whose members may; where none is named, every user. `mitigation.groups`
    pub groups: Vec<String>,
    /// How long the session of those who may lasts when nobody is at work, if not less long anyway.
    /// `mitigation.idle_timeout_minutes`
    pub idle: Duration,
    /// How long ago a password or the like may have been given. `mitigation.max_auth_age_minutes`
    pub max_auth_age: Duration,
}

impl Default for Responders {
    /// Every user, within an hour of having signed in, and with no limits of their own.
    fn default() -> Self {
        Self { groups: Vec::new(), idle: Duration::MAX, max_auth_age: Duration::from_secs(60 * 60) }
    }
}

/// Whether somebody may start mitigation, as far as the console knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Yes.
    May,
    /// No: a member of these groups could.
    NeedsGroup(Vec<String>),
    /// Not before having signed in again: a password or the like was last given longer ago than that.
    NeedsAuthentication(Duration),
}

impl Responders {
    /// Whether somebody in `groups` is one of them.
    #[must_use]
    pub fn include(&self, groups: &[String]) -> bool {
        self.groups.is_empty() || groups.iter().any(|group| self.groups.contains(group))
    }

    /// Whether somebody in `groups` may start mitigation who gave a password or the like `age` ago.
    #[must_use]
    pub fn standing(&self, groups: &[String], age: Duration) -> Standing {
        if !self.include(groups) {
            Standing::NeedsGroup(self.groups.clone())
        } else if age >= self.max_auth_age {
            Standing::NeedsAuthentication(self.max_auth_age)
        } else {
            Standing::May
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_responder_is_in_one_of_the_groups_and_gave_a_password_lately() {
        let groups = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let named = Responders { groups: groups(&["responder", "lead"]), ..Responders::default() };
        let standing = |of: &Responders, in_groups: &[&str], minutes: u64| {
            of.standing(&groups(in_groups), Duration::from_secs(minutes * 60))
        };
        assert_eq!(standing(&named, &["viewer", "lead"], 59), Standing::May);
        assert_eq!(standing(&named, &["lead"], 60), Standing::NeedsAuthentication(named.max_auth_age));
        assert_eq!(standing(&named, &["viewer"], 60), Standing::NeedsGroup(named.groups.clone()));
        assert_eq!(standing(&named, &[], 0), Standing::NeedsGroup(named.groups.clone()));
        let anybody = Responders::default();
        assert_eq!(standing(&anybody, &[], 0), Standing::May);
        assert!(anybody.include(&[]) && !named.include(&groups(&["viewer"])));
    }
}
