//! The generated account: security profiles with their behaviors, mitigation actions, detectors with versions and rules.
//!
//! Made once from a seed and sizes; nothing here changes afterwards. Names and times are believable, and some values are
//! nasty on purpose, see `nasty`. ARNs are not stored, because every region shows the same world.

mod behaviors;
mod detector_versions;
mod detectors;
mod mitigation_actions;
mod nasty;
mod rules;
mod security_profiles;
mod words;

use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;

use crate::settings::Sizes;
pub(crate) use behaviors::{Behavior, Training};
pub(crate) use detector_versions::DetectorVersion;
pub(crate) use detectors::Detector;
pub(crate) use mitigation_actions::{ActionParams, MitigationAction};
pub(crate) use rules::Rule;
pub(crate) use security_profiles::SecurityProfile;

/// The account that everything belongs to. AWS uses this number in its examples.
pub(crate) const ACCOUNT: &str = "123456789012";

/// Asking for it by name answers late; it exists, so that there is something to answer.
const SLOW: &str = "error-slow";

/// Everything there is.
#[derive(Debug, PartialEq)]
pub(crate) struct World {
    pub(crate) profiles: Vec<SecurityProfile>,
    pub(crate) actions: Vec<MitigationAction>,
    pub(crate) detectors: Vec<Detector>,
    /// Found by name, never listed.
    hidden_profile: SecurityProfile,
    hidden_action: MitigationAction,
    hidden_detector: Detector,
}

impl World {
    pub(crate) fn generate(seed: u64, sizes: Sizes, now: DateTime<Utc>) -> Self {
        // One generator a kind, so that the number of profiles does not change the detectors.
        let made = |salt: u64| Maker { random: Rng::with_seed(seed.wrapping_mul(31).wrapping_add(salt)), now };
        Self {
            profiles: security_profiles::generate(&mut made(1), sizes.profiles, sizes.behaviors),
            actions: mitigation_actions::generate(&mut made(2), sizes.actions),
            detectors: detectors::generate(&mut made(3), &sizes),
            hidden_profile: security_profiles::ordinary(&mut made(4), SLOW.to_owned(), 2),
            hidden_action: mitigation_actions::failing(&mut made(5)),
            hidden_detector: detectors::ordinary(&mut made(6), SLOW.to_owned(), 2, 2),
        }
    }

    pub(crate) fn profile(&self, name: &str) -> Option<&SecurityProfile> {
        self.profiles.iter().chain([&self.hidden_profile]).find(|profile| profile.name == name)
    }

    pub(crate) fn action(&self, name: &str) -> Option<&MitigationAction> {
        self.actions.iter().chain([&self.hidden_action]).find(|action| action.name == name)
    }

    pub(crate) fn detector(&self, id: &str) -> Option<&Detector> {
        self.detectors.iter().chain([&self.hidden_detector]).find(|detector| detector.id == id)
    }
}

/// What the generators share: randomness and the time that everything lies before.
#[derive(Debug)]
struct Maker {
    random: Rng,
    now: DateTime<Utc>,
}

impl Maker {
    /// A time between `from` and `to` ago.
    fn ago(&mut self, from: TimeDelta, to: TimeDelta) -> DateTime<Utc> {
        let (shortest, longest) = (from.min(to), from.max(to));
        let milliseconds = self.random.i64(shortest.num_milliseconds()..=longest.num_milliseconds());
        self.now - TimeDelta::milliseconds(milliseconds)
    }

    /// When something was created, and when it was last changed.
    fn created_and_changed(&mut self) -> (DateTime<Utc>, DateTime<Utc>) {
        let created = self.ago(TimeDelta::days(60), TimeDelta::days(900));
        let changed = self.ago(TimeDelta::minutes(30), self.now - created);
        (created, changed)
    }

    fn pick<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        self.random.choice(texts.iter().copied()).unwrap_or_default()
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.random.u32(..count) == 0
    }

    /// A description: usually plain words, now and then none or a nasty one.
    fn description(&mut self, plain: &str) -> Option<String> {
        match self.random.u32(..6) {
            0 => None,
            1 => self.random.choice(nasty::TEXTS.iter().copied()).map(str::to_owned),
            _ => Some(plain.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{cognito_identity, fraud_detector, iot};

    const AGAINST_THEIR_PATTERN: [&str; 2] = [nasty::BEHAVIOR_NAME, nasty::RULE_ID];
    const SEEDS: [u64; 4] = [0, 1, 2, 99];

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn world(seed: u64) -> World {
        World::generate(seed, Sizes::default(), now())
    }

    #[test]
    fn same_seed_makes_the_same_world() {
        assert_eq!(world(1), world(1));
        assert_ne!(world(1), world(2));
    }

    #[test]
    fn sizes_are_kept_whatever_they_are() {
        for count in [0, 1, 3, 500] {
            let sizes = Sizes { profiles: count, actions: count, detectors: count, ..Sizes::default() };
            let world = World::generate(1, sizes, now());
            assert_eq!([world.profiles.len(), world.actions.len(), world.detectors.len()], [count; 3]);
        }
    }

    #[test]
    fn many_behaviors_versions_and_rules_have_names_of_their_own() {
        let sizes = Sizes { profiles: 3, behaviors: 90, detectors: 2, versions: 50, rules: 40, ..Sizes::default() };
        let world = World::generate(1, sizes, now());
        for profile in &world.profiles {
            let names: BTreeSet<_> = profile.behaviors.iter().map(|behavior| &behavior.name).collect();
            assert_eq!(names.len(), profile.behaviors.len());
        }
        assert_eq!(world.detectors[0].versions.len(), 50);
        let ids: BTreeSet<_> = world.detectors[0].rules.iter().map(|rule| (&rule.id, rule.version)).collect();
        assert_eq!(ids.len(), world.detectors[0].rules.len());
    }

    #[test]
    fn names_are_unique() {
        for seed in SEEDS {
            let world = world(seed);
            let profiles: BTreeSet<_> = world.profiles.iter().map(|profile| &profile.name).collect();
            let actions: BTreeSet<_> = world.actions.iter().map(|action| &action.name).collect();
            let detectors: BTreeSet<_> = world.detectors.iter().map(|detector| &detector.id).collect();
            assert_eq!([profiles.len(), actions.len(), detectors.len()], [24, 12, 8]);
        }
    }

    #[test]
    fn names_fit_their_patterns_unless_they_are_meant_not_to() {
        #[track_caller]
        fn check(constraint: &crate::constraints::Text, name: &str) {
            let meant = AGAINST_THEIR_PATTERN.contains(&name);
            assert_eq!(constraint.check("name", name).is_err(), meant, "{name}");
        }
        for seed in SEEDS {
            let world = world(seed);
            for profile in world.profiles.iter().chain([&world.hidden_profile]) {
                check(&iot::NAME, &profile.name);
                profile.behaviors.iter().for_each(|behavior| check(&iot::NAME, &behavior.name));
            }
            for action in world.actions.iter().chain([&world.hidden_action]) {
                check(&iot::ACTION_NAME, &action.name);
            }
            for detector in world.detectors.iter().chain([&world.hidden_detector]) {
                check(&fraud_detector::IDENTIFIER, &detector.id);
                detector.rules.iter().for_each(|rule| check(&fraud_detector::IDENTIFIER, &rule.id));
            }
        }
        check(&cognito_identity::IDENTITY_ID, crate::IDENTITY_POOL_ID);
    }

    #[test]
    fn nothing_happened_after_now() {
        for seed in SEEDS {
            let world = world(seed);
            for profile in &world.profiles {
                assert!(profile.created <= profile.modified && profile.modified <= now());
            }
            for detector in &world.detectors {
                assert!(detector.created <= detector.updated && detector.updated <= now());
            }
        }
    }

    #[test]
    fn well_known_names_are_found_but_not_listed() {
        let world = world(1);
        assert!(world.profile(SLOW).is_some() && world.detector(SLOW).is_some());
        assert!(world.profiles.iter().all(|profile| !profile.name.starts_with("error-")));
        assert!(world.detectors.iter().all(|detector| !detector.id.starts_with("error-")));
        assert!(world.actions.iter().all(|action| !action.name.starts_with("error-")));
    }

    #[test]
    fn every_action_type_is_there_and_several_groups() {
        let world = world(1);
        let types: BTreeSet<_> = world.actions.iter().map(|action| action.params.action_type()).collect();
        assert_eq!(types.len(), ActionParams::TYPES.len());
        let groups = world.actions.iter().filter(|action| action.params.works_on_detect_violations()).count();
        assert!(groups >= 3, "{groups}");
    }

    #[test]
    fn every_nasty_text_is_there() {
        let shown = format!("{:?}", world(1));
        for text in nasty::TEXTS {
            let quoted = format!("{text:?}");
            assert!(shown.contains(&quoted), "{quoted}");
        }
        for name in AGAINST_THEIR_PATTERN {
            assert!(shown.contains(&format!("{name:?}")), "{name}");
        }
    }
}
