//! Starting mitigation tasks, and watching them.

use serde_json::{Value, json};

use crate::client::{Answer, Client};

fn order() -> Value {
    json!({
        "target": {"violationIds": ["v-1", "v-2"]},
        "actions": ["quarantine"],
        "clientRequestToken": "token-1",
    })
}

/// The order with some members replaced.
fn with(changes: &Value) -> Value {
    let mut order = order();
    for (name, value) in changes.as_object().unwrap() {
        order[name] = value.clone();
    }
    order
}

fn start(client: &mut Client, id: &str, order: &Value) -> Answer {
    client.put(&format!("/detect/mitigationactions/tasks/{id}"), order)
}

#[track_caller]
fn check_invalid(changes: &Value, words: &str) {
    let mut client = Client::guest();
    start(&mut client, "task-1", &with(changes)).check_error(400, "InvalidRequestException", words);
    client.get("/detect/mitigationactions/tasks/task-1").check_error(404, "ResourceNotFoundException", "task-1");
}

#[test]
fn a_task_is_started_and_ends_in_success() {
    let mut client = Client::guest();
    assert_eq!(start(&mut client, "task-1", &order()).ok(), &json!({"taskId": "task-1"}));
    let running = client.get("/detect/mitigationactions/tasks/task-1").ok()["taskSummary"].clone();
    assert_eq!(running["taskStatus"], "IN_PROGRESS");
    assert_eq!(running["target"], order()["target"]);
    assert_eq!(running["onlyActiveViolationsIncluded"], false);
    assert_eq!(running["actionsDefinition"][0]["name"], "quarantine");
    assert!(running.get("taskEndTime").is_none());
    client.advance(60);
    let ended = client.get("/detect/mitigationactions/tasks/task-1").ok()["taskSummary"].clone();
    assert_eq!(ended["taskStatus"], "SUCCESSFUL");
    assert_eq!(ended["taskStatistics"], json!({"actionsExecuted": 2, "actionsSkipped": 0, "actionsFailed": 0}));
    assert!(ended["taskEndTime"].as_f64() > ended["taskStartTime"].as_f64());
}

#[test]
fn a_behavior_can_be_the_target_with_a_range_and_both_switches() {
    let mut client = Client::guest();
    let order = with(&json!({
        "target": {"securityProfileName": "factory-floor-sensors", "behaviorName": "messages-sent"},
        "violationEventOccurrenceRange": {"startTime": 1_799_990_000, "endTime": 1_800_000_000.5},
        "includeOnlyActiveViolations": true,
        "includeSuppressedAlerts": true,
    }));
    start(&mut client, "task-1", &order).ok();
    let summary = client.get("/detect/mitigationactions/tasks/task-1").ok()["taskSummary"].clone();
    assert_eq!(summary["violationEventOccurrenceRange"]["endTime"], 1_800_000_000.5);
    assert_eq!(summary["suppressedAlertsIncluded"], true);
    assert_eq!(summary["onlyActiveViolationsIncluded"], true);
    assert_eq!(summary["target"], order["target"]);
}

#[test]
fn the_same_request_again_is_the_same_task() {
    let mut client = Client::guest();
    start(&mut client, "task-1", &order()).ok();
    client.advance(3);
    assert_eq!(start(&mut client, "task-1", &order()).ok(), &json!({"taskId": "task-1"}));
    let summary = client.get("/detect/mitigationactions/tasks/task-1").ok()["taskSummary"].clone();
    assert_eq!(summary["taskStartTime"], 1_800_000_000.0);
}

#[test]
fn id_and_token_belong_to_one_request() {
    let mut client = Client::guest();
    start(&mut client, "task-1", &order()).ok();
    let taken = "TaskAlreadyExistsException";
    let other_token = with(&json!({"clientRequestToken": "token-2"}));
    start(&mut client, "task-1", &other_token).check_error(400, taken, "task-1 already exists");
    let other_actions = with(&json!({"actions": ["watch-closely"]}));
    start(&mut client, "task-1", &other_actions).check_error(400, taken, "task-1 already exists");
    start(&mut client, "task-2", &order()).check_error(400, taken, "client request token");
    client.region = "eu-west-1";
    start(&mut client, "task-1", &order()).ok();
}

#[test]
fn required_members_are_required() {
    for member in ["target", "actions", "clientRequestToken"] {
        check_invalid(&json!({member: null}), &format!("Value null at '{member}'"));
    }
    let range = json!({"violationEventOccurrenceRange": {"startTime": 1}});
    check_invalid(&range, "'violationEventOccurrenceRange.endTime'");
}

#[test]
fn targets_are_violations_or_one_behavior() {
    let either = "either violationIds or both";
    check_invalid(&json!({"target": {}}), either);
    check_invalid(&json!({"target": {"securityProfileName": "factory-floor-sensors"}}), either);
    check_invalid(&json!({"target": {"violationIds": ["v"], "behaviorName": "messages-sent"}}), either);
    let profile = json!({"securityProfileName": "nobody", "behaviorName": "messages-sent"});
    check_invalid(&json!({"target": profile}), "Security profile nobody does not exist");
    let behavior = json!({"securityProfileName": "factory-floor-sensors", "behaviorName": "nothing"});
    check_invalid(&json!({"target": behavior}), "has no behavior nothing");
}

#[test]
fn lengths_and_patterns_are_checked() {
    check_invalid(&json!({"target": {"violationIds": []}}), "length greater than or equal to 1");
    check_invalid(&json!({"target": {"violationIds": vec!["v"; 26]}}), "length less than or equal to 25");
    check_invalid(&json!({"target": {"violationIds": ["ok", "a_b"]}}), "'target.violationIds.2.member'");
    check_invalid(&json!({"actions": []}), "length greater than or equal to 1");
    check_invalid(&json!({"actions": vec!["quarantine"; 6]}), "length less than or equal to 5");
    check_invalid(&json!({"actions": ["a b"]}), "'actions.1.member'");
    check_invalid(&json!({"actions": ["quarantine", "nothing"]}), "Mitigation action nothing does not exist");
    check_invalid(&json!({"clientRequestToken": "t".repeat(65)}), "length less than or equal to 64");
    check_invalid(&json!({"clientRequestToken": "a.b"}), "[a-zA-Z0-9-_]+");
    check_invalid(&json!({"violationEventOccurrenceRange": {"startTime": 2, "endTime": 1}}), "start time");
    let mut client = Client::guest();
    let long = "t".repeat(129);
    start(&mut client, &long, &order()).check_error(400, "InvalidRequestException", "'taskId'");
    start(&mut client, "a%3Ab", &order()).check_error(400, "InvalidRequestException", "'taskId'");
}

#[test]
fn wrong_types_and_broken_json_do_not_reach_the_operation() {
    let mut client = Client::guest();
    for changes in [
        json!({"actions": "quarantine"}),
        json!({"target": ["v-1"]}),
        json!({"includeSuppressedAlerts": "yes"}),
        json!({"violationEventOccurrenceRange": {"startTime": "2026-01-01T00:00:00Z", "endTime": 1}}),
    ] {
        start(&mut client, "task-1", &with(&changes)).check_error(400, "SerializationException", "invalid type");
    }
    let path = "/detect/mitigationactions/tasks/task-1";
    client.put(path, "{\"actions\":").check_error(400, "SerializationException", "EOF");
    client.put(path, "").check_error(400, "SerializationException", "EOF");
}

#[test]
fn unknown_members_are_ignored() {
    start(&mut Client::guest(), "task-1", &with(&json!({"tags": {"a": 1}}))).ok();
}

#[test]
fn the_eleventh_running_task_is_over_the_quota() {
    let mut client = Client::guest();
    for index in 0..10 {
        let order = with(&json!({"clientRequestToken": format!("token-{index}")}));
        start(&mut client, &format!("task-{index}"), &order).ok();
    }
    let order = with(&json!({"clientRequestToken": "one-more"}));
    start(&mut client, "one-more", &order).check_error(410, "LimitExceededException", "in progress");
    client.advance(60);
    start(&mut client, "one-more", &order).ok();
}

#[test]
fn actions_that_cannot_mitigate_detect_violations_fail_the_task() {
    let mut client = Client::guest();
    for (id, action) in [("by-type", "deactivate-certificate"), ("by-name", "error-failed")] {
        let order = with(&json!({"actions": ["quarantine", action], "clientRequestToken": id}));
        start(&mut client, id, &order).ok();
        client.advance(60);
        let summary = client.get(&format!("/detect/mitigationactions/tasks/{id}")).ok()["taskSummary"].clone();
        assert_eq!(summary["taskStatus"], "FAILED", "{action}");
        assert_eq!(summary["taskStatistics"]["actionsFailed"], 2, "{action}");
    }
}
