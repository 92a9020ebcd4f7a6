//! Listing and reading mitigation actions; starting and reading mitigation tasks.

use detect_console::aws::Timestamp;
use detect_console::aws::iot::*;
use serde_json::{Value, json};

use crate::{check_pages, check_rest, id, read};

/// Parameters of an action of which none is set.
const NONE: MitigationActionParams = MitigationActionParams {
    update_device_certificate_params: None,
    update_ca_certificate_params: None,
    add_things_to_thing_group_params: None,
    replace_default_policy_version_params: None,
    enable_iot_logging_params: None,
    publish_finding_to_sns_params: None,
};

#[test]
fn mitigation_actions_are_asked_for_with_every_filter_in_the_query() {
    check_rest(&ListMitigationActions::default(), "GET /mitigationactions/actions", None);
    check_rest(
        &ListMitigationActions {
            action_type: Some(MitigationActionType::AddThingsToThingGroup),
            max_results: Some(25),
            next_token: Some("x&y".to_owned()),
        },
        "GET /mitigationactions/actions?actionType=ADD_THINGS_TO_THING_GROUP&maxResults=25&nextToken=x%26y",
        None,
    );
}

#[test]
fn listed_mitigation_actions_keep_every_member() {
    let reply = json!({
        "actionIdentifiers": [{ "actionName": "quarantine", "actionArn": "arn:a", "creationDate": 1_767_323_045 }],
        "nextToken": "after",
    });
    let expected = MitigationActionIdentifier {
        action_name: Some(id("quarantine")),
        action_arn: Some("arn:a".to_owned()),
        creation_date: Some(Timestamp::from_seconds(1_767_323_045)),
    };
    assert_eq!(check_pages(ListMitigationActions::default(), reply), expected);
}

#[test]
fn one_mitigation_action_is_asked_for_by_its_path() {
    let request = DescribeMitigationAction { action_name: id("quarantine") };
    check_rest(&request, "GET /mitigationactions/actions/quarantine", None);
}

#[test]
fn a_mitigation_action_keeps_every_member() {
    let reply = json!({
        "actionName": "quarantine",
        "actionType": "ADD_THINGS_TO_THING_GROUP",
        "actionArn": "arn:a",
        "actionId": "00000000-0000-4000-8000-000000000001",
        "roleArn": "arn:role",
        "actionParams": { "addThingsToThingGroupParams": {
            "thingGroupNames": ["quarantine-eu", "watch"],
            "overrideDynamicGroups": true,
        } },
        "creationDate": 1_767_323_045,
        "lastModifiedDate": 1_767_323_046,
        "addedLater": "x",
    });
    let expected = DescribeMitigationActionResponse {
        action_name: Some(id("quarantine")),
        action_type: Some(MitigationActionType::AddThingsToThingGroup),
        action_arn: Some("arn:a".to_owned()),
        action_id: Some("00000000-0000-4000-8000-000000000001".to_owned()),
        role_arn: Some("arn:role".to_owned()),
        action_params: Some(MitigationActionParams {
            add_things_to_thing_group_params: Some(AddThingsToThingGroupParams {
                thing_group_names: vec!["quarantine-eu".to_owned(), "watch".to_owned()],
                override_dynamic_groups: Some(true),
            }),
            ..NONE
        }),
        creation_date: Some(Timestamp::from_seconds(1_767_323_045)),
        last_modified_date: Some(Timestamp::from_seconds(1_767_323_046)),
    };
    assert_eq!(read::<DescribeMitigationAction>(reply), expected);
}

#[test]
fn a_mitigation_action_may_lack_anything_or_say_something_new() {
    let action = read::<DescribeMitigationAction>(json!({}));
    assert_eq!((action.action_name, action.action_type, action.action_params), (None, None, None));
    let action = read::<DescribeMitigationAction>(json!({ "actionType": "REBOOT", "actionParams": { "reboot": {} } }));
    assert_eq!(action.action_type, Some(MitigationActionType::Other("REBOOT".to_owned())));
    assert_eq!(action.action_params, Some(NONE));
}

#[track_caller]
fn check_params(reply: Value, expected: MitigationActionParams) {
    let found = read::<DescribeMitigationAction>(json!({ "actionParams": reply })).action_params;
    assert_eq!(found, Some(expected));
}

#[test]
fn the_parameters_of_every_type_of_action_are_kept() {
    let action = Some(DeviceCertificateUpdateAction::Deactivate);
    let device = Some(UpdateDeviceCertificateParams { action });
    check_params(
        json!({ "updateDeviceCertificateParams": { "action": "DEACTIVATE" } }),
        MitigationActionParams { update_device_certificate_params: device, ..NONE },
    );
    let ca = Some(UpdateCaCertificateParams { action: Some(CaCertificateUpdateAction::Other("REVOKE".to_owned())) });
    check_params(
        json!({ "updateCACertificateParams": { "action": "REVOKE" } }),
        MitigationActionParams { update_ca_certificate_params: ca, ..NONE },
    );
    let groups = AddThingsToThingGroupParams { thing_group_names: Vec::new(), override_dynamic_groups: None };
    check_params(
        json!({ "addThingsToThingGroupParams": { "thingGroupNames": null } }),
        MitigationActionParams { add_things_to_thing_group_params: Some(groups), ..NONE },
    );
    let policy = ReplaceDefaultPolicyVersionParams { template_name: Some(PolicyTemplateName::BlankPolicy) };
    check_params(
        json!({ "replaceDefaultPolicyVersionParams": { "templateName": "BLANK_POLICY" } }),
        MitigationActionParams { replace_default_policy_version_params: Some(policy), ..NONE },
    );
    let logging = EnableIotLoggingParams {
        role_arn_for_logging: Some("arn:role".to_owned()),
        log_level: Some(LogLevel::Disabled),
    };
    check_params(
        json!({ "enableIoTLoggingParams": { "roleArnForLogging": "arn:role", "logLevel": "DISABLED" } }),
        MitigationActionParams { enable_iot_logging_params: Some(logging), ..NONE },
    );
    let topic = PublishFindingToSnsParams { topic_arn: Some("arn:topic".to_owned()) };
    check_params(
        json!({ "publishFindingToSnsParams": { "topicArn": "arn:topic" } }),
        MitigationActionParams { publish_finding_to_sns_params: Some(topic), ..NONE },
    );
}

#[test]
fn a_task_is_started_with_its_id_in_the_path_and_the_rest_in_the_body() {
    let task = StartDetectMitigationActionsTask {
        task_id: id("task-1"),
        target: DetectMitigationActionsTaskTarget {
            violation_ids: vec![id("v-1"), id("v-2")],
            ..DetectMitigationActionsTaskTarget::default()
        },
        actions: vec![id("quarantine"), id("log")],
        violation_event_occurrence_range: None,
        include_only_active_violations: None,
        include_suppressed_alerts: None,
        client_request_token: id("tok-1"),
    };
    check_rest(
        &task,
        "PUT /detect/mitigationactions/tasks/task-1",
        Some(json!({
            "target": { "violationIds": ["v-1", "v-2"] },
            "actions": ["quarantine", "log"],
            "clientRequestToken": "tok-1",
        })),
    );
    let task = StartDetectMitigationActionsTask {
        target: DetectMitigationActionsTaskTarget {
            violation_ids: Vec::new(),
            security_profile_name: Some(id("fleet:prod")),
            behavior_name: Some(id("messages")),
        },
        violation_event_occurrence_range: Some(ViolationEventOccurrenceRange {
            start_time: Timestamp::from_seconds(1_767_236_645),
            end_time: Timestamp::from_millis(1_767_323_045_250),
        }),
        include_only_active_violations: Some(true),
        include_suppressed_alerts: Some(false),
        ..task
    };
    check_rest(
        &task,
        "PUT /detect/mitigationactions/tasks/task-1",
        Some(json!({
            "target": { "securityProfileName": "fleet:prod", "behaviorName": "messages" },
            "actions": ["quarantine", "log"],
            "violationEventOccurrenceRange": { "startTime": 1_767_236_645, "endTime": 1_767_323_045.25 },
            "includeOnlyActiveViolations": true,
            "includeSuppressedAlerts": false,
            "clientRequestToken": "tok-1",
        })),
    );
}

#[test]
fn the_answer_to_a_start_names_the_task() {
    let read = |reply| read::<StartDetectMitigationActionsTask>(reply).task_id;
    assert_eq!(read(json!({ "taskId": "task-1", "addedLater": 1 })), Some(id("task-1")));
    assert_eq!(read(json!({})), None);
}

#[test]
fn one_task_is_asked_for_by_its_path() {
    let request = DescribeDetectMitigationActionsTask { task_id: id("task_1-a") };
    check_rest(&request, "GET /detect/mitigationactions/tasks/task_1-a", None);
}

#[test]
fn a_task_keeps_every_member() {
    let reply = json!({ "taskSummary": {
        "taskId": "task-1",
        "taskStatus": "IN_PROGRESS",
        "taskStartTime": 1_767_323_045,
        "taskEndTime": 1_767_323_105,
        "target": { "violationIds": ["v-1"], "securityProfileName": "fleet", "behaviorName": "messages" },
        "violationEventOccurrenceRange": { "startTime": 1, "endTime": 2.5 },
        "onlyActiveViolationsIncluded": true,
        "suppressedAlertsIncluded": false,
        "actionsDefinition": [{
            "name": "quarantine",
            "id": "a-1",
            "roleArn": "arn:role",
            "actionParams": { "publishFindingToSnsParams": { "topicArn": "arn:topic" } },
        }],
        "taskStatistics": { "actionsExecuted": 3, "actionsSkipped": 2, "actionsFailed": 1 },
        "addedLater": null,
    } });
    let expected = DetectMitigationActionsTaskSummary {
        task_id: Some(id("task-1")),
        task_status: Some(DetectMitigationActionsTaskStatus::InProgress),
        task_start_time: Some(Timestamp::from_seconds(1_767_323_045)),
        task_end_time: Some(Timestamp::from_seconds(1_767_323_105)),
        target: Some(DetectMitigationActionsTaskTarget {
            violation_ids: vec![id("v-1")],
            security_profile_name: Some(id("fleet")),
            behavior_name: Some(id("messages")),
        }),
        violation_event_occurrence_range: Some(ViolationEventOccurrenceRange {
            start_time: Timestamp::from_seconds(1),
            end_time: Timestamp::from_millis(2500),
        }),
        only_active_violations_included: Some(true),
        suppressed_alerts_included: Some(false),
        actions_definition: vec![MitigationAction {
            name: Some(id("quarantine")),
            id: Some("a-1".to_owned()),
            role_arn: Some("arn:role".to_owned()),
            action_params: Some(MitigationActionParams {
                publish_finding_to_sns_params: Some(PublishFindingToSnsParams {
                    topic_arn: Some("arn:topic".to_owned()),
                }),
                ..NONE
            }),
        }],
        task_statistics: Some(DetectMitigationActionsTaskStatistics {
            actions_executed: Some(3),
            actions_skipped: Some(2),
            actions_failed: Some(1),
        }),
    };
    assert_eq!(read::<DescribeDetectMitigationActionsTask>(reply).task_summary, Some(expected));
}

#[test]
fn a_task_may_lack_anything_or_say_something_new() {
    let read = |reply| read::<DescribeDetectMitigationActionsTask>(reply).task_summary;
    assert_eq!(read(json!({})), None);
    let bare = read(json!({ "taskSummary": {} })).unwrap();
    assert_eq!((&bare.task_id, &bare.target, bare.actions_definition.len()), (&None, &None, 0));
    assert_eq!(read(json!({ "taskSummary": { "actionsDefinition": null, "target": null } })), Some(bare));
    let target = read(json!({ "taskSummary": { "target": { "violationIds": null } } })).unwrap().target;
    assert_eq!(target, Some(DetectMitigationActionsTaskTarget::default()));
    let status = read(json!({ "taskSummary": { "taskStatus": "PAUSED" } })).unwrap().task_status;
    assert_eq!(status, Some(DetectMitigationActionsTaskStatus::Other("PAUSED".to_owned())));
}
