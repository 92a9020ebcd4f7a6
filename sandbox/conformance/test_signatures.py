"""Requests with something wrong about their signature, and the error each gets."""

import pytest

from clients import PROFILE, changed_after_signing, code_of, error_of, service_of

# One read of each signing service and protocol, and the write, which has a body and a path label.
READ_IOT = ("GetBehaviorModelTrainingSummaries", {"securityProfileName": PROFILE, "maxResults": 2})
READ_FRAUD = ("GetDetectorVersion", {"detectorId": "payment_screening", "detectorVersionId": "1"})
WRITE_IOT = (
    "StartDetectMitigationActionsTask",
    {
        "taskId": "task-1",
        "target": {"violationIds": ["violation-1"]},
        "actions": ["any"],
        "clientRequestToken": "token-1",
    },
)

EVERY_PROTOCOL = pytest.mark.parametrize(("operation", "params"), [READ_IOT, READ_FRAUD])

MINUTE = 60
HOUR = 60 * MINUTE


@pytest.fixture
def refusal(clients):
    """The error code of a call, after checking its status: 403 from IoT's front door, 400 from the others."""

    def refusal(operation: str, params: dict) -> str | None:
        service = service_of(operation)
        error = error_of(clients.client(service), operation, **params)
        if error is not None:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            assert status == (403 if service == "iot" else 400)
        return code_of(error)

    return refusal


@pytest.fixture
def guest(clients) -> dict:
    return clients.guest()


@EVERY_PROTOCOL
def test_wrong_secret(clients, guest, refusal, operation, params):
    clients.use(guest["AccessKeyId"], guest["SecretKey"][::-1], guest["SessionToken"])
    assert refusal(operation, params) == "InvalidSignatureException"


@EVERY_PROTOCOL
def test_unknown_access_key(clients, guest, refusal, operation, params):
    clients.use("ASIAIOSFODNN7EXAMPLE", guest["SecretKey"], guest["SessionToken"])
    assert refusal(operation, params) == "UnrecognizedClientException"


def test_sts_has_its_own_names_for_the_same(clients, guest):
    def refused(access_key: str, secret_key: str) -> tuple[str, int]:
        clients.use(access_key, secret_key, guest["SessionToken"])
        error = error_of(clients.client("sts"), "GetCallerIdentity")
        return code_of(error), error.response["ResponseMetadata"]["HTTPStatusCode"]

    assert refused(guest["AccessKeyId"], guest["SecretKey"][::-1]) == ("SignatureDoesNotMatch", 403)
    assert refused("ASIAIOSFODNN7EXAMPLE", guest["SecretKey"]) == ("InvalidClientTokenId", 403)


@pytest.mark.parametrize("token", ["nonsense", "a+b/=="])
@EVERY_PROTOCOL
def test_wrong_token(clients, guest, refusal, operation, params, token):
    clients.use(guest["AccessKeyId"], guest["SecretKey"], token)
    assert refusal(operation, params) == "UnrecognizedClientException"


@EVERY_PROTOCOL
def test_token_of_another_session(clients, guest, refusal, operation, params):
    clients.use(guest["AccessKeyId"], guest["SecretKey"], clients.guest()["SessionToken"])
    assert refusal(operation, params) == "UnrecognizedClientException"


@EVERY_PROTOCOL
def test_missing_token(clients, guest, refusal, operation, params):
    clients.use(guest["AccessKeyId"], guest["SecretKey"], None)
    assert refusal(operation, params) == "UnrecognizedClientException"


@EVERY_PROTOCOL
def test_token_that_is_not_signed(clients, guest, refusal, operation, params):
    clients.use(guest["AccessKeyId"], guest["SecretKey"], None)

    def add_token(request):
        request.headers["X-Amz-Security-Token"] = guest["SessionToken"]

    with changed_after_signing(clients.client(service_of(operation)), add_token):
        assert refusal(operation, params) == "InvalidSignatureException"


def remove_authorization(request):
    del request.headers["Authorization"]


def in_authorization(old: bytes, new: bytes):
    def change(request):
        before = request.headers["Authorization"]
        before = before if isinstance(before, bytes) else before.encode()
        assert old in before
        request.headers["Authorization"] = before.replace(old, new)

    return change


def in_body(old: bytes, new: bytes):
    def change(request):
        assert old in request.body and len(old) == len(new)
        request.body = request.body.replace(old, new)

    return change


def in_url(old: str, new: str):
    def change(request):
        assert old in request.url
        request.url = request.url.replace(old, new)

    return change


def in_header(name: str, value: str):
    def change(request):
        assert name in request.headers
        request.headers[name] = value

    return change


@pytest.mark.parametrize(
    ("case", "change", "expected"),
    [
        (READ_IOT, remove_authorization, "MissingAuthenticationTokenException"),
        (READ_FRAUD, remove_authorization, "MissingAuthenticationTokenException"),
        (READ_IOT, in_authorization(b"SignedHeaders=", b"Other="), "IncompleteSignatureException"),
        (READ_FRAUD, in_authorization(b"Signature=", b"Sign="), "IncompleteSignatureException"),
        (READ_IOT, in_authorization(b"Credential=", b"Who="), "IncompleteSignatureException"),
        (READ_IOT, in_authorization(b"/us-east-1/", b"/us-west-2/"), "InvalidSignatureException"),
        (READ_FRAUD, in_authorization(b"/us-east-1/", b"/us-west-2/"), "InvalidSignatureException"),
        (READ_IOT, in_authorization(b"/iot/", b"/frauddetector/"), "InvalidSignatureException"),
        (READ_FRAUD, in_authorization(b"/frauddetector/", b"/iot/"), "InvalidSignatureException"),
        (READ_IOT, in_url(PROFILE, "other"), "InvalidSignatureException"),
        (READ_IOT, in_url("maxResults=2", "maxResults=3"), "InvalidSignatureException"),
        (READ_IOT, in_url("maxResults=2", "maxResults=2&x=y"), "InvalidSignatureException"),
        (WRITE_IOT, in_url("task-1", "task-2"), "InvalidSignatureException"),
        (WRITE_IOT, in_body(b"violation-1", b"violation-2"), "InvalidSignatureException"),
        (READ_FRAUD, in_body(b'"1"', b'"2"'), "InvalidSignatureException"),
        (WRITE_IOT, in_header("Content-Type", "text/plain"), "InvalidSignatureException"),
        (
            READ_FRAUD,
            in_header("X-Amz-Target", "AWSHawksNestServiceFacade.DescribeDetector"),
            "InvalidSignatureException",
        ),
    ],
)
def test_tampering(clients, refusal, case, change, expected):
    operation, params = case
    with changed_after_signing(clients.client(service_of(operation)), change):
        assert refusal(operation, params) == expected


def test_request_signed_for_another_service(clients, refusal, monkeypatch):
    """A signature that is right in itself, for a scope that is not this service's."""
    monkeypatch.setattr(clients.client("frauddetector")._request_signer, "_signing_name", "iot")
    assert refusal(*READ_FRAUD) == "InvalidSignatureException"


@pytest.mark.parametrize("seconds", [-16 * MINUTE, 16 * MINUTE, -24 * HOUR, 24 * HOUR])
@EVERY_PROTOCOL
def test_skewed_clock_of_the_caller(refusal, sign_at, operation, params, seconds):
    sign_at(seconds)
    assert refusal(operation, params) == "InvalidSignatureException"


@pytest.mark.parametrize("seconds", [-4 * MINUTE, 0, 4 * MINUTE])
@EVERY_PROTOCOL
def test_clock_that_is_a_little_off_is_accepted(refusal, sign_at, operation, params, seconds):
    sign_at(seconds)
    assert refusal(operation, params) is None


@EVERY_PROTOCOL
def test_skewed_clock_of_the_server(server, refusal, operation, params):
    server.move_clock(16 * MINUTE)
    assert refusal(operation, params) == "InvalidSignatureException"


@EVERY_PROTOCOL
def test_session_lasts_about_an_hour_and_then_is_expired(server, refusal, sign_at, operation, params):
    for seconds, expected in [(HOUR - MINUTE, None), (HOUR + MINUTE, "ExpiredTokenException")]:
        server.move_clock(seconds)
        sign_at(seconds)
        assert refusal(operation, params) == expected


def test_new_credentials_work_after_the_old_ones_expired(server, clients, sign_at):
    server.move_clock(2 * HOUR)
    sign_at(2 * HOUR)
    clients.sign_in()
    assert clients.call(READ_IOT[0], **READ_IOT[1])["summaries"]


def test_credentials_of_two_guests_work_side_by_side(clients, refusal):
    guests = [clients.guest(), clients.guest()]
    assert guests[0]["AccessKeyId"] != guests[1]["AccessKeyId"]
    for guest in guests + guests:
        clients.use(guest["AccessKeyId"], guest["SecretKey"], guest["SessionToken"])
        assert refusal(*READ_IOT) is None


# Signed paths are encoded twice, and a query as it stands: names that show a slip in either.
@pytest.mark.parametrize(
    "name", ["fleet:prod", "a/b", "a b", "a+b", "100%", "a%2Fb", "~", "Zürich", "\U0001f525"]
)
def test_awkward_names_are_signed_right(clients, name):
    client = clients.client("iot")
    expected = "ResourceNotFoundException" if name == "fleet:prod" else "InvalidRequestException"
    for operation in ("DescribeSecurityProfile", "GetBehaviorModelTrainingSummaries"):
        assert code_of(error_of(client, operation, securityProfileName=name)) == expected
