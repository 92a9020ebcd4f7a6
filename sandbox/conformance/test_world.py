"""The generated world: big enough, the same for the same seed, and full of what breaks naive clients."""

import re

import pytest

from clients import DETECTOR, EVERY_OPERATION, PROFILE, Clients, call_raw, service_of
from inputs import inputs


@pytest.fixture(scope="module")
def texts(shared_server, shared_clients) -> str:
    """Everything that the reads answer, as one text."""
    shared_server.reset()
    shared_clients.sign_in()
    answers = []
    for operation in EVERY_OPERATION:
        client = shared_clients.client(service_of(operation))
        for params in inputs(shared_clients, operation):
            answers.append(repr(call_raw(client, operation, **params)[1]))
    return "\n".join(answers)


@pytest.fixture
def summaries(clients) -> list[dict]:
    return clients.all("GetBehaviorModelTrainingSummaries")


def test_default_sizes(clients):
    assert len(clients.all("ListSecurityProfiles")) == 24
    assert len(clients.all("ListMitigationActions")) == 12
    assert len(clients.all("GetDetectors")) == 8


def test_well_known_things_are_there(clients):
    statuses = {
        summary["modelStatus"]
        for summary in clients.all("GetBehaviorModelTrainingSummaries", securityProfileName=PROFILE)
    }
    assert len(statuses) > 1
    versions = clients.all("DescribeDetector", detectorId=DETECTOR)
    assert "1" in {version["detectorVersionId"] for version in versions}
    assert {"ACTIVE", "DRAFT"} <= {version["status"] for version in versions}


def test_every_model_status_occurs(clients, summaries):
    enum = clients.client("iot").meta.service_model.shape_for("ModelStatus").enum
    assert {summary.get("modelStatus") for summary in summaries} >= set(enum)


@pytest.mark.parametrize("percentage", [0, 100, 33.333333])
def test_awkward_percentages_occur(summaries, percentage):
    assert percentage in {summary.get("datapointsCollectionPercentage") for summary in summaries}


def test_active_model_may_be_at_thirty_percent(summaries):
    assert ("ACTIVE", 30) in {
        (summary.get("modelStatus"), summary.get("datapointsCollectionPercentage")) for summary in summaries
    }


def test_expired_model_may_lack_a_refresh_date(summaries):
    expired = [summary for summary in summaries if summary.get("modelStatus") == "EXPIRED"]
    assert any("lastModelRefreshDate" not in summary for summary in expired)


def test_optional_members_may_be_absent(summaries):
    assert len({frozenset(summary) for summary in summaries}) > 2


def test_every_action_type_occurs(clients):
    types = {
        clients.call("DescribeMitigationAction", **params)["actionType"]
        for params in inputs(clients, "DescribeMitigationAction")
    }
    assert types == set(clients.client("iot").meta.service_model.shape_for("MitigationActionType").enum)


def test_every_version_status_and_execution_mode_occurs(clients):
    versions = [clients.call("GetDetectorVersion", **each) for each in inputs(clients, "GetDetectorVersion")]
    assert {version["status"] for version in versions} == {"DRAFT", "ACTIVE", "INACTIVE"}
    modes = {version.get("ruleExecutionMode") for version in versions}
    assert {"ALL_MATCHED", "FIRST_MATCHED"} <= modes


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("right-to-left text", "[\u0590-\u06ff]"),
        ("emoji", "[\U0001f300-\U0001faff]"),
        ("accents", "[\u00c0-\u017f]"),
        ("markup", r"<[a-zA-Z/!]"),
        ("a formula", r"'[=+@-][^']*\("),
    ],
)
def test_hostile_text_occurs(texts, what, pattern):
    assert re.search(pattern, texts), what


def test_longest_name_occurs(clients):
    assert 128 in {len(profile["name"]) for profile in clients.all("ListSecurityProfiles")}


def test_same_seed_makes_the_same_world_and_another_seed_another(start_server, clients):
    def world(clients):
        return [
            (each["behaviorName"], each.get("modelStatus"), each.get("datapointsCollectionPercentage"))
            for each in clients.all("GetBehaviorModelTrainingSummaries")
        ]

    others = [Clients(start_server("--seed", seed)) for seed in ("1", "2")]
    for other in others:
        other.sign_in()
    same, different = (world(other) for other in others)
    assert same == world(clients) != different


@pytest.mark.parametrize("options", [["--profiles", "0", "--actions", "0", "--detectors", "0"]])
def test_world_may_be_empty(start_server, options):
    empty = Clients(start_server(*options))
    empty.sign_in()
    for operation in ("ListMitigationActions", "GetDetectors", "GetBehaviorModelTrainingSummaries"):
        (page,) = empty.pages(operation)
        assert "nextToken" not in page


@pytest.mark.parametrize("operation", EVERY_OPERATION)
def test_every_member_of_the_answer_occurs_somewhere(clients, operation):
    client = clients.client(service_of(operation))
    answers = [call_raw(client, operation, **params)[1] for params in inputs(clients, operation)]
    seen = {name for answer in answers for name in answer}
    shape = client.meta.service_model.operation_model(operation).output_shape
    # A world of the default sizes fits on one page of most operations.
    assert seen | {"nextToken"} == set(shape.members) | {"nextToken"}
