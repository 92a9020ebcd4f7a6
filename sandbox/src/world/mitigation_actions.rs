//! Mitigation actions.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{ACCOUNT, Maker, words};
use crate::sessions::uuid;

/// The action that can be named in a task but never works.
const FAILING: &str = "error-failed";

/// A mitigation action, as DescribeMitigationAction shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MitigationAction {
    pub(crate) name: String,
    pub(crate) id: String,
    /// Name of the role that does the work.
    pub(crate) role: &'static str,
    pub(crate) params: ActionParams,
    pub(crate) created: DateTime<Utc>,
    pub(crate) modified: DateTime<Utc>,
}

/// MitigationActionParams: what the action does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ActionParams {
    UpdateDeviceCertificate,
    UpdateCaCertificate,
    AddThingsToThingGroup { groups: Vec<&'static str>, override_dynamic_groups: Option<bool> },
    ReplaceDefaultPolicyVersion,
    EnableIotLogging { level: &'static str },
    PublishFindingToSns { topic: &'static str },
}

impl MitigationAction {
    pub(crate) fn role_arn(&self) -> String {
        format!("arn:aws:iam::{ACCOUNT}:role/service-role/{}", self.role)
    }

    /// Whether a task with it can succeed.
    pub(crate) fn works(&self) -> bool {
        self.params.works_on_detect_violations() && self.name != FAILING
    }
}

impl ActionParams {
    pub(crate) const TYPES: [&str; 6] = [
        "UPDATE_DEVICE_CERTIFICATE",
        "UPDATE_CA_CERTIFICATE",
        "ADD_THINGS_TO_THING_GROUP",
        "REPLACE_DEFAULT_POLICY_VERSION",
        "ENABLE_IOT_LOGGING",
        "PUBLISH_FINDING_TO_SNS",
    ];

    pub(crate) fn action_type(&self) -> &'static str {
        match self {
            Self::UpdateDeviceCertificate => "UPDATE_DEVICE_CERTIFICATE",
            Self::UpdateCaCertificate => "UPDATE_CA_CERTIFICATE",
            Self::AddThingsToThingGroup { .. } => "ADD_THINGS_TO_THING_GROUP",
            Self::ReplaceDefaultPolicyVersion => "REPLACE_DEFAULT_POLICY_VERSION",
            Self::EnableIotLogging { .. } => "ENABLE_IOT_LOGGING",
            Self::PublishFindingToSns { .. } => "PUBLISH_FINDING_TO_SNS",
        }
    }

    /// The guide lets Detect alarms be mitigated by moving the thing to a group and by nothing else; the other types are for
    /// audit findings.
    pub(crate) fn works_on_detect_violations(&self) -> bool {
        matches!(self, Self::AddThingsToThingGroup { .. })
    }

    pub(crate) fn to_json(&self, region: &str) -> Value {
        match self {
            Self::UpdateDeviceCertificate => json!({"updateDeviceCertificateParams": {"action": "DEACTIVATE"}}),
            Self::UpdateCaCertificate => json!({"updateCACertificateParams": {"action": "DEACTIVATE"}}),
            Self::AddThingsToThingGroup { groups, override_dynamic_groups } => json!({"addThingsToThingGroupParams": {
                "thingGroupNames": groups,
                "overrideDynamicGroups": override_dynamic_groups,
            }}),
            Self::ReplaceDefaultPolicyVersion => {
                json!({"replaceDefaultPolicyVersionParams": {"templateName": "BLANK_POLICY"}})
            }
            Self::EnableIotLogging { level } => json!({"enableIoTLoggingParams": {
                "roleArnForLogging": format!("arn:aws:iam::{ACCOUNT}:role/service-role/iot-logging"),
                "logLevel": level,
            }}),
            Self::PublishFindingToSns { topic } => json!({"publishFindingToSnsParams": {
                "topicArn": format!("arn:aws:sns:{region}:{ACCOUNT}:{topic}"),
            }}),
        }
    }
}

pub(super) fn generate(maker: &mut Maker, count: usize) -> Vec<MitigationAction> {
    let group = |groups: &[&'static str], override_dynamic_groups| ActionParams::AddThingsToThingGroup {
        groups: groups.to_vec(),
        override_dynamic_groups,
    };
    let kinds = [
        ("quarantine", "DetectMitigation", group(&["quarantine"], Some(true))),
        ("watch-closely", "DetectMitigation", group(&["watch-list", "slow-lane"], None)),
        ("deactivate-certificate", "AuditMitigation", ActionParams::UpdateDeviceCertificate),
        ("notify-operations", "AuditMitigation", ActionParams::PublishFindingToSns { topic: "security-operations" }),
        ("firmware_rollback_ring", "DetectMitigation", group(&["rollback-ring-1"], Some(false))),
        ("blank-policy", "AuditMitigation", ActionParams::ReplaceDefaultPolicyVersion),
        ("verbose-logging", "AuditMitigation", ActionParams::EnableIotLogging { level: "DEBUG" }),
        ("deactivate-ca", "AuditMitigation", ActionParams::UpdateCaCertificate),
        ("isolate-network", "DetectMitigation", group(&["isolated"], None)),
    ];
    (0..count)
        .map(|index| {
            let (name, role, params) = kinds[index % kinds.len()].clone();
            let name = match index {
                // As long as an action's name may be.
                10 => "a".repeat(128),
                _ => words::numbered(name, index / kinds.len(), '-'),
            };
            action(maker, name, role, params)
        })
        .collect()
}

/// An action of the type that works, which does not.
pub(super) fn failing(maker: &mut Maker) -> MitigationAction {
    let params = ActionParams::AddThingsToThingGroup { groups: vec!["deleted-group"], override_dynamic_groups: None };
    action(maker, FAILING.to_owned(), "DetectMitigation", params)
}

fn action(maker: &mut Maker, name: String, role: &'static str, params: ActionParams) -> MitigationAction {
    let (created, modified) = maker.created_and_changed();
    MitigationAction { name, id: uuid(&mut maker.random), role, params, created, modified }
}
