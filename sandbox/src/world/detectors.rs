//! Detectors.

use chrono::{DateTime, Utc};

use super::{DetectorVersion, Maker, Rule, detector_versions, rules, words};
use crate::settings::Sizes;

/// The detector that is always there, with the nasty values in its rules.
const WELL_KNOWN: &str = "payment_screening";

/// A detector with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Detector {
    pub(crate) id: String,
    pub(crate) description: Option<String>,
    pub(crate) event_type: String,
    pub(crate) versions: Vec<DetectorVersion>,
    /// Every version of every rule.
    pub(crate) rules: Vec<Rule>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
}

impl Detector {
    pub(crate) fn version(&self, id: &str) -> Option<&DetectorVersion> {
        self.versions.iter().find(|version| version.id.to_string() == id)
    }
}

pub(super) fn generate(maker: &mut Maker, sizes: &Sizes) -> Vec<Detector> {
    (0..sizes.detectors)
        .map(|index| match index {
            0 => well_known(maker, sizes),
            _ => {
                let versions = maker.random.usize(sizes.versions.min(1)..=sizes.versions);
                let rules = maker.random.usize(sizes.rules.min(1)..=sizes.rules);
                ordinary(maker, words::detector(index - 1), versions, rules)
            }
        })
        .collect()
}

pub(super) fn ordinary(maker: &mut Maker, id: String, versions: usize, rules: usize) -> Detector {
    let (created, updated) = maker.created_and_changed();
    let rules = rules::ordinary(maker, rules, created);
    let versions = detector_versions::generate(maker, &id, versions, &rules, created, updated);
    Detector {
        description: maker.description("Scores every event before it is accepted"),
        event_type: format!("{}_event", id.replace('-', "_")),
        id,
        versions,
        rules,
        created,
        updated,
    }
}

fn well_known(maker: &mut Maker, sizes: &Sizes) -> Detector {
    let (created, updated) = maker.created_and_changed();
    let rules = rules::nasty(maker, sizes.rules, created);
    let versions = detector_versions::well_known(maker, WELL_KNOWN, sizes.versions, &rules, created, updated);
    Detector {
        id: WELL_KNOWN.to_owned(),
        description: Some("Screens card payments at checkout".to_owned()),
        event_type: "online_payment".to_owned(),
        versions,
        rules,
        created,
        updated,
    }
}
