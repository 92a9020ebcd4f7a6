//! The operations of AWS IoT.

mod mitigation;
mod security_profiles;

use detect_console::aws::Timestamp;
use detect_console::aws::iot::*;
use serde_json::json;

use super::{check_pages, check_rest, id, read};

#[test]
fn training_summaries_are_asked_for_with_every_filter_in_the_query() {
    check_rest(&GetBehaviorModelTrainingSummaries::default(), "GET /behavior-model-training/summaries", None);
    check_rest(
        &GetBehaviorModelTrainingSummaries {
            security_profile_name: Some(id("fleet:prod")),
            max_results: Some(10),
            next_token: Some("a+b/= c".to_owned()),
        },
        "GET /behavior-model-training/summaries\
         ?maxResults=10&nextToken=a%2Bb%2F%3D%20c&securityProfileName=fleet%3Aprod",
        None,
    );
}

#[test]
fn training_summaries_keep_every_member() {
    let reply = json!({
        "summaries": [{
            "securityProfileName": "factory-floor-sensors",
            "behaviorName": "messages-sent",
            "trainingDataCollectionStartDate": 1_767_323_045.5,
            "modelStatus": "ACTIVE",
            "datapointsCollectionPercentage": 33.333333,
            "lastModelRefreshDate": 1_767_409_445,
            "addedLater": {},
        }],
        "nextToken": "after",
    });
    let expected = BehaviorModelTrainingSummary {
        security_profile_name: Some(id("factory-floor-sensors")),
        behavior_name: Some(id("messages-sent")),
        training_data_collection_start_date: Some(Timestamp::from_millis(1_767_323_045_500)),
        model_status: Some(ModelStatus::Active),
        datapoints_collection_percentage: Some(33.333333),
        last_model_refresh_date: Some(Timestamp::from_seconds(1_767_409_445)),
    };
    assert_eq!(check_pages(GetBehaviorModelTrainingSummaries::default(), reply), expected);
}

#[test]
fn a_training_summary_may_lack_anything_or_say_something_new() {
    let read = |summary| read::<GetBehaviorModelTrainingSummaries>(json!({ "summaries": [summary] })).summaries;
    assert_eq!(read(json!({}))[0].model_status, None);
    assert_eq!(read(json!({ "modelStatus": null, "lastModelRefreshDate": null }))[0], read(json!({}))[0]);
    assert_eq!(
        read(json!({ "modelStatus": "HIBERNATING" }))[0].model_status,
        Some(ModelStatus::Other("HIBERNATING".to_owned()))
    );
}

#[test]
fn a_list_that_is_null_is_empty() {
    assert!(read::<GetBehaviorModelTrainingSummaries>(json!({ "summaries": null })).summaries.is_empty());
    let profiles = read::<ListSecurityProfiles>(json!({ "securityProfileIdentifiers": null }));
    assert!(profiles.security_profile_identifiers.is_empty());
    assert!(read::<ListMitigationActions>(json!({ "actionIdentifiers": null })).action_identifiers.is_empty());
    let lists = ["behaviors", "alertTargets", "additionalMetricsToRetain", "additionalMetricsToRetainV2"];
    let nulls = lists.iter().map(|list| ((*list).to_owned(), json!(null))).collect();
    assert_eq!(read::<DescribeSecurityProfile>(nulls), read::<DescribeSecurityProfile>(json!({})));
}
