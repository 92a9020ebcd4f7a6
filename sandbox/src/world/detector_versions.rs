//! Versions of detectors.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Maker, Rule, nasty};

/// A version of a detector.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DetectorVersion {
    /// 1, 2, 3 and so on.
    pub(crate) id: usize,
    pub(crate) description: Option<String>,
    pub(crate) status: &'static str,
    pub(crate) rule_execution_mode: Option<&'static str>,
    pub(crate) external_model_endpoints: Vec<&'static str>,
    pub(crate) models: Vec<ModelVersion>,
    /// Ids and versions of its rules, in the order in which they run.
    pub(crate) rules: Vec<(String, usize)>,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
}

/// A version of a model, without its ARN.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelVersion {
    pub(crate) model_id: String,
    pub(crate) model_type: &'static str,
    pub(crate) model_version_number: String,
}

/// At most one version is active; what came after it is a draft, what came before is inactive.
pub(super) fn generate(
    maker: &mut Maker,
    detector: &str,
    count: usize,
    rules: &[Rule],
    created: DateTime<Utc>,
    updated: DateTime<Utc>,
) -> Vec<DetectorVersion> {
    let drafts = if count < 2 { 0 } else { maker.random.usize(0..=1) };
    versions(maker, detector, count, drafts, rules, (created, updated))
}

/// Two drafts, and a first version with everything a version can have.
pub(super) fn well_known(
    maker: &mut Maker,
    detector: &str,
    count: usize,
    rules: &[Rule],
    created: DateTime<Utc>,
    updated: DateTime<Utc>,
) -> Vec<DetectorVersion> {
    let drafts = match count {
        0 | 1 => 0,
        2 => 1,
        _ => 2,
    };
    let mut versions = versions(maker, detector, count, drafts, rules, (created, updated));
    if let Some(first) = versions.first_mut() {
        first.description = Some(nasty::TEXTS[0].to_owned());
        first.rule_execution_mode = Some("FIRST_MATCHED");
        first.external_model_endpoints = vec!["sagemaker-card-risk", "sagemaker-velocity-2"];
        first.models = vec![
            model(detector, "TRANSACTION_FRAUD_INSIGHTS", "2.1"),
            // Hyphens, which the pattern of a model's id forbids.
            model("sample-account-model", "ACCOUNT_TAKEOVER_INSIGHTS", "1.0"),
        ];
    }
    if let Some(last) = versions.get_mut(1..).and_then(<[_]>::last_mut) {
        // A fresh draft: no models, no description, no mode.
        last.description = None;
        last.rule_execution_mode = None;
        last.external_model_endpoints.clear();
        last.models.clear();
    }
    versions
}

fn versions(
    maker: &mut Maker,
    detector: &str,
    count: usize,
    drafts: usize,
    rules: &[Rule],
    (created, updated): (DateTime<Utc>, DateTime<Utc>),
) -> Vec<DetectorVersion> {
    let age = maker.now - created;
    let step = age / i32::try_from(count + 1).unwrap_or(i32::MAX);
    (1..=count)
        .map(|id| {
            let born = created + step * i32::try_from(id - 1).unwrap_or(i32::MAX);
            let status = match id {
                id if id + drafts > count => "DRAFT",
                id if id + drafts == count => "ACTIVE",
                _ => "INACTIVE",
            };
            DetectorVersion {
                id,
                description: maker.description(&format!("Release {id}")),
                status,
                rule_execution_mode: Some(maker.pick(&["FIRST_MATCHED", "ALL_MATCHED"])),
                external_model_endpoints: if maker.one_in(3) { vec!["sagemaker-card-risk"] } else { Vec::new() },
                models: if maker.one_in(4) {
                    Vec::new()
                } else {
                    vec![model(detector, "ONLINE_FRAUD_INSIGHTS", &format!("1.{}", id - 1))]
                },
                rules: latest(rules, id),
                created: born,
                updated: if id == count { updated.max(born) } else { born + step / 2 },
            }
        })
        .collect()
}

/// Each rule in the newest version that was there for this version of the detector.
fn latest(rules: &[Rule], detector_version: usize) -> Vec<(String, usize)> {
    let mut newest: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| rule.version <= detector_version) {
        let version = newest.entry(&rule.id).or_default();
        *version = rule.version.max(*version);
    }
    // In the order of the list, which is not that of the ids.
    rules
        .iter()
        .filter(|rule| newest.get(rule.id.as_str()) == Some(&rule.version))
        .map(|rule| (rule.id.clone(), rule.version))
        .collect()
}

fn model(id: &str, model_type: &'static str, version: &str) -> ModelVersion {
    let model_id = if id.contains("sample") { id.to_owned() } else { id.replace('-', "_") };
    ModelVersion { model_id, model_type, model_version_number: version.to_owned() }
}
