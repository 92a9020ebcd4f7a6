//! Security profiles.

use chrono::{DateTime, Utc};

use super::{Behavior, Maker, behaviors, nasty, words};

/// The profile that is always there, its models in every odd state.
const WELL_KNOWN: &str = "factory-floor-sensors";

/// A security profile, as DescribeSecurityProfile shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SecurityProfile {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) behaviors: Vec<Behavior>,
    /// Metrics kept although no behavior uses them.
    pub(crate) retained_metrics: Vec<&'static str>,
    /// Name of the topic that alarms are sent to.
    pub(crate) alert_topic: Option<&'static str>,
    pub(crate) exports_metrics: bool,
    pub(crate) version: i64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) modified: DateTime<Utc>,
}

pub(super) fn generate(maker: &mut Maker, count: usize, behaviors: usize) -> Vec<SecurityProfile> {
    (0..count)
        .map(|index| match index {
            0 => well_known(maker, behaviors),
            3 => profile(maker, nasty::longest_name(), |maker| behaviors::learned(maker, behaviors)),
            // A profile is judged either by models or by rules, never by both.
            index if index % 6 == 5 => {
                profile(maker, words::fleet(index), |maker| behaviors::ruled(maker, behaviors.min(5)))
            }
            // One of them has no behavior at all.
            index if index % 24 == 10 => profile(maker, words::fleet(index), |_| Vec::new()),
            index => {
                let behaviors = maker.random.usize(behaviors.div_ceil(2)..=behaviors * 3 / 2);
                ordinary(maker, words::fleet(index), behaviors)
            }
        })
        .collect()
}

/// A profile that models judge.
pub(super) fn ordinary(maker: &mut Maker, name: String, behaviors: usize) -> SecurityProfile {
    profile(maker, name, |maker| behaviors::learned(maker, behaviors))
}

fn well_known(maker: &mut Maker, behaviors: usize) -> SecurityProfile {
    // At least one behavior for each odd state, unless none at all are wanted.
    let count = if behaviors == 0 { 0 } else { behaviors.max(7) };
    let profile = profile(maker, WELL_KNOWN.to_owned(), |maker| behaviors::odd(maker, count));
    SecurityProfile {
        description: Some("Vibration and temperature sensors of hall 2".to_owned()),
        alert_topic: Some("detect-alarms"),
        ..profile
    }
}

fn profile(maker: &mut Maker, name: String, behaviors: impl FnOnce(&mut Maker) -> Vec<Behavior>) -> SecurityProfile {
    let (created, modified) = maker.created_and_changed();
    SecurityProfile {
        description: maker.description(&format!("Normal behavior of {name}")),
        behaviors: behaviors(maker),
        retained_metrics: if maker.one_in(3) {
            vec!["aws:num-disconnects", "aws:source-ip-address"]
        } else {
            Vec::new()
        },
        alert_topic: maker.one_in(2).then_some("detect-alarms"),
        exports_metrics: maker.one_in(4),
        version: maker.random.i64(1..40),
        created,
        modified,
        name,
    }
}
