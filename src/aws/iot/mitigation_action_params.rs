//! What a mitigation action does.

use crate::aws::open_enum::open_enum;
use crate::aws::reply::reply;

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

reply! {
    /// What a mitigation action does; exactly one member is set. Source: `MitigationActionParams`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MitigationActionParams {
        /// Set for `UPDATE_DEVICE_CERTIFICATE`.
        pub update_device_certificate_params: Option<UpdateDeviceCertificateParams> = "updateDeviceCertificateParams",
        /// Set for `UPDATE_CA_CERTIFICATE`.
        pub update_ca_certificate_params: Option<UpdateCaCertificateParams> = "updateCACertificateParams",
        /// Set for `ADD_THINGS_TO_THING_GROUP`.
        pub add_things_to_thing_group_params: Option<AddThingsToThingGroupParams> = "addThingsToThingGroupParams",
        /// Set for `REPLACE_DEFAULT_POLICY_VERSION`.
        pub replace_default_policy_version_params: Option<ReplaceDefaultPolicyVersionParams> =
            "replaceDefaultPolicyVersionParams",
        /// Set for `ENABLE_IOT_LOGGING`.
        pub enable_iot_logging_params: Option<EnableIotLoggingParams> = "enableIoTLoggingParams",
        /// Set for `PUBLISH_FINDING_TO_SNS`.
        pub publish_finding_to_sns_params: Option<PublishFindingToSnsParams> = "publishFindingToSnsParams",
    }
}

reply! {
    /// Changes the state of the device's certificate. Source: `UpdateDeviceCertificateParams`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct UpdateDeviceCertificateParams {
        /// The change.
        pub action: Option<DeviceCertificateUpdateAction> = "action",
    }
}

open_enum! {
    /// A change of a device's certificate. Source: `DeviceCertificateUpdateAction`.
    DeviceCertificateUpdateAction {
        /// Sets it inactive.
        Deactivate = "DEACTIVATE",
    }
}

reply! {
    /// Changes the state of the CA certificate. Source: `UpdateCACertificateParams`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct UpdateCaCertificateParams {
        /// The change.
        pub action: Option<CaCertificateUpdateAction> = "action",
    }
}

open_enum! {
    /// A change of a CA certificate. Source: `CACertificateUpdateAction`.
    CaCertificateUpdateAction {
        /// Sets it inactive.
        Deactivate = "DEACTIVATE",
    }
}

reply! {
    /// Adds the device to thing groups. Source: `AddThingsToThingGroupParams`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct AddThingsToThingGroupParams {
        /// The groups, 1 to 10.
        pub thing_group_names: Vec<String> = "thingGroupNames",
        /// Whether the device is added even if it is in dynamic thing groups.
        pub override_dynamic_groups: Option<bool> = "overrideDynamicGroups",
    }
}

reply! {
    /// Replaces the policy's default version. Source: `ReplaceDefaultPolicyVersionParams`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ReplaceDefaultPolicyVersionParams {
        /// What the new version holds.
        pub template_name: Option<PolicyTemplateName> = "templateName",
    }
}

open_enum! {
    /// What a policy's new version holds. Source: `PolicyTemplateName`.
    PolicyTemplateName {
        /// Nothing.
        BlankPolicy = "BLANK_POLICY",
    }
}

reply! {
    /// Turns AWS IoT logging on. Source: `EnableIoTLoggingParams`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EnableIotLoggingParams {
        /// ARN of the role that logs.
        pub role_arn_for_logging: Option<String> = "roleArnForLogging",
        /// What is logged.
        pub log_level: Option<LogLevel> = "logLevel",
    }
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

reply! {
    /// Publishes the finding to an Amazon SNS topic. Source: `PublishFindingToSnsParams`.
    #[derive(Clone, Debug, PartialEq)]
    pub struct PublishFindingToSnsParams {
        /// ARN of the topic.
        pub topic_arn: Option<String> = "topicArn",
    }
}
