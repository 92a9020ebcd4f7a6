"""What a browser on another origin is told: IoT's short list and silence, the JSON services' echo."""

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from clients import PROFILE

ORIGIN = "http://127.0.0.1:8787"

IOT_HEADERS = {
    "authorization",
    "x-amz-date",
    "x-amz-security-token",
    "x-amzn-iot-principal",
    "x-amz-content-sha256",
    "x-amz-user-agent",
    "content-type",
    "x-amzn-principal",
}
IOT_METHODS = {"options", "get", "head", "post", "put", "patch", "delete"}
EXPOSED = {"x-amzn-requestid", "x-amzn-errortype", "x-amzn-errormessage", "date"}

IOT_PATHS = [
    ("GET", "/behavior-model-training/summaries"),
    ("GET", "/security-profiles"),
    ("GET", "/security-profiles/fleet%3Aprod"),
    ("GET", "/mitigationactions/actions"),
    ("GET", "/mitigationactions/actions/quarantine"),
    ("PUT", "/detect/mitigationactions/tasks/task-1"),
    ("GET", "/detect/mitigationactions/tasks/task-1"),
]
TARGETS = [
    "AWSHawksNestServiceFacade.GetDetectorVersion",
    "AWSHawksNestServiceFacade.GetRules",
    "AWSCognitoIdentityService.GetId",
    "AWSCognitoIdentityProviderService.RevokeToken",
]


def names(value: str) -> set[str]:
    return {name.strip().lower() for name in value.split(",")}


def cors_headers(answer) -> set[str]:
    return {name for name in answer.headers if name.startswith("access-control-")}


@pytest.fixture
def preflight(server):
    def preflight(method: str, path: str, headers: str):
        asked = {
            "origin": ORIGIN,
            "access-control-request-method": method,
            "access-control-request-headers": headers,
        }
        return server.request("OPTIONS", server.aws + path, asked)

    return preflight


@pytest.fixture
def signed(server, clients):
    """Sends a signed request as a page on another origin would."""
    guest = clients.guest()
    credentials = Credentials(guest["AccessKeyId"], guest["SecretKey"], guest["SessionToken"])

    def signed(service: str, method: str, path: str, headers=None, body=b"", secret=None):
        request = AWSRequest(method, server.aws + path, headers=headers, data=body)
        used = Credentials(credentials.access_key, secret or credentials.secret_key, credentials.token)
        SigV4Auth(used, service, "us-east-1").add_auth(request)
        return server.request(method, server.aws + path, dict(request.headers) | {"origin": ORIGIN}, body)

    return signed


@pytest.mark.parametrize(("method", "path"), IOT_PATHS)
@pytest.mark.parametrize("asked", ["authorization,x-amz-date,x-amz-security-token", "amz-sdk-request"])
def test_iot_preflight_answers_its_own_list_whatever_is_asked(preflight, method, path, asked):
    answer = preflight(method, path, asked)
    assert answer.status in {200, 204}
    assert answer.headers["access-control-allow-origin"] == "*"
    assert names(answer.headers["access-control-allow-headers"]) == IOT_HEADERS
    assert names(answer.headers["access-control-allow-methods"]) == IOT_METHODS
    assert "access-control-max-age" not in answer.headers
    assert "access-control-expose-headers" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/no-such-path"])
def test_iot_preflight_of_an_unknown_path_is_refused_without_cors_headers(preflight, path):
    answer = preflight("GET", path, "authorization")
    assert answer.status == 403
    assert cors_headers(answer) == set()
    assert answer.headers["x-amzn-errortype"].startswith("MissingAuthenticationTokenException")
    assert answer.json() == {"message": "Missing Authentication Token"}


@pytest.mark.parametrize(
    "asked",
    [
        "authorization,content-type,x-amz-date,x-amz-security-token,x-amz-target",
        "x-amz-target,x-anything-else",
    ],
)
def test_json_preflight_echoes_the_headers(preflight, asked):
    answer = preflight("POST", "/", asked)
    assert answer.status in {200, 204}
    assert answer.headers["access-control-allow-origin"] == "*"
    assert names(answer.headers["access-control-allow-headers"]) == names(asked)
    assert names(answer.headers["access-control-allow-methods"]) == {"post"}
    assert names(answer.headers["access-control-expose-headers"]) == EXPOSED
    assert answer.headers["access-control-max-age"] == "172800"


def test_sts_preflight_echoes_the_headers(preflight):
    asked = "authorization,content-type,x-amz-date,x-amz-security-token"
    answer = preflight("POST", "/", asked)
    assert answer.status in {200, 204}
    assert answer.headers["access-control-allow-origin"] == "*"
    assert names(answer.headers["access-control-allow-headers"]) == names(asked)
    assert names(answer.headers["access-control-allow-methods"]) == {"post"}


@pytest.mark.parametrize("secret", [None, "x" * 40])
def test_sts_answers_and_refusals_expose_what_explains_them(signed, secret):
    headers = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    answer = signed("sts", "POST", "/", headers, b"Action=GetCallerIdentity&Version=2011-06-15", secret)
    assert answer.status == (403 if secret else 200)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert names(answer.headers["access-control-expose-headers"]) == EXPOSED
    for name in ("x-amzn-requestid", "date"):
        assert answer.headers[name]


def test_iot_answer_exposes_nothing(signed):
    answer = signed("iot", "GET", f"/security-profiles/{PROFILE}")
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert cors_headers(answer) == {"access-control-allow-origin"}


def test_iot_error_of_the_service_keeps_the_allowed_origin(signed):
    answer = signed("iot", "GET", "/security-profiles/no-such-profile")
    assert answer.status == 404
    assert cors_headers(answer) == {"access-control-allow-origin"}


def test_iot_refusal_of_a_wrong_signature_has_no_cors_headers(signed):
    answer = signed("iot", "GET", f"/security-profiles/{PROFILE}", secret="x" * 40)
    assert answer.status == 403
    assert cors_headers(answer) == set()


@pytest.mark.parametrize("fault", ["denied", "expired-token", "skewed-clock"])
def test_iot_refusal_of_the_caller_has_no_cors_headers(server, signed, fault):
    server.fault("DescribeSecurityProfile", fault)
    answer = signed("iot", "GET", f"/security-profiles/{PROFILE}")
    assert answer.status == 403
    assert cors_headers(answer) == set()


@pytest.mark.parametrize("fault", ["throttle", "internal", "invalid"])
def test_iot_fault_of_the_service_keeps_the_allowed_origin(server, signed, fault):
    server.fault("DescribeSecurityProfile", fault)
    answer = signed("iot", "GET", f"/security-profiles/{PROFILE}")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_unsigned_iot_request_is_refused_without_cors_headers(server):
    answer = server.request("GET", f"{server.aws}/security-profiles", {"origin": ORIGIN})
    assert answer.status == 403
    assert cors_headers(answer) == set()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("secret", [None, "x" * 40])
def test_json_answers_and_refusals_expose_what_explains_them(signed, target, secret):
    headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": target}
    answer = signed("frauddetector", "POST", "/", headers, b"{}", secret)
    assert answer.status == 400
    assert answer.headers["access-control-allow-origin"] == "*"
    assert names(answer.headers["access-control-expose-headers"]) == EXPOSED
    for name in ("x-amzn-requestid", "x-amzn-errortype", "date"):
        assert answer.headers[name]


@pytest.mark.parametrize("path", ["faults", "clock", "reset", "requests"])
def test_control_endpoints_are_open_to_pages(preflight, server, path):
    answer = preflight("POST", f"/_sandbox/{path}", "content-type")
    assert answer.status in {200, 204}
    assert answer.headers["access-control-allow-origin"] == "*"
    allowed = names(answer.headers["access-control-allow-headers"])
    assert "content-type" in allowed or allowed == {"*"}
    assert server.control("GET", "requests").status == 200
