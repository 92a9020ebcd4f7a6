"""The server refuses what the service model excludes, and nothing else for that reason."""

import botocore.session
import pytest

from clients import EVERY_OPERATION, code_of, error_of, service_of
from constraints import Probe, probes
from inputs import inputs, start_on_behavior

REFUSAL = {
    "iot": "InvalidRequestException",
    "frauddetector": "ValidationException",
    "cognito-identity": "InvalidParameterException",
    "cognito-idp": "InvalidParameterException",
}

# Part of every message about a violated limit, in AWS's own words.
CONSTRAINT = "failed to satisfy constraint"


def all_probes() -> list:
    session = botocore.session.Session()
    cases = []
    for operation in EVERY_OPERATION:
        model = session.get_service_model(service_of(operation)).operation_model(operation)
        for probe in probes(model):
            cases.append(pytest.param(operation, probe, id=f"{operation} {probe}"))
    return cases


@pytest.fixture
def valid_input(clients):
    """An input of the operation in which the probe's value is the only remarkable one."""

    def valid_input(operation: str, probe: Probe) -> dict:
        if operation != "StartDetectMitigationActionsTask":
            return next(inputs(clients, operation))
        request = start_on_behavior(clients)
        if "violationIds" in probe.path:
            request["target"] = {"violationIds": ["violation-1"]}
        return request

    return valid_input


@pytest.mark.parametrize(("operation", "probe"), all_probes())
def test_limit(clients, valid_input, operation, probe):
    params = probe.applied_to(valid_input(operation, probe))
    error = error_of(clients.client(service_of(operation)), operation, **params)
    # A value within the limits may still be refused for what it names: an unknown action, for one.
    message = error.response["Error"]["Message"] if error else ""
    assert (CONSTRAINT in message) == (not probe.valid), message
    if not probe.valid:
        assert code_of(error) == REFUSAL[service_of(operation)]
