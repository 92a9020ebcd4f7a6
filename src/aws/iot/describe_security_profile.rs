//! `GET /security-profiles/{securityProfileName}`
//!
//! One Device Defender security profile with its behaviors.
//! Source: DescribeSecurityProfile, AWS IoT API Reference.

use std::collections::BTreeMap;

use super::{Behavior, IOT, MetricDimension, SecurityProfileName};
use crate::aws::input::input;
use crate::aws::open_enum::open_enum;
use crate::aws::operation::{Facts, Operation};
use crate::aws::reply::reply;
use crate::aws::timestamp::Timestamp;

input! {
    /// Asks for one security profile.
    #[derive(Clone, Debug)]
    pub struct DescribeSecurityProfile {
        /// Which one.
        pub security_profile_name: SecurityProfileName = "securityProfileName",
    }
}

impl Operation for DescribeSecurityProfile {
    type Output = DescribeSecurityProfileResponse;
    const FACTS: &'static Facts = &Facts {
        name: "DescribeSecurityProfile",
        path: "/security-profiles/{securityProfileName}",
        does: "read the security profile",
        ..IOT
    };
}

reply! {
    /// A security profile.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DescribeSecurityProfileResponse {
        /// Its name.
        pub security_profile_name: Option<SecurityProfileName> = "securityProfileName",
        /// Its ARN.
        pub security_profile_arn: Option<String> = "securityProfileArn",
        /// What somebody wrote about it.
        pub security_profile_description: Option<String> = "securityProfileDescription",
        /// What is expected of devices; an alarm is raised when one does otherwise.
        pub behaviors: Vec<Behavior> = "behaviors",
        /// Where alarms are sent.
        pub alert_targets: BTreeMap<AlertTargetType, AlertTarget> = "alertTargets",
        /// Metrics kept although no behavior uses them. Deprecated by AWS for `additional_metrics_to_retain_v2`.
        pub additional_metrics_to_retain: Vec<String> = "additionalMetricsToRetain",
        /// Metrics kept although no behavior uses them.
        pub additional_metrics_to_retain_v2: Vec<MetricToRetain> = "additionalMetricsToRetainV2",
        /// Counts up with every change of the profile.
        pub version: Option<i64> = "version",
        /// When it was made.
        pub creation_date: Option<Timestamp> = "creationDate",
        /// When it was last changed.
        pub last_modified_date: Option<Timestamp> = "lastModifiedDate",
        /// Where metrics are published.
        pub metrics_export_config: Option<MetricsExportConfig> = "metricsExportConfig",
    }
}

open_enum! {
    /// Kind of a place that alarms are sent to. Source: `AlertTargetType`.
    AlertTargetType {
        /// An Amazon SNS topic.
        Sns = "SNS",
    }
}

reply! {
    /// A place that alarms are sent to.
    #[derive(Clone, Debug, PartialEq)]
    pub struct AlertTarget {
        /// ARN of the place.
        pub alert_target_arn: Option<String> = "alertTargetArn",
        /// ARN of the role that sends.
        pub role_arn: Option<String> = "roleArn",
    }
}

reply! {
    /// A metric kept although no behavior uses it.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MetricToRetain {
        /// Its name, such as `aws:num-messages-sent`.
        pub metric: Option<String> = "metric",
        /// What narrows it.
        pub metric_dimension: Option<MetricDimension> = "metricDimension",
        /// Whether it is published as [`MetricsExportConfig`] says.
        pub export_metric: Option<bool> = "exportMetric",
    }
}

reply! {
    /// Where a security profile's metrics are published.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MetricsExportConfig {
        /// The MQTT topic.
        pub mqtt_topic: Option<String> = "mqttTopic",
        /// ARN of the role that publishes.
        pub role_arn: Option<String> = "roleArn",
    }
}
