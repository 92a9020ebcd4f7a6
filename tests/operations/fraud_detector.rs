//! The operations of Fraud Detector.

use detect_console::aws::Iso8601;
use detect_console::aws::fraud_detector::*;
use serde_json::json;

use super::{check_json, check_pages, id, read};

fn time(text: &str) -> Option<Iso8601> {
    Some(Iso8601(text.to_owned()))
}

#[test]
fn a_detector_version_is_asked_for_by_detector_and_number() {
    check_json(
        &GetDetectorVersion { detector_id: id("payment_screening"), detector_version_id: id("3") },
        "AWSHawksNestServiceFacade.GetDetectorVersion",
        json!({ "detectorId": "payment_screening", "detectorVersionId": "3" }),
    );
}

#[test]
fn a_detector_version_keeps_every_member() {
    let reply = json!({
        "detectorId": "payment_screening",
        "detectorVersionId": "3",
        "description": "שלום <b>",
        "externalModelEndpoints": ["sagemaker-endpoint"],
        "modelVersions": [{
            "modelId": "card_model",
            "modelType": "TRANSACTION_FRAUD_INSIGHTS",
            "modelVersionNumber": "1.0",
            "arn": "arn:model",
        }],
        "rules": [
            { "detectorId": "payment_screening", "ruleId": "high_risk", "ruleVersion": "12" },
            { "detectorId": "payment_screening", "ruleId": "approve", "ruleVersion": "1" },
        ],
        "status": "ACTIVE",
        "lastUpdatedTime": "2026-01-02T03:04:05.123Z",
        "createdTime": "2026-01-01T00:00:00Z",
        "ruleExecutionMode": "FIRST_MATCHED",
        "arn": "arn:version",
        "addedLater": true,
    });
    let rule = |rule_id: &str, version: &str| Rule {
        detector_id: Some(id("payment_screening")),
        rule_id: Some(id(rule_id)),
        rule_version: Some(id(version)),
    };
    let expected = GetDetectorVersionResult {
        detector_id: Some(id("payment_screening")),
        detector_version_id: Some(id("3")),
        description: Some("שלום <b>".to_owned()),
        external_model_endpoints: vec!["sagemaker-endpoint".to_owned()],
        model_versions: vec![ModelVersion {
            model_id: Some(id("card_model")),
            model_type: Some(ModelType::TransactionFraudInsights),
            model_version_number: Some(id("1.0")),
            arn: Some("arn:model".to_owned()),
        }],
        rules: vec![rule("high_risk", "12"), rule("approve", "1")],
        status: Some(DetectorVersionStatus::Active),
        last_updated_time: time("2026-01-02T03:04:05.123Z"),
        created_time: time("2026-01-01T00:00:00Z"),
        rule_execution_mode: Some(RuleExecutionMode::FirstMatched),
        arn: Some("arn:version".to_owned()),
    };
    assert_eq!(read::<GetDetectorVersion>(reply), expected);
}

#[test]
fn a_detector_version_may_lack_anything_or_say_something_new() {
    let bare = read::<GetDetectorVersion>(json!({}));
    assert_eq!((&bare.detector_id, &bare.status, bare.rules.len()), (&None, &None, 0));
    let nulls = json!({ "externalModelEndpoints": null, "modelVersions": null, "rules": null, "status": null });
    assert_eq!(read::<GetDetectorVersion>(nulls), bare);
    let found = read::<GetDetectorVersion>(json!({
        "status": "ARCHIVED",
        "ruleExecutionMode": "BEST_MATCHED",
        "modelVersions": [{ "modelType": "RETURN_FRAUD_INSIGHTS" }],
        "rules": [{ "ruleId": "Against The Pattern" }],
    }));
    assert_eq!(found.status, Some(DetectorVersionStatus::Other("ARCHIVED".to_owned())));
    assert_eq!(found.rule_execution_mode, Some(RuleExecutionMode::Other("BEST_MATCHED".to_owned())));
    assert_eq!(found.model_versions[0].model_type, Some(ModelType::Other("RETURN_FRAUD_INSIGHTS".to_owned())));
    assert_eq!(found.rules[0].rule_id.as_ref().unwrap().as_str(), "Against The Pattern");
}

#[test]
fn detectors_are_asked_for_with_an_empty_body_or_every_member() {
    check_json(&GetDetectors::default(), "AWSHawksNestServiceFacade.GetDetectors", json!({}));
    check_json(
        &GetDetectors {
            detector_id: Some(id("payment_screening")),
            next_token: Some("a+b/= ".to_owned()),
            max_results: Some(10),
        },
        "AWSHawksNestServiceFacade.GetDetectors",
        json!({ "detectorId": "payment_screening", "nextToken": "a+b/= ", "maxResults": 10 }),
    );
}

#[test]
fn detectors_keep_every_member() {
    let reply = json!({
        "detectors": [{
            "detectorId": "payment_screening",
            "description": "d",
            "eventTypeName": "card_payment",
            "lastUpdatedTime": "2026-01-02T03:04:05Z",
            "createdTime": "2026-01-01T00:00:00Z",
            "arn": "arn:detector",
            "addedLater": {},
        }],
        "nextToken": "after",
    });
    let expected = Detector {
        detector_id: Some(id("payment_screening")),
        description: Some("d".to_owned()),
        event_type_name: Some(id("card_payment")),
        last_updated_time: time("2026-01-02T03:04:05Z"),
        created_time: time("2026-01-01T00:00:00Z"),
        arn: Some("arn:detector".to_owned()),
    };
    assert_eq!(check_pages(GetDetectors::default(), reply), expected);
}

#[test]
fn the_versions_of_a_detector_are_asked_for_by_it() {
    let request = DescribeDetector { detector_id: id("payment_screening"), next_token: None, max_results: None };
    let target = "AWSHawksNestServiceFacade.DescribeDetector";
    check_json(&request, target, json!({ "detectorId": "payment_screening" }));
    check_json(
        &DescribeDetector { next_token: Some("n".to_owned()), max_results: Some(1000), ..request },
        target,
        json!({ "detectorId": "payment_screening", "nextToken": "n", "maxResults": 1000 }),
    );
}

#[test]
fn the_versions_of_a_detector_keep_every_member() {
    let reply = json!({
        "detectorId": "payment_screening",
        "detectorVersionSummaries": [{
            "detectorVersionId": "10",
            "status": "DRAFT",
            "description": "d",
            "lastUpdatedTime": "2026-01-02T03:04:05Z",
        }],
        "nextToken": "after",
        "arn": "arn:detector",
    });
    let summary = DetectorVersionSummary {
        detector_version_id: Some(id("10")),
        status: Some(DetectorVersionStatus::Draft),
        description: Some("d".to_owned()),
        last_updated_time: time("2026-01-02T03:04:05Z"),
    };
    let expected = DescribeDetectorResult {
        detector_id: Some(id("payment_screening")),
        detector_version_summaries: vec![summary.clone()],
        next_token: Some("after".to_owned()),
        arn: Some("arn:detector".to_owned()),
    };
    assert_eq!(read::<DescribeDetector>(reply.clone()), expected);
    let request = DescribeDetector { detector_id: id("d"), next_token: None, max_results: None };
    assert_eq!(check_pages(request, reply), summary);
}

#[test]
fn the_rules_of_a_detector_are_asked_for_by_it() {
    let request = GetRules {
        rule_id: None,
        detector_id: id("payment_screening"),
        rule_version: None,
        next_token: None,
        max_results: None,
    };
    let target = "AWSHawksNestServiceFacade.GetRules";
    check_json(&request, target, json!({ "detectorId": "payment_screening" }));
    let request = GetRules {
        rule_id: Some(id("high_risk")),
        rule_version: Some(id("12")),
        next_token: Some("%2Fé".to_owned()),
        max_results: Some(100),
        ..request
    };
    check_json(
        &request,
        target,
        json!({
            "ruleId": "high_risk",
            "detectorId": "payment_screening",
            "ruleVersion": "12",
            "nextToken": "%2Fé",
            "maxResults": 100,
        }),
    );
}

fn rule(detail: serde_json::Value) -> RuleDetail {
    let request =
        GetRules { rule_id: None, detector_id: id("d"), rule_version: None, next_token: None, max_results: None };
    check_pages(request, json!({ "ruleDetails": [detail], "nextToken": "after" }))
}

#[test]
fn rules_keep_every_member() {
    let found = rule(json!({
        "ruleId": "high_risk",
        "description": "d",
        "detectorId": "payment_screening",
        "ruleVersion": "12",
        "expression": "$card_insightscore > 900 and $ip not in ('192.0.2.1')",
        "language": "DETECTORPL",
        "outcomes": ["review", "<script>"],
        "lastUpdatedTime": "2026-01-02T03:04:05Z",
        "createdTime": "not a time",
        "arn": "arn:rule",
        "addedLater": 1,
    }));
    let expected = RuleDetail {
        rule_id: Some(id("high_risk")),
        description: Some("d".to_owned()),
        detector_id: Some(id("payment_screening")),
        rule_version: Some(id("12")),
        expression: Some(id("$card_insightscore > 900 and $ip not in ('192.0.2.1')")),
        language: Some(Language::DetectorPl),
        outcomes: vec!["review".to_owned(), "<script>".to_owned()],
        last_updated_time: time("2026-01-02T03:04:05Z"),
        created_time: time("not a time"),
        arn: Some("arn:rule".to_owned()),
    };
    assert_eq!(found, expected);
    assert_eq!(found.expression.unwrap().as_str(), "$card_insightscore > 900 and $ip not in ('192.0.2.1')");
}

#[test]
fn a_rule_may_lack_anything_or_say_something_new() {
    assert_eq!(rule(json!({})), rule(json!({ "outcomes": null, "expression": null })));
    assert_eq!(rule(json!({ "language": "SQL" })).language, Some(Language::Other("SQL".to_owned())));
}

#[test]
fn debug_of_a_rule_hides_its_expression() {
    let shown = format!("{:?}", rule(json!({ "ruleId": "high_risk", "expression": "canary" })));
    assert!(shown.contains("high_risk") && !shown.contains("canary"), "{shown}");
}

#[test]
fn a_list_that_is_null_is_empty() {
    assert!(read::<GetDetectors>(json!({ "detectors": null })).detectors.is_empty());
    let versions = read::<DescribeDetector>(json!({ "detectorVersionSummaries": null }));
    assert!(versions.detector_version_summaries.is_empty());
    assert!(read::<GetRules>(json!({ "ruleDetails": null })).rule_details.is_empty());
}
