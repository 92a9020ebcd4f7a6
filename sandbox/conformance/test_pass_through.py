"""The page's own origin: requests signed for the AWS host arrive under /aws/{service}/{region}."""

import pytest

from clients import DETECTOR, PROFILE, call, changed_after_signing, code_of, error_of


@pytest.fixture
def through_the_page(clients):
    """Calls an operation with a client made for AWS itself, sending it to the page's origin instead."""

    def through_the_page(service: str, operation: str, region="us-east-1", sent_to_region=None, **params):
        aws = f"https://{service}.{region}.amazonaws.com"
        client = clients.client(service, region, aws)
        prefix = f"{clients.server.page}/aws/{service}/{sent_to_region or region}"

        def redirect(request):
            assert request.url.startswith(aws)
            request.url = prefix + request.url.removeprefix(aws)

        with changed_after_signing(client, redirect):
            error = error_of(client, operation, **params)
            return code_of(error) if error else call(client, operation, **params)

    return through_the_page


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_iot(through_the_page, region):
    answer = through_the_page("iot", "DescribeSecurityProfile", region, securityProfileName=PROFILE)
    assert answer["securityProfileName"] == PROFILE


def test_iot_query(through_the_page, clients):
    token = clients.call("GetBehaviorModelTrainingSummaries", maxResults=1)["nextToken"]
    answer = through_the_page("iot", "GetBehaviorModelTrainingSummaries", maxResults=1, nextToken=token)
    assert len(answer["summaries"]) == 1


def test_fraud_detector(through_the_page):
    answer = through_the_page(
        "frauddetector", "GetDetectorVersion", detectorId=DETECTOR, detectorVersionId="1"
    )
    assert answer["detectorId"] == DETECTOR


def test_cognito(through_the_page, clients):
    answer = through_the_page("cognito-identity", "GetId", IdentityPoolId=clients.identity_pool())
    assert answer["IdentityId"]


def test_user_pool(through_the_page, clients):
    params = {"Token": "unknown", "ClientId": clients.app.client_id}
    assert through_the_page("cognito-idp", "RevokeToken", **params)["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_sts(through_the_page):
    assert through_the_page("sts", "GetCallerIdentity", "eu-west-1")["Account"] == "123456789012"


@pytest.mark.parametrize("name", ["fleet:prod", "a%2Fb", "a/b", "Zürich"])
def test_escapes_in_the_path_arrive_as_they_were_signed(through_the_page, name):
    expected = "ResourceNotFoundException" if name == "fleet:prod" else "InvalidRequestException"
    assert through_the_page("iot", "DescribeSecurityProfile", securityProfileName=name) == expected


def test_signature_for_another_region_is_refused(through_the_page):
    code = through_the_page("iot", "ListSecurityProfiles", "us-east-1", sent_to_region="eu-west-1")
    assert code == "InvalidSignatureException"


def test_signature_for_the_page_itself_is_refused(clients):
    client = clients.client("iot", "us-east-1", f"{clients.server.page}/aws/iot/us-east-1")
    assert code_of(error_of(client, "ListSecurityProfiles")) == "InvalidSignatureException"


def test_request_without_signature_is_refused(server):
    answer = server.request("GET", f"{server.page}/aws/iot/us-east-1/security-profiles")
    assert answer.status == 403
    assert answer.headers["x-amzn-errortype"].startswith("MissingAuthenticationTokenException")


def test_unknown_service_is_not_the_page(server):
    answer = server.request("GET", f"{server.page}/aws/no-such-service/us-east-1/")
    assert answer.status in {403, 404}
    assert b"<!doctype html>" not in answer.body.lower()
