//! Listing and reading security profiles.

use std::collections::BTreeMap;

use detect_console::aws::Timestamp;
use detect_console::aws::iot::*;
use serde_json::{Value, json};

use crate::{check_pages, check_rest, id, read};

#[test]
fn security_profiles_are_asked_for_with_every_filter_in_the_query() {
    check_rest(&ListSecurityProfiles::default(), "GET /security-profiles", None);
    check_rest(
        &ListSecurityProfiles {
            dimension_name: Some(id("topics:eu")),
            metric_name: Some(id("battery")),
            max_results: Some(250),
            next_token: Some("é".to_owned()),
        },
        "GET /security-profiles?dimensionName=topics%3Aeu&maxResults=250&metricName=battery&nextToken=%C3%A9",
        None,
    );
}

#[test]
fn listed_security_profiles_keep_every_member() {
    let arn = "arn:aws:iot:us-east-1:123456789012:securityprofile/fleet";
    let reply = json!({
        "securityProfileIdentifiers": [{ "name": "fleet", "arn": arn, "addedLater": 1 }],
        "nextToken": "after",
    });
    let expected = SecurityProfileIdentifier { name: Some(id("fleet")), arn: Some(arn.to_owned()) };
    assert_eq!(check_pages(ListSecurityProfiles::default(), reply), expected);
}

#[test]
fn one_security_profile_is_asked_for_by_its_path() {
    let request = DescribeSecurityProfile { security_profile_name: id("fleet:prod") };
    check_rest(&request, "GET /security-profiles/fleet%3Aprod", None);
}

#[test]
fn a_security_profile_keeps_every_member() {
    let reply = json!({
        "securityProfileName": "fleet",
        "securityProfileArn": "arn:aws:iot:us-east-1:123456789012:securityprofile/fleet",
        "securityProfileDescription": "Zürich <b>",
        "behaviors": [],
        "alertTargets": {
            "SNS": { "alertTargetArn": "arn:topic", "roleArn": "arn:role" },
            "PIGEON": {},
        },
        "additionalMetricsToRetain": ["aws:num-disconnects"],
        "additionalMetricsToRetainV2": [{
            "metric": "aws:message-byte-size",
            "metricDimension": { "dimensionName": "topics", "operator": "IN" },
            "exportMetric": true,
        }],
        "version": 7,
        "creationDate": 1_767_323_045,
        "lastModifiedDate": 1_767_323_045.001,
        "metricsExportConfig": { "mqttTopic": "metrics/fleet", "roleArn": "arn:export" },
        "addedLater": [],
    });
    let sns = AlertTarget { alert_target_arn: Some("arn:topic".to_owned()), role_arn: Some("arn:role".to_owned()) };
    let pigeon = AlertTarget { alert_target_arn: None, role_arn: None };
    let expected = DescribeSecurityProfileResponse {
        security_profile_name: Some(id("fleet")),
        security_profile_arn: Some("arn:aws:iot:us-east-1:123456789012:securityprofile/fleet".to_owned()),
        security_profile_description: Some("Zürich <b>".to_owned()),
        behaviors: Vec::new(),
        alert_targets: BTreeMap::from([
            (AlertTargetType::Sns, sns),
            (AlertTargetType::Other("PIGEON".to_owned()), pigeon),
        ]),
        additional_metrics_to_retain: vec!["aws:num-disconnects".to_owned()],
        additional_metrics_to_retain_v2: vec![MetricToRetain {
            metric: Some("aws:message-byte-size".to_owned()),
            metric_dimension: Some(MetricDimension {
                dimension_name: Some(id("topics")),
                operator: Some(DimensionValueOperator::In),
            }),
            export_metric: Some(true),
        }],
        version: Some(7),
        creation_date: Some(Timestamp::from_seconds(1_767_323_045)),
        last_modified_date: Some(Timestamp::from_millis(1_767_323_045_001)),
        metrics_export_config: Some(MetricsExportConfig {
            mqtt_topic: Some("metrics/fleet".to_owned()),
            role_arn: Some("arn:export".to_owned()),
        }),
    };
    assert_eq!(read::<DescribeSecurityProfile>(reply), expected);
}

#[test]
fn a_security_profile_may_lack_everything() {
    let profile = read::<DescribeSecurityProfile>(json!({}));
    assert_eq!((profile.security_profile_name, profile.version), (None, None));
    assert!(profile.behaviors.is_empty() && profile.alert_targets.is_empty());
}

fn behavior(behavior: Value) -> Behavior {
    read::<DescribeSecurityProfile>(json!({ "behaviors": [behavior] })).behaviors.remove(0)
}

#[test]
fn a_behavior_judged_by_ml_keeps_every_member() {
    let found = behavior(json!({
        "name": "messages-sent",
        "metric": "aws:num-messages-sent",
        "metricDimension": { "dimensionName": "topics", "operator": "NOT_IN" },
        "criteria": {
            "consecutiveDatapointsToAlarm": 1,
            "consecutiveDatapointsToClear": 10,
            "mlDetectionConfig": { "confidenceLevel": "HIGH" },
        },
        "suppressAlerts": true,
        "exportMetric": false,
    }));
    let expected = Behavior {
        name: Some(id("messages-sent")),
        metric: Some("aws:num-messages-sent".to_owned()),
        metric_dimension: Some(MetricDimension {
            dimension_name: Some(id("topics")),
            operator: Some(DimensionValueOperator::NotIn),
        }),
        criteria: Some(BehaviorCriteria {
            comparison_operator: None,
            value: None,
            duration_seconds: None,
            consecutive_datapoints_to_alarm: Some(1),
            consecutive_datapoints_to_clear: Some(10),
            statistical_threshold: None,
            ml_detection_config: Some(MachineLearningDetectionConfig { confidence_level: Some(ConfidenceLevel::High) }),
        }),
        suppress_alerts: Some(true),
        export_metric: Some(false),
    };
    assert_eq!(found, expected);
}

#[test]
fn a_behavior_judged_by_a_value_or_by_statistics_keeps_every_member() {
    let criteria = behavior(json!({ "criteria": {
        "comparisonOperator": "not-in-port-set",
        "value": {
            "count": 9_007_199_254_740_993_i64,
            "cidrs": ["192.0.2.0/24", "2001:db8::/32"],
            "ports": [0, 65535],
            "number": 0.5,
            "numbers": [1, -2.5],
            "strings": ["=1+1"],
        },
        "durationSeconds": 300,
        "statisticalThreshold": { "statistic": "p99.9" },
    } }))
    .criteria
    .unwrap();
    assert_eq!(criteria.comparison_operator, Some(ComparisonOperator::NotInPortSet));
    assert_eq!(criteria.duration_seconds, Some(300));
    assert_eq!(criteria.statistical_threshold, Some(StatisticalThreshold { statistic: Some("p99.9".to_owned()) }));
    let value = MetricValue {
        count: Some(9_007_199_254_740_993),
        cidrs: vec!["192.0.2.0/24".to_owned(), "2001:db8::/32".to_owned()],
        ports: vec![0, 65535],
        number: Some(0.5),
        numbers: vec![1.0, -2.5],
        strings: vec!["=1+1".to_owned()],
    };
    assert_eq!(criteria.value, Some(value));
}

#[test]
fn a_behavior_may_lack_anything_or_say_something_new() {
    assert_eq!(behavior(json!({})), behavior(json!({ "criteria": null, "metricDimension": null })));
    let found = behavior(json!({
        "metricDimension": { "operator": "NEAR" },
        "criteria": {
            "comparisonOperator": "resembles",
            "mlDetectionConfig": { "confidenceLevel": "UTMOST" },
            "value": { "cidrs": null, "ports": null, "numbers": null, "strings": null },
        },
    }));
    let criteria = found.criteria.unwrap();
    assert_eq!(found.metric_dimension.unwrap().operator.unwrap().as_str(), "NEAR");
    assert_eq!(criteria.comparison_operator.unwrap().as_str(), "resembles");
    assert_eq!(criteria.ml_detection_config.unwrap().confidence_level.unwrap().as_str(), "UTMOST");
}
