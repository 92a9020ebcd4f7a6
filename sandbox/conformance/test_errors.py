"""Failures on demand, by switch and by well-known name, and what errors look like."""

import time
from json import JSONDecodeError

import pytest
from botocore.exceptions import HTTPClientError

from clients import DETECTOR, EVERY_OPERATION, PROFILE, call, call_raw, code_of, error_of, service_of
from inputs import inputs, profile_names

# Code and HTTP status by fault and service. Cognito's calls are unsigned: no signature errors there.
ERRORS = {
    "throttle": {
        "iot": ("ThrottlingException", 400),
        "frauddetector": ("ThrottlingException", 400),
        "cognito-identity": ("TooManyRequestsException", 400),
        "cognito-idp": ("TooManyRequestsException", 400),
        "sts": ("Throttling", 400),
    },
    "internal": {
        "iot": ("InternalFailureException", 500),
        "frauddetector": ("InternalServerException", 500),
        "cognito-identity": ("InternalErrorException", 500),
        "cognito-idp": ("InternalErrorException", 500),
        "sts": ("InternalFailure", 500),
    },
    "denied": {
        "iot": ("AccessDeniedException", 403),
        "frauddetector": ("AccessDeniedException", 400),
        "cognito-identity": ("NotAuthorizedException", 400),
        "cognito-idp": ("ForbiddenException", 400),
        "sts": ("AccessDenied", 403),
    },
    "not-found": {
        "iot": ("ResourceNotFoundException", 404),
        "frauddetector": ("ResourceNotFoundException", 400),
        "cognito-identity": ("ResourceNotFoundException", 400),
        "cognito-idp": ("ResourceNotFoundException", 400),
    },
    "invalid": {
        "iot": ("InvalidRequestException", 400),
        "frauddetector": ("ValidationException", 400),
        "cognito-identity": ("InvalidParameterException", 400),
        "cognito-idp": ("InvalidParameterException", 400),
        "sts": ("ValidationError", 400),
    },
    "expired-token": {
        "iot": ("ExpiredTokenException", 403),
        "frauddetector": ("ExpiredTokenException", 400),
        "sts": ("ExpiredToken", 403),
    },
    "skewed-clock": {
        "iot": ("InvalidSignatureException", 403),
        "frauddetector": ("InvalidSignatureException", 400),
        "sts": ("SignatureDoesNotMatch", 403),
    },
}

READS = [
    ("DescribeSecurityProfile", {"securityProfileName": PROFILE}),
    ("GetDetectorVersion", {"detectorId": DETECTOR, "detectorVersionId": "1"}),
]

# What each well-known name stands for. The slow and the broken ones have tests of their own.
NAMES = {
    "error-throttled": "throttle",
    "error-internal": "internal",
    "error-denied": "denied",
    "error-not-found": "not-found",
    "error-expired-token": "expired-token",
}

BY_NAME = [
    ("DescribeSecurityProfile", lambda name: {"securityProfileName": name}),
    ("GetBehaviorModelTrainingSummaries", lambda name: {"securityProfileName": name}),
    ("GetDetectorVersion", lambda name: {"detectorId": name, "detectorVersionId": "1"}),
    ("DescribeDetector", lambda name: {"detectorId": name}),
    ("GetRules", lambda name: {"detectorId": name}),
]

READ = pytest.mark.parametrize(("operation", "params"), READS)


# Nothing that they are asked for can be missing, so they declare no ResourceNotFoundException.
FINDS_ALWAYS = ("StartDetectMitigationActionsTask", "ListMitigationActions", "RevokeToken")

FAULTS_AND_OPERATIONS = [
    (fault, operation)
    for fault, by_service in ERRORS.items()
    for operation in EVERY_OPERATION
    if service_of(operation) in by_service and not (fault == "not-found" and operation in FINDS_ALWAYS)
]


@pytest.mark.parametrize(("fault", "operation"), FAULTS_AND_OPERATIONS)
def test_fault_is_answered_as_the_service_would(server, clients, fault, operation):
    params = next(inputs(clients, operation))
    server.fault(operation, fault)
    error = error_of(clients.client(service_of(operation)), operation, **params)
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    assert (code_of(error), status) == ERRORS[fault][service_of(operation)]
    assert error.response["Error"]["Message"]
    assert error.response["ResponseMetadata"]["RequestId"]


@READ
def test_fault_ends_after_its_times(server, clients, operation, params):
    client = clients.client(service_of(operation))
    server.fault(operation, "throttle", times=2)
    codes = [code_of(error_of(client, operation, **params)) for _ in range(3)]
    assert codes == ["ThrottlingException", "ThrottlingException", None]


@READ
def test_fault_without_times_lasts_until_cleared(server, clients, operation, params):
    client = clients.client(service_of(operation))
    server.fault("*", "internal")
    assert all(error_of(client, operation, **params) for _ in range(5))
    assert server.control("DELETE", "faults").status == 204
    assert error_of(client, operation, **params) is None


def test_fault_of_one_operation_leaves_the_others_alone(server, iot):
    server.fault("DescribeSecurityProfile", "denied")
    assert code_of(error_of(iot, "DescribeSecurityProfile", securityProfileName=PROFILE))
    assert error_of(iot, "ListSecurityProfiles") is None


@READ
def test_dropped_connection_has_no_answer(server, clients, operation, params):
    server.fault(operation, "drop", times=1)
    client = clients.client(service_of(operation))
    with pytest.raises(HTTPClientError):
        call(client, operation, **params)
    assert call(client, operation, **params)


@READ
def test_slow_answer_comes_after_its_delay(server, clients, operation, params):
    client = clients.client(service_of(operation))
    call(client, operation, **params)
    server.fault(operation, "slow", delayMs=300, times=1)
    begin = time.monotonic()
    call(client, operation, **params)
    assert time.monotonic() - begin >= 0.3


@READ
def test_garbage_is_not_json(server, clients, operation, params):
    server.fault(operation, "garbage")
    # botocore itself takes such an answer for an empty one.
    with pytest.raises(JSONDecodeError):
        call_raw(clients.client(service_of(operation)), operation, **params)


@pytest.mark.parametrize(("operation", "params_for"), BY_NAME)
@pytest.mark.parametrize("name", NAMES)
def test_well_known_name_misbehaves(clients, operation, params_for, name):
    error = error_of(clients.client(service_of(operation)), operation, **params_for(name))
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    assert (code_of(error), status) == ERRORS[NAMES[name]][service_of(operation)]


@pytest.mark.parametrize(("operation", "params_for"), BY_NAME)
def test_well_known_names_for_no_answer_and_garbage(clients, operation, params_for):
    client = clients.client(service_of(operation))
    with pytest.raises(HTTPClientError):
        call(client, operation, **params_for("error-dropped"))
    with pytest.raises(JSONDecodeError):
        call_raw(client, operation, **params_for("error-garbage"))


def test_well_known_names_are_not_listed(clients):
    names = profile_names(clients)
    names += [detector["detectorId"] for detector in clients.all("GetDetectors")]
    names += [each["securityProfileName"] for each in clients.all("GetBehaviorModelTrainingSummaries")]
    assert [name for name in names if name.startswith("error-")] == []


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("DescribeSecurityProfile", {"securityProfileName": "no-such-profile"}),
        ("GetBehaviorModelTrainingSummaries", {"securityProfileName": "no-such-profile"}),
        ("DescribeMitigationAction", {"actionName": "no-such-action"}),
        ("DescribeDetectMitigationActionsTask", {"taskId": "no-such-task"}),
        ("GetDetectorVersion", {"detectorId": "no-such-detector", "detectorVersionId": "1"}),
        ("GetDetectorVersion", {"detectorId": DETECTOR, "detectorVersionId": "99999"}),
        ("DescribeDetector", {"detectorId": "no-such-detector"}),
        ("GetDetectors", {"detectorId": "no-such-detector"}),
        ("GetRules", {"detectorId": "no-such-detector"}),
        ("GetRules", {"detectorId": DETECTOR, "ruleId": "no-such-rule"}),
        ("GetId", {"IdentityPoolId": "us-east-1:00000000-0000-4000-8000-00000000dead"}),
        ("GetCredentialsForIdentity", {"IdentityId": "us-east-1:00000000-0000-4000-8000-00000000dead"}),
    ],
)
def test_what_is_not_there_is_not_found(clients, operation, params):
    error = error_of(clients.client(service_of(operation)), operation, **params)
    assert code_of(error) == "ResourceNotFoundException"


def test_login_with_an_unknown_provider_is_not_authorized(clients, cognito):
    error = error_of(
        cognito,
        "GetId",
        IdentityPoolId=clients.identity_pool(),
        Logins={"login.example.com": "a.b.c"},
    )
    assert code_of(error) == "NotAuthorizedException"


def test_profiles_are_filtered_by_dimension_or_metric_but_not_both(iot):
    error = error_of(iot, "ListSecurityProfiles", dimensionName="a", metricName="b")
    assert code_of(error) == "InvalidRequestException"


def test_iot_error_on_the_wire(server, iot):
    """The code is in a header alone, with a colon behind it."""
    answers = []

    def keep(response_dict, **_):
        answers.append(response_dict)

    iot.meta.events.register("before-parse", keep)
    try:
        error_of(iot, "DescribeSecurityProfile", securityProfileName="no-such-profile")
    finally:
        iot.meta.events.unregister("before-parse", keep)
    (answer,) = answers
    assert answer["headers"]["x-amzn-errortype"] == "ResourceNotFoundException:"
    assert answer["headers"]["content-type"] == "application/json"
    assert answer["headers"]["x-amzn-requestid"]
    assert b"__type" not in answer["body"]
    assert b'"message"' in answer["body"]


def json_call(server, target: str, body: bytes):
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": target}
    return server.request("POST", server.aws + "/", headers, body)


def test_json_error_on_the_wire(server):
    """The code is in a header and in the body."""
    answer = json_call(server, "AWSCognitoIdentityService.GetId", b"{}")
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/x-amz-json-1.1"
    assert answer.headers["x-amzn-errortype"].rstrip(":") == "InvalidParameterException"
    assert answer.headers["x-amzn-requestid"]
    assert answer.headers["date"]
    assert answer.json()["__type"].rpartition("#")[2] == "InvalidParameterException"
    assert answer.json()["message"]


def test_xml_error_on_the_wire(server, clients):
    """Everything is in the body, and the request's id in a header as well."""
    sts = clients.client("sts")
    answers = []

    def keep(response_dict, **_):
        answers.append(response_dict)

    server.fault("GetCallerIdentity", "expired-token")
    sts.meta.events.register("before-parse", keep)
    try:
        error = error_of(sts, "GetCallerIdentity")
    finally:
        sts.meta.events.unregister("before-parse", keep)
    (answer,) = answers
    assert answer["status_code"] == 403
    assert answer["headers"]["content-type"] == "text/xml"
    assert "x-amzn-errortype" not in answer["headers"]
    assert answer["body"].startswith(b'<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">')
    assert error.response["Error"] == {
        "Type": "Sender",
        "Code": "ExpiredToken",
        "Message": "The security token included in the request is expired",
    }
    assert error.response["ResponseMetadata"]["RequestId"] == answer["headers"]["x-amzn-requestid"]


@pytest.mark.parametrize(
    "form",
    [b"", b"Action=GetCallerIdentity", b"Action=GetCallerIdentity&Version=2010-05-08", b"Action=x&Version=2011-06-15"],
)
def test_form_that_names_no_operation_is_refused(server, form):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = server.request("POST", server.aws + "/", headers, form)
    assert answer.status == 400
    assert b"<Code>InvalidAction</Code>" in answer.body


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'{"IdentityPoolId": 1}'])
def test_body_that_is_no_json_object_of_the_right_types_is_refused(server, body):
    answer = json_call(server, "AWSCognitoIdentityService.GetId", body)
    assert answer.status == 400
    assert answer.json()["__type"]


def test_unknown_operation_is_refused(server):
    answer = json_call(server, "AWSCognitoIdentityService.GetEverything", b"{}")
    assert answer.status == 400
    assert answer.json()["__type"].rpartition("#")[2] == "UnknownOperationException"


def test_unknown_member_is_ignored(server, clients):
    body = f'{{"IdentityPoolId": "{clients.identity_pool()}", "Unknown": 1}}'.encode()
    answer = json_call(server, "AWSCognitoIdentityService.GetId", body)
    assert answer.status == 200
