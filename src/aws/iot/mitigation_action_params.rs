//! What a mitigation action does.

use serde::Deserialize;

use crate::aws::lenient::null_as_empty;
use crate::aws::open_enum::open_enum;

open_enum! {
    /// What kind of thing a mitigation action does. Source: `MitigationActionType`.
    MitigationActionType {
        /// Changes the state of the device's certificate.
        UpdateDeviceCertificate = "UPDATE_DEVICE_CERTIFICATE",
        /// Changes the state of the CA certificate.
        UpdateCaCertificate = "UPDATE_CA_CERTIFICATE",
        /// Adds the device to thing groups. The only one that AWS applies to the alarms of ML Detect.
        AddThingsToThingGroup = "ADD_THINGS_TO_THING_GROUP",
        /// Replaces the policy's default version.
        ReplaceDefaultPolicyVersion = "REPLACE_DEFAULT_POLICY_VERSION",
        /// Turns AWS IoT logging on.
        EnableIotLogging = "ENABLE_IOT_LOGGING",
        /// Publishes the finding to an Amazon SNS topic.
        PublishFindingToSns = "PUBLISH_FINDING_TO_SNS",
    }
}

/// What a mitigation action does; exactly one member is set. Source: `MitigationActionParams`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MitigationActionParams {
    /// Set for `UPDATE_DEVICE_CERTIFICATE`.
    pub update_device_certificate_params: Option<UpdateDeviceCertificateParams>,
    /// Set for `UPDATE_CA_CERTIFICATE`.
    #[serde(rename = "updateCACertificateParams")]
    pub update_ca_certificate_params: Option<UpdateCaCertificateParams>,
    /// Set for `ADD_THINGS_TO_THING_GROUP`.
    pub add_things_to_thing_group_params: Option<AddThingsToThingGroupParams>,
    /// Set for `REPLACE_DEFAULT_POLICY_VERSION`.
    pub replace_default_policy_version_params: Option<ReplaceDefaultPolicyVersionParams>,
    /// Set for `ENABLE_IOT_LOGGING`.
    #[serde(rename = "enableIoTLoggingParams")]
    pub enable_iot_logging_params: Option<EnableIotLoggingParams>,
    /// Set for `PUBLISH_FINDING_TO_SNS`.
    pub publish_finding_to_sns_params: Option<PublishFindingToSnsParams>,
}

/// Changes the state of the device's certificate. Source: `UpdateDeviceCertificateParams`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct UpdateDeviceCertificateParams {
    /// The change.
    pub action: Option<DeviceCertificateUpdateAction>,
}

open_enum! {
    /// A change of a device's certificate. Source: `DeviceCertificateUpdateAction`.
    DeviceCertificateUpdateAction {
        /// Sets it inactive.
        Deactivate = "DEACTIVATE",
    }
}

/// Changes the state of the CA certificate. Source: `UpdateCACertificateParams`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct UpdateCaCertificateParams {
    /// The change.
    pub action: Option<CaCertificateUpdateAction>,
}

open_enum! {
    /// A change of a CA certificate. Source: `CACertificateUpdateAction`.
    CaCertificateUpdateAction {
        /// Sets it inactive.
        Deactivate = "DEACTIVATE",
    }
}

/// Adds the device to thing groups. Source: `AddThingsToThingGroupParams`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AddThingsToThingGroupParams {
    /// The groups, 1 to 10.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub thing_group_names: Vec<String>,
    /// Whether the device is added even if it is in dynamic thing groups.
    pub override_dynamic_groups: Option<bool>,
}

/// Replaces the policy's default version. Source: `ReplaceDefaultPolicyVersionParams`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReplaceDefaultPolicyVersionParams {
    /// What the new version holds.
    pub template_name: Option<PolicyTemplateName>,
}

open_enum! {
    /// What a policy's new version holds. Source: `PolicyTemplateName`.
    PolicyTemplateName {
        /// Nothing.
        BlankPolicy = "BLANK_POLICY",
    }
}

/// Turns AWS IoT logging on. Source: `EnableIoTLoggingParams`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnableIotLoggingParams {
    /// ARN of the role that logs.
    pub role_arn_for_logging: Option<String>,
    /// What is logged.
    pub log_level: Option<LogLevel>,
}

open_enum! {
    /// What AWS IoT logs. Source: `LogLevel`.
    LogLevel {
        /// Everything.
        Debug = "DEBUG",
        /// Informational entries, warnings and errors.
        Info = "INFO",
        /// Errors.
        Error = "ERROR",
        /// Warnings and errors.
        Warn = "WARN",
        /// Nothing. In the service model, but AWS refuses it for this action.
        Disabled = "DISABLED",
    }
}

/// Publishes the finding to an Amazon SNS topic. Source: `PublishFindingToSnsParams`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublishFindingToSnsParams {
    /// ARN of the topic.
    pub topic_arn: Option<String>,
}
