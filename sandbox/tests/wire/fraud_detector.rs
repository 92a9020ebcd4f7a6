//! Fraud Detector.

use serde_json::{Value, json};

use crate::client::Client;

#[track_caller]
fn check(operation: &str, body: &Value, code: &str, words: &str) {
    Client::viewer().fraud_detector(operation, body).check_error(400, code, words);
}

#[test]
fn a_version_names_its_models_and_its_rules_in_order() {
    let mut client = Client::viewer();
    let request = json!({"detectorId": "payment_screening", "detectorVersionId": "1"});
    let version = client.fraud_detector("GetDetectorVersion", &request).ok().clone();
    assert_eq!(version["ruleExecutionMode"], "FIRST_MATCHED");
    assert_eq!(version["rules"].as_array().unwrap().len(), 8);
    assert_eq!(version["modelVersions"].as_array().unwrap().len(), 2);
    assert_eq!(version["arn"], "arn:aws:frauddetector:us-east-1:123456789012:detector-version/payment_screening/1");
    assert!(version["createdTime"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn every_rule_of_every_version_can_be_read() {
    let mut client = Client::viewer();
    let detector = json!({"detectorId": "payment_screening"});
    let rules = client.fraud_detector("GetRules", &detector).ok()["ruleDetails"].as_array().unwrap().clone();
    let versions = client.fraud_detector("DescribeDetector", &detector).ok()["detectorVersionSummaries"].clone();
    assert_eq!(versions.as_array().unwrap().len(), 6);
    for summary in versions.as_array().unwrap() {
        let id = &summary["detectorVersionId"];
        let request = json!({"detectorId": "payment_screening", "detectorVersionId": id});
        let version = client.fraud_detector("GetDetectorVersion", &request).ok().clone();
        assert_eq!(version["status"], summary["status"]);
        for rule in version["rules"].as_array().unwrap() {
            let key = |it: &Value| (it["ruleId"].clone(), it["ruleVersion"].clone());
            assert!(rules.iter().any(|detail| key(detail) == key(rule)), "{rule}");
        }
    }
}

#[test]
fn at_most_one_version_of_a_detector_is_active() {
    let mut client = Client::viewer();
    let detectors = client.fraud_detector("GetDetectors", &json!({})).ok()["detectors"].clone();
    for detector in detectors.as_array().unwrap() {
        let request = json!({"detectorId": detector["detectorId"]});
        let versions = client.fraud_detector("DescribeDetector", &request).ok()["detectorVersionSummaries"].clone();
        let active = versions.as_array().unwrap().iter().filter(|version| version["status"] == "ACTIVE").count();
        assert!(active <= 1, "{versions}");
    }
}

#[test]
fn detectors_come_in_pages_or_one_by_id() {
    let mut client = Client::viewer();
    let first = client.fraud_detector("GetDetectors", &json!({"maxResults": 5})).ok().clone();
    let next = json!({"maxResults": 5, "nextToken": first["nextToken"]});
    let second = client.fraud_detector("GetDetectors", &next).ok().clone();
    let count = |page: &Value| page["detectors"].as_array().unwrap().len();
    assert_eq!((count(&first), count(&second)), (5, 3));
    assert!(second.get("nextToken").is_none());
    let one = client.fraud_detector("GetDetectors", &json!({"detectorId": "payment_screening"}));
    assert_eq!(count(one.ok()), 1);
    let mixed = json!({"detectorId": "payment_screening", "nextToken": first["nextToken"]});
    check("GetDetectors", &mixed, "ValidationException", "token");
    check("GetDetectors", &json!({"detectorId": "nobody"}), "ResourceNotFoundException", "nobody");
}

#[test]
fn each_list_has_its_own_page_sizes() {
    let id = "payment_screening";
    for (operation, min, max) in [("GetDetectors", 5, 10), ("DescribeDetector", 1000, 2500), ("GetRules", 50, 100)] {
        let request = |size: i32| json!({"detectorId": id, "maxResults": size});
        for size in [min, max] {
            Client::viewer().fraud_detector(operation, &request(size)).ok();
        }
        check(operation, &request(min - 1), "ValidationException", &format!("greater than or equal to {min}"));
        check(operation, &request(max + 1), "ValidationException", &format!("less than or equal to {max}"));
    }
}

#[test]
fn rules_are_filtered_by_id_and_version() {
    let mut client = Client::viewer();
    let ids = |answer: &Value| -> Vec<_> {
        let rules = answer["ruleDetails"].as_array().unwrap();
        rules.iter().map(|it| format!("{}/{}", it["ruleId"], it["ruleVersion"]).replace('"', "")).collect()
    };
    let mut request = json!({"detectorId": "payment_screening", "ruleId": "high_risk_score"});
    let versions = ids(client.fraud_detector("GetRules", &request).ok());
    assert!(versions.iter().all(|it| it.starts_with("high_risk_score/")), "{versions:?}");
    request["ruleVersion"] = "1".into();
    assert_eq!(ids(client.fraud_detector("GetRules", &request).ok()), ["high_risk_score/1"]);
    request["ruleVersion"] = "99999".into();
    check("GetRules", &request, "ResourceNotFoundException", "high_risk_score");
    let version_alone = json!({"detectorId": "payment_screening", "ruleVersion": "1"});
    check("GetRules", &version_alone, "ValidationException", "ruleVersion needs ruleId");
}

#[test]
fn members_are_checked() {
    let operation = "GetDetectorVersion";
    let invalid = "ValidationException";
    check(operation, &json!({"detectorVersionId": "1"}), invalid, "Value null at 'detectorId'");
    check(operation, &json!({"detectorId": "a"}), invalid, "Value null at 'detectorVersionId'");
    check(operation, &json!({"detectorId": "A", "detectorVersionId": "1"}), invalid, "[0-9a-z_-]+");
    check(operation, &json!({"detectorId": "a".repeat(65), "detectorVersionId": "1"}), invalid, "equal to 64");
    for version in ["0", "01", "1.0", "-1", ""] {
        check(operation, &json!({"detectorId": "a", "detectorVersionId": version}), invalid, "detectorVersionId");
    }
    check(operation, &json!({"detectorId": "a", "detectorVersionId": "100000"}), invalid, "equal to 5");
    check(operation, &json!({"detectorId": "a", "detectorVersionId": 1}), "SerializationException", "invalid type");
    let unknown = json!({"detectorId": "payment_screening", "detectorVersionId": "77"});
    check(operation, &unknown, "ResourceNotFoundException", "77");
}

#[test]
fn guests_have_no_part_in_it() {
    let mut client = Client::guest();
    for operation in ["GetDetectors", "DescribeDetector", "GetDetectorVersion", "GetRules"] {
        let refused = client.fraud_detector(operation, &json!({}));
        let words = format!(
            "User: arn:aws:sts::123456789012:assumed-role/DetectConsoleGuest/CognitoIdentityCredentials is not \
             authorized to perform: frauddetector:{operation} on resource: arn:aws:frauddetector:us-east-1:123456789012:* \
             because no session policy allows the frauddetector:{operation} action"
        );
        refused.check_error(400, "AccessDeniedException", &words);
        assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    }
}
