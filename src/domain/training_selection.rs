//! Training summaries that somebody has picked, by their names: what is read again is still picked.
//!
//! Does not call AWS and does not know the time.

use std::collections::BTreeSet;

use crate::aws::iot::BehaviorModelTrainingSummary;

/// Names of security profiles and their behaviors, each as [`name`] writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainingSelection(BTreeSet<String>);

impl TrainingSelection {
    /// The longest that it may be in an address, in characters: what is longer some browsers and servers refuse.
    pub const LONGEST: usize = 1500;

    /// The selection written in an address.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self(text.split(',').filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect())
    }

    /// As it is written in an address; `None` if it is too long for that.
    #[must_use]
    pub fn write(&self) -> Option<String> {
        let length: usize = self.0.iter().map(|name| name.len() + 1).sum();
        (length <= Self::LONGEST).then(|| self.0.iter().map(String::as_str).collect::<Vec<_>>().join(","))
    }

    /// Whether `summary` is picked.
    #[must_use]
    pub fn contains(&self, summary: &BehaviorModelTrainingSummary) -> bool {
        !self.0.is_empty() && self.0.contains(&name(summary))
    }

    /// Picks `summary`, or no longer does.
    pub fn set(&mut self, summary: &BehaviorModelTrainingSummary, is_picked: bool) {
        let name = name(summary);
        if is_picked {
            self.0.insert(name);
        } else {
            self.0.remove(&name);
        }
    }

    /// How many are picked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The names of a summary's security profile and behavior, which hold neither a slash nor a comma.
#[must_use]
pub fn name(summary: &BehaviorModelTrainingSummary) -> String {
    let profile = summary.security_profile_name.as_ref().map_or("", |name| name.as_str());
    let behavior = summary.behavior_name.as_ref().map_or("", |name| name.as_str());
    [profile, behavior].join("/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::aws::reply;

    fn summary(profile: &str, behavior: &str) -> BehaviorModelTrainingSummary {
        reply::read(json!({ "securityProfileName": profile, "behaviorName": behavior })).unwrap()
    }

    #[test]
    fn what_is_picked_goes_by_its_names() {
        let mut selection = TrainingSelection::default();
        assert!(!selection.contains(&summary("pumps", "bytes")));
        selection.set(&summary("pumps", "bytes"), true);
        selection.set(&summary("pumps", "bytes"), true);
        assert!(selection.contains(&summary("pumps", "bytes")));
        assert!(!selection.contains(&summary("gates", "bytes")));
        assert_eq!(selection.len(), 1);
        selection.set(&summary("pumps", "bytes"), false);
        assert!(selection.is_empty());
    }

    #[test]
    fn a_selection_is_read_as_it_is_written() {
        let mut selection = TrainingSelection::default();
        assert_eq!(selection.write().as_deref(), Some(""));
        selection.set(&summary("pumps", "bytes"), true);
        selection.set(&summary("gates:a_b-c", "ports"), true);
        assert_eq!(selection.write().as_deref(), Some("gates:a_b-c/ports,pumps/bytes"));
        assert_eq!(TrainingSelection::read("gates:a_b-c/ports,pumps/bytes,"), selection);
        assert!(TrainingSelection::read("").is_empty());
    }

    #[test]
    fn a_selection_that_is_too_long_is_not_written() {
        let mut selection = TrainingSelection::default();
        while selection.write().is_some() {
            selection.set(&summary("pumps", &format!("behavior-{:03}", selection.len())), true);
        }
        assert_eq!(selection.len(), 79);
    }
}
