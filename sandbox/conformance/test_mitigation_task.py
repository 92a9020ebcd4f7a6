"""Starting a mitigation task once and only once, and following it to its end."""

import pytest
from botocore.exceptions import ClientError, HTTPClientError

from clients import call, code_of, error_of
from inputs import start_input, start_on_behavior

START = "StartDetectMitigationActionsTask"
DESCRIBE = "DescribeDetectMitigationActionsTask"

HOUR = 3600


@pytest.fixture
def describe(clients):
    def describe(task_id: str) -> dict:
        return clients.call(DESCRIBE, taskId=task_id)["taskSummary"]

    return describe


@pytest.fixture
def later(server, clients, sign_at):
    """Moves server and caller ahead together; the user signs in again, as credentials would have expired."""

    def later(seconds: int) -> None:
        server.move_clock(seconds)
        sign_at(seconds)
        clients.sign_in()

    return later


def test_new_task_is_in_progress(clients, describe):
    clients.call(START, **start_input(clients))
    task = describe("task-1")
    assert task["taskStatus"] == "IN_PROGRESS"
    assert "taskEndTime" not in task
    assert task["taskStartTime"]


def test_task_ends_with_an_end_time_and_counts(clients, describe, later):
    clients.call(START, **start_input(clients))
    begin = describe("task-1")["taskStartTime"]
    later(24 * HOUR)
    task = describe("task-1")
    assert task["taskStatus"] in {"SUCCESSFUL", "FAILED"}
    assert begin == task["taskStartTime"] < task["taskEndTime"]
    assert sum(task["taskStatistics"].values()) > 0


def test_task_only_moves_forward(clients, describe, later):
    clients.call(START, **start_on_behavior(clients))
    statuses, counts = [], []
    for seconds in (0, 5, 10, 20, 30, 60, 120, 300, 900, HOUR, 24 * HOUR):
        later(seconds)
        task = describe("task-2")
        statuses.append(task["taskStatus"])
        counts.append(sum(task.get("taskStatistics", {}).values()))
    assert counts == sorted(counts)
    end = statuses.index(statuses[-1])
    assert set(statuses[:end]) == {"IN_PROGRESS"}
    assert len(set(statuses[end:])) == 1


def test_same_request_again_starts_no_second_task(server, clients, describe, later):
    request = start_input(clients)
    clients.call(START, **request)
    begin = describe("task-1")["taskStartTime"]
    later(60)
    # AWS's pages allow either: the same answer again, or the task exists.
    error = error_of(clients.client("iot"), START, **request)
    assert code_of(error) in {None, "TaskAlreadyExistsException"}
    assert describe("task-1")["taskStartTime"] == begin


def test_same_id_with_another_token_is_taken(clients, iot, describe):
    request = start_input(clients)
    clients.call(START, **request)
    begin = describe("task-1")["taskStartTime"]
    error = error_of(iot, START, **request | {"clientRequestToken": "another"})
    assert code_of(error) == "TaskAlreadyExistsException"
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert describe("task-1")["taskStartTime"] == begin


def test_same_token_with_another_id_starts_nothing(clients, iot):
    request = start_input(clients)
    clients.call(START, **request)
    error = error_of(iot, START, **request | {"taskId": "task-2"})
    assert code_of(error) == "TaskAlreadyExistsException"
    assert code_of(error_of(iot, DESCRIBE, taskId="task-2")) == "ResourceNotFoundException"


def test_task_runs_although_its_answer_is_lost(server, clients, iot, describe):
    request = start_input(clients)
    server.fault(START, "lost-answer", times=1)
    with pytest.raises(HTTPClientError):
        call(iot, START, **request)
    assert describe("task-1")["taskStatus"] == "IN_PROGRESS"


@pytest.mark.parametrize("fault", ["drop", "throttle", "internal", "denied", "invalid", "expired-token"])
def test_failed_start_starts_nothing(server, clients, iot, fault):
    request = start_input(clients)
    server.fault(START, fault, times=1)
    with pytest.raises((ClientError, HTTPClientError)):
        call(iot, START, **request)
    assert code_of(error_of(iot, DESCRIBE, taskId="task-1")) == "ResourceNotFoundException"
    assert call(iot, START, **request)["taskId"] == "task-1"


def test_refused_start_starts_nothing(clients, iot):
    request = start_input(clients, actions=[])
    assert code_of(error_of(iot, START, **request)) == "InvalidRequestException"
    assert code_of(error_of(iot, DESCRIBE, taskId="task-1")) == "ResourceNotFoundException"


def test_target_is_violations_or_a_behavior_but_not_nothing(clients, iot):
    error = error_of(iot, START, **start_input(clients, target={}))
    assert code_of(error) == "InvalidRequestException"


def test_task_with_an_unknown_action_is_refused(clients, iot):
    error = error_of(iot, START, **start_input(clients, actions=["no-such-action"]))
    assert code_of(error) == "InvalidRequestException"


def test_too_many_running_tasks_are_a_quota(clients, iot, later):
    """410, and a code that SDKs take for throttling. How many are too many is the sandbox's choice."""
    requests = [start_input(clients, taskId=f"task-{n}", clientRequestToken=f"token-{n}") for n in range(50)]
    errors = [error for request in requests if (error := error_of(iot, START, **request))]
    assert errors
    assert {code_of(error) for error in errors} == {"LimitExceededException"}
    assert errors[0].response["ResponseMetadata"]["HTTPStatusCode"] == 410
    later(24 * HOUR)
    assert error_of(iot, START, **requests[-1]) is None
