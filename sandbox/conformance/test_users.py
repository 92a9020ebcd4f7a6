"""Users of the user pool, as boto3 meets them: their tokens, their identities, and what they may do."""

import pytest
from botocore.exceptions import ClientError

from clients import OPERATIONS, PROFILE, call, code_of, error_of
from inputs import inputs, start_input
from login import claims

HOUR = 3600


@pytest.fixture
def app(clients):
    return clients.app


@pytest.fixture
def revoke(clients, app):
    def revoke(token: str, **changes: str) -> str | None:
        params = {"Token": token, "ClientId": app.client_id} | changes
        return code_of(error_of(clients.client("cognito-idp"), "RevokeToken", **params))

    return revoke


@pytest.fixture
def refresh(clients, app):
    """The new tokens for a refresh token, or why there are none: code and message."""

    def refresh(token: str, **changes: str) -> dict | tuple[str, str]:
        params = {"RefreshToken": token, "ClientId": app.client_id} | changes
        try:
            return clients.call("GetTokensFromRefreshToken", **params)["AuthenticationResult"]
        except ClientError as error:
            return code_of(error), error.response["Error"]["Message"]

    return refresh


@pytest.fixture
def identify(cognito, clients, app):
    """The login of a user, and the identity that goes with it."""

    def identify(user: str) -> tuple[dict, str]:
        logins = app.logins(app.tokens(user)["id_token"])
        answer = cognito.get_id(IdentityPoolId=clients.identity_pool(), Logins=logins)
        return logins, answer["IdentityId"]

    return identify


@pytest.fixture
def refusal(cognito):
    """Why an identity gets no credentials for its logins."""

    def refusal(identity: str, **logins: dict) -> str:
        error = error_of(cognito, "GetCredentialsForIdentity", IdentityId=identity, **logins)
        assert code_of(error) == "NotAuthorizedException"
        return error.response["Error"]["Message"]

    return refusal


def test_refresh_token_rotates(app, refresh):
    first = app.tokens("viewer")
    second = refresh(first["refresh_token"])
    assert (second["TokenType"], second["ExpiresIn"]) == ("Bearer", HOUR)
    assert claims(second["IdToken"])["sub"] == claims(first["id_token"])["sub"]
    assert claims(second["AccessToken"])["token_use"] == "access"
    code, _ = refresh(first["refresh_token"])
    assert code == "RefreshTokenReuseException"
    # The session goes on all the same, at either end.
    assert app.refresh(second["RefreshToken"]).status == 200
    code, _ = refresh(second["RefreshToken"])
    assert code == "RefreshTokenReuseException"


def test_refresh_token_ends_after_eight_hours(server, app, refresh):
    first = app.tokens("viewer")["refresh_token"]
    server.move_clock(8 * HOUR - 60)
    second = refresh(first)["RefreshToken"]
    server.move_clock(8 * HOUR + 60)
    assert refresh(second) == ("NotAuthorizedException", "Refresh Token has expired")


def test_unknown_refresh_token_and_client(app, refresh):
    token = app.tokens("viewer")["refresh_token"]
    assert refresh("unknown") == ("NotAuthorizedException", "Invalid Refresh Token.")
    code, _ = refresh(token, ClientId="another")
    assert code == "ResourceNotFoundException"


@pytest.mark.parametrize("sessions", ["NONE", "LINKED"])
def test_revoked_token_cannot_be_exchanged(app, revoke, refresh, sessions):
    token, other = (app.tokens("viewer")["refresh_token"] for _ in range(2))
    assert revoke(token, RevokeAssociatedSessions=sessions) is None
    assert refresh(token) == ("NotAuthorizedException", "Refresh Token has been revoked")
    assert app.refresh(token).json() == {"error": "invalid_grant"}
    assert refresh(other)["IdToken"]


def test_only_refresh_tokens_can_be_revoked(app, revoke):
    tokens = app.tokens("viewer")
    assert revoke(tokens["id_token"]) == "UnsupportedTokenTypeException"
    assert revoke(tokens["access_token"]) == "UnsupportedTokenTypeException"
    assert revoke(tokens["refresh_token"], ClientId="another") == "UnauthorizedException"
    assert revoke("unknown") is None


def test_user_has_one_identity(identify):
    _, viewer = identify("viewer")
    _, responder = identify("responder")
    assert viewer != responder
    assert identify("viewer")[1] == viewer


def test_identity_of_a_user_needs_its_login(cognito, clients, identify, refusal):
    logins, viewer = identify("viewer")
    others, _ = identify("responder")
    guest = cognito.get_id(IdentityPoolId=clients.identity_pool())["IdentityId"]
    answer = cognito.get_credentials_for_identity(IdentityId=viewer, Logins=logins)
    assert answer["IdentityId"] == viewer
    assert refusal(viewer) == f"Access to Identity '{viewer}' is forbidden."
    assert refusal(viewer, Logins=others).startswith("Logins don't match.")
    assert refusal(guest, Logins=logins).startswith("Logins don't match.")


def test_login_ends_with_its_token(server, identify, refusal):
    logins, viewer = identify("viewer")
    server.move_clock(HOUR + 60)
    assert refusal(viewer, Logins=logins).startswith("Invalid login token. Token expired: ")


def test_only_an_id_token_of_the_pool_is_a_login(app, identify, refusal):
    _, viewer = identify("viewer")
    tokens = app.tokens("viewer")
    head, body, signature = tokens["id_token"].split(".")
    forged = f"{head}.{body}.{signature[::-1]}"
    cases = [
        (app.logins(tokens["access_token"]), "Invalid login token. Missing a required claim: aud"),
        (app.logins(forged), "Invalid login token. Couldn't verify signed token."),
        (app.logins("a.b.c"), "Invalid login token. Not a valid OpenId Connect identity token."),
        (
            {"accounts.example.com": tokens["id_token"]},
            "Token is not from a supported provider of this identity pool.",
        ),
    ]
    for logins, message in cases:
        assert refusal(viewer, Logins=logins) == message


def test_viewer_may_not_start_mitigation(server, clients, iot):
    request = start_input(clients)
    clients.sign_in("viewer")
    assert iot.describe_security_profile(securityProfileName=PROFILE)
    error = error_of(iot, "StartDetectMitigationActionsTask", **request)
    assert code_of(error) == "AccessDeniedException"
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    message = error.response["Error"]["Message"]
    assert "assumed-role/DetectConsoleViewer/CognitoIdentityCredentials is not authorized" in message
    assert "perform: iot:StartDetectMitigationActionsTask on resource: arn:aws:iot:us-east-1:" in message
    clients.sign_in("responder")
    assert call(iot, "StartDetectMitigationActionsTask", **request)["taskId"] == request["taskId"]


@pytest.mark.parametrize("operation", OPERATIONS["frauddetector"])
def test_guest_has_no_part_in_fraud_detector(clients, iot, fraud_detector, operation):
    params = next(inputs(clients, operation))
    guest = clients.guest()
    clients.use(guest["AccessKeyId"], guest["SecretKey"], guest["SessionToken"])
    assert iot.describe_security_profile(securityProfileName=PROFILE)
    error = error_of(fraud_detector, operation, **params)
    assert code_of(error) == "AccessDeniedException"
    message = error.response["Error"]["Message"]
    assert "assumed-role/DetectConsoleGuest/CognitoIdentityCredentials is not authorized" in message
    assert message.endswith(f"because no session policy allows the frauddetector:{operation} action")


def test_pool_without_guests_refuses_them(start_server, clients):
    cognito = clients.client("cognito-identity", endpoint_url=start_server("--sign-in", "login").aws)
    error = error_of(cognito, "GetId", IdentityPoolId=clients.identity_pool())
    assert code_of(error) == "NotAuthorizedException"
    assert "Unauthenticated access is not supported" in error.response["Error"]["Message"]
