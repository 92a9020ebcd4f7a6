"""The control endpoints: faults, clock, reset, and the log of requests."""

import pytest

from clients import PROFILE, code_of, error_of, service_of
from inputs import new_identity, start_input


def test_faults_are_listed_and_cleared(server):
    server.fault("GetRules", "throttle", times=2)
    server.fault("*", "slow", delayMs=1)
    listed = server.control("GET", "faults").json()
    assert [(fault["operation"], fault["fault"]) for fault in listed] == [
        ("GetRules", "throttle"),
        ("*", "slow"),
    ]
    assert listed[0]["times"] == 2
    assert server.control("DELETE", "faults").status == 204
    assert server.control("GET", "faults").json() == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("faults", {"operation": "GetRules", "fault": "no-such-fault"}),
        ("faults", {"operation": "NoSuchOperation", "fault": "throttle"}),
        ("faults", {"fault": "throttle"}),
        ("faults", {}),
        ("clock", {}),
        ("clock", {"offsetSeconds": "soon"}),
    ],
)
def test_mistake_in_a_control_request_is_told(server, path, body):
    answer = server.control("POST", path, body)
    assert 400 <= answer.status < 500
    assert answer.body


def test_unknown_control_endpoint_is_not_found(server):
    assert server.control("GET", "no-such-thing").status == 404


def test_log_tells_what_arrived_oldest_first(server, clients):
    clients.call("DescribeSecurityProfile", securityProfileName=PROFILE)
    error_of(clients.client("frauddetector"), "GetRules", detectorId="no-such-detector")
    entries = [
        (entry["operation"], entry["service"], entry["region"], entry["status"])
        for entry in server.log()[-2:]
    ]
    assert entries == [
        ("DescribeSecurityProfile", "iot", "us-east-1", 200),
        ("GetRules", "frauddetector", "us-east-1", 400),
    ]


def test_log_holds_bodies_and_header_names_but_no_secrets(server, clients):
    guest = clients.guest()
    clients.use(guest["AccessKeyId"], guest["SecretKey"], guest["SessionToken"])
    request = start_input(clients)
    clients.call("StartDetectMitigationActionsTask", **request)
    entry = server.log()[-1]
    assert request["clientRequestToken"] in entry["body"]
    assert entry["bytes"] == len(entry["body"].encode())
    assert {"authorization", "x-amz-security-token"} <= {name.lower() for name in entry["headers"]}
    everything = repr(server.log())
    assert guest["SecretKey"] not in everything
    assert guest["SessionToken"] not in everything


def test_refused_and_failed_requests_are_logged_too(server, clients):
    clients.use("ASIAIOSFODNN7EXAMPLE", "x" * 40, "token")
    error_of(clients.client("iot"), "ListSecurityProfiles")
    entry = server.log()[-1]
    assert (entry["operation"], entry["status"]) == ("ListSecurityProfiles", 403)


def test_control_requests_are_not_logged(server):
    server.move_clock(0)
    server.fault("GetRules", "throttle")
    assert server.log() == []


def test_reset_forgets_faults_clock_tasks_identities_and_log(server, clients):
    identity = new_identity(clients)
    clients.call("StartDetectMitigationActionsTask", **start_input(clients))
    server.fault("*", "internal")
    server.move_clock(24 * 3600)
    server.reset()
    assert server.log() == []
    assert server.control("GET", "faults").json() == []
    clients.sign_in()
    for operation, params in [
        ("DescribeDetectMitigationActionsTask", {"taskId": "task-1"}),
        ("GetCredentialsForIdentity", {"IdentityId": identity}),
    ]:
        error = error_of(clients.client(service_of(operation)), operation, **params)
        assert code_of(error) == "ResourceNotFoundException"


def test_reset_brings_the_same_world_again(server, clients):
    """But for its times, which are relative to the moment it was made."""

    def world():
        listed = clients.all("GetBehaviorModelTrainingSummaries") + clients.all("GetDetectors")
        return [{name: value for name, value in item.items() if not is_time(name)} for item in listed]

    before = world()
    server.reset()
    clients.sign_in()
    assert world() == before


def is_time(member: str) -> bool:
    return member.endswith(("Date", "Time"))


def test_clock_shows_in_the_date_of_an_answer(server):
    dates = []
    for offset in (0, 24 * 3600):
        server.move_clock(offset)
        headers = {
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": "AWSCognitoIdentityService.GetId",
        }
        dates.append(server.request("POST", server.aws + "/", headers, b"{}").headers["date"])
    assert dates[0][:16] != dates[1][:16]
