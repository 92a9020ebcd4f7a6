"""Every operation answers, in the shape that botocore's service model describes."""

import re

import pytest

from clients import DETECTOR, EVERY_OPERATION, PROFILE, call_raw, service_of
from inputs import END_TIME, START_TIME, inputs, new_identity, start_input, start_on_behavior
from shapes import departures


@pytest.mark.parametrize("operation", EVERY_OPERATION)
def test_every_answer_keeps_to_the_model(clients, operation):
    client = clients.client(service_of(operation))
    shape = client.meta.service_model.operation_model(operation).output_shape
    asked = 0
    for params in inputs(clients, operation):
        _, raw = call_raw(client, operation, **params)
        assert list(departures(shape, raw)) == [], params
        asked += 1
    assert asked


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("DescribeSecurityProfile", {"securityProfileName": PROFILE}),
        ("DescribeDetector", {"detectorId": DETECTOR}),
        ("GetDetectorVersion", {"detectorId": DETECTOR, "detectorVersionId": "1"}),
    ],
)
def test_answer_repeats_what_it_was_asked_for(clients, operation, params):
    answer = clients.call(operation, **params)
    assert {name: answer[name] for name in params} == params


def test_mitigation_action_is_described_as_listed(clients):
    for listed in clients.all("ListMitigationActions"):
        described = clients.call("DescribeMitigationAction", actionName=listed["actionName"])
        assert described["actionArn"] == listed["actionArn"]
        assert len(described["actionParams"]) == 1


def test_mitigation_actions_of_all_types_together_are_all_actions(clients):
    shape = clients.client("iot").meta.service_model.shape_for("MitigationActionType")
    names = [action["actionName"] for action in clients.all("ListMitigationActions")]
    by_type = [
        action["actionName"]
        for action_type in shape.enum
        for action in clients.all("ListMitigationActions", actionType=action_type)
    ]
    assert sorted(by_type) == sorted(names)


def test_summaries_of_all_profiles_are_those_of_each(clients):
    def key(summary):
        return summary["securityProfileName"], summary["behaviorName"]

    together = [key(summary) for summary in clients.all("GetBehaviorModelTrainingSummaries")]
    one_by_one = [
        key(summary)
        for params in inputs(clients, "GetBehaviorModelTrainingSummaries")
        for summary in clients.all("GetBehaviorModelTrainingSummaries", **params)
    ]
    assert sorted(together) == sorted(one_by_one)


def test_summaries_are_of_the_ml_behaviors_of_the_profile(clients):
    for params in inputs(clients, "DescribeSecurityProfile"):
        profile = clients.call("DescribeSecurityProfile", **params)
        ml = {
            behavior["name"]
            for behavior in profile.get("behaviors", [])
            if "mlDetectionConfig" in behavior.get("criteria", {})
        }
        summaries = clients.all("GetBehaviorModelTrainingSummaries", **params)
        assert {summary["behaviorName"] for summary in summaries} == ml


def test_rules_of_a_detector_version_can_be_read(clients):
    for version in inputs(clients, "GetDetectorVersion"):
        details = {
            (rule["ruleId"], rule["ruleVersion"])
            for rule in clients.all("GetRules", detectorId=version["detectorId"])
        }
        rules = clients.call("GetDetectorVersion", **version).get("rules", [])
        assert {(rule["ruleId"], rule["ruleVersion"]) for rule in rules} <= details


def test_one_rule_and_one_version_of_it_can_be_asked_for(clients):
    rules = clients.all("GetRules", detectorId=DETECTOR)
    # Some ids of the world are such as the service would not accept in a question.
    rule = next(rule for rule in reversed(rules) if re.fullmatch("[0-9a-z_-]+", rule["ruleId"]))
    of_id = clients.all("GetRules", detectorId=DETECTOR, ruleId=rule["ruleId"])
    assert of_id == [each for each in rules if each["ruleId"] == rule["ruleId"]]
    of_version = clients.all(
        "GetRules", detectorId=DETECTOR, ruleId=rule["ruleId"], ruleVersion=rule["ruleVersion"]
    )
    assert of_version == [rule]


def test_at_most_one_version_of_a_detector_is_active(clients):
    for params in inputs(clients, "DescribeDetector"):
        versions = clients.all("DescribeDetector", **params)
        assert [version["status"] for version in versions].count("ACTIVE") <= 1


def test_started_task_is_described_with_all_it_was_given(clients):
    request = start_on_behavior(clients, taskId="everything")
    assert clients.call("StartDetectMitigationActionsTask", **request)["taskId"] == "everything"
    task = clients.call("DescribeDetectMitigationActionsTask", taskId="everything")["taskSummary"]
    assert task["taskId"] == "everything"
    assert task["target"] == request["target"]
    assert task["onlyActiveViolationsIncluded"] is True
    assert task["suppressedAlertsIncluded"] is False
    assert [action["name"] for action in task["actionsDefinition"]] == request["actions"]
    times = task["violationEventOccurrenceRange"]
    assert (times["startTime"].timestamp(), times["endTime"].timestamp()) == (START_TIME, END_TIME)


def test_the_most_violations_and_actions_are_accepted_in_order(clients):
    actions = clients.all("ListMitigationActions", actionType="ADD_THINGS_TO_THING_GROUP")
    request = start_input(
        clients,
        target={"violationIds": [f"violation-{n}" for n in range(25)]},
        actions=[action["actionName"] for action in actions][:5],
    )
    clients.call("StartDetectMitigationActionsTask", **request)
    task = clients.call("DescribeDetectMitigationActionsTask", taskId=request["taskId"])["taskSummary"]
    assert task["target"] == request["target"]
    assert [action["name"] for action in task["actionsDefinition"]] == request["actions"]


def test_every_region_has_the_same_world(clients):
    here, there = (clients.client("iot", region) for region in ("us-east-1", "eu-west-1"))
    names = [
        [profile["name"] for profile in client.list_security_profiles()["securityProfileIdentifiers"]]
        for client in (here, there)
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("user", "role"),
    [(None, "DetectConsoleGuest"), ("viewer", "DetectConsoleViewer"), ("responder", "DetectConsoleResponder")],
)
def test_a_caller_is_a_session_of_the_role(clients, user, role):
    if user:
        clients.sign_in(user)
    else:
        guest = clients.guest()
        clients.use(guest["AccessKeyId"], guest["SecretKey"], guest["SessionToken"])
    caller = clients.call("GetCallerIdentity")
    assert caller["Account"] == "123456789012"
    session = "CognitoIdentityCredentials"
    assert caller["Arn"] == f"arn:aws:sts::123456789012:assumed-role/{role}/{session}"
    assert re.fullmatch(f"AROA[A-Z0-9]{{17}}:{session}", caller["UserId"])
    metadata = caller["ResponseMetadata"]
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]
    assert metadata["HTTPHeaders"]["content-type"] == "text/xml"


def test_a_guest_is_the_same_identity_until_asked_anew(clients):
    identity = new_identity(clients)
    first, second = (clients.call("GetCredentialsForIdentity", IdentityId=identity) for _ in range(2))
    assert first["IdentityId"] == second["IdentityId"] == identity
    assert first["Credentials"]["SessionToken"]
