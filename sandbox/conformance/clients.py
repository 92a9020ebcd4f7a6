"""boto3 clients for one sandbox server.

Clients are slow to make, so they last for the whole run; each test only changes their credentials.
botocore's validation is off, as the server's is what is under test, and nothing is retried.
"""

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

import boto3
from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from botocore.handlers import generate_idempotent_uuid

from login import App
from server import TIMEOUT_SECONDS, Server

REGION = "us-east-1"

STRICT_SERVER_CONFIG = Config(
    parameter_validation=False,
    retries={"total_max_attempts": 1},
    read_timeout=TIMEOUT_SECONDS,
    connect_timeout=TIMEOUT_SECONDS,
)


class Clients:
    """The services of one server, as a user of its user pool sees them."""

    def __init__(self, server: Server):
        self.server = server
        # Placeholders until `sign_in`; without any, botocore would look for the developer's own.
        self._session = boto3.Session("placeholder", "placeholder", "placeholder", REGION)

    @functools.cache
    def client(self, service: str, region: str = REGION, endpoint_url: str | None = None) -> BaseClient:
        """A client for the server's AWS origin, or for `endpoint_url`."""
        unsigned = service.startswith("cognito-")
        config = STRICT_SERVER_CONFIG
        if unsigned:
            config = config.merge(Config(signature_version=UNSIGNED))
        client = self._session.client(
            service, region, endpoint_url=endpoint_url or self.server.aws, config=config
        )
        # Would fill in a missing clientRequestToken.
        client.meta.events.unregister("before-parameter-build", generate_idempotent_uuid)
        return client

    def call(self, operation: str, **params) -> dict:
        """Calls an operation by its AWS name and returns the parsed answer."""
        return call(self.client(service_of(operation)), operation, **params)

    def pages(self, operation: str, **params) -> Iterator[dict]:
        """Follows nextToken to the end."""
        page = self.call(operation, **params)
        yield page
        while token := page.get("nextToken"):
            page = self.call(operation, **params, nextToken=token)
            yield page

    def all(self, operation: str, **params) -> list:
        """The items of all pages."""
        return [item for page in self.pages(operation, **params) for item in page[ITEMS[operation]]]

    def identity_pool(self) -> str:
        return self.server.config()["auth"]["identity_pool_id"]

    @functools.cached_property
    def app(self) -> App:
        """The app that signs users in."""
        return App(self.server)

    def guest(self) -> dict:
        """Temporary credentials of a new guest, as Cognito gives them."""
        return self._credentials({})

    def sign_in(self, user: str = "responder") -> None:
        """All clients go on as a user; without a name, as the one who may do everything."""
        given = self._credentials(self.app.logins(self.app.tokens(user)["id_token"]))
        self.use(given["AccessKeyId"], given["SecretKey"], given["SessionToken"])

    def _credentials(self, logins: dict[str, str]) -> dict:
        cognito = self.client("cognito-identity")
        identity = cognito.get_id(IdentityPoolId=self.identity_pool(), Logins=logins)
        answer = cognito.get_credentials_for_identity(IdentityId=identity["IdentityId"], Logins=logins)
        return answer["Credentials"]

    def use(self, access_key: str, secret_key: str, token: str | None) -> None:
        """All clients go on with these credentials."""
        credentials = self.credentials()
        credentials.access_key = access_key
        credentials.secret_key = secret_key
        credentials.token = token

    def credentials(self) -> Credentials:
        """What all clients sign with."""
        return self._session._session.get_credentials()


OPERATIONS = {
    "cognito-identity": ["GetId", "GetCredentialsForIdentity"],
    "cognito-idp": ["RevokeToken", "GetTokensFromRefreshToken"],
    "iot": [
        "GetBehaviorModelTrainingSummaries",
        "ListSecurityProfiles",
        "DescribeSecurityProfile",
        "ListMitigationActions",
        "DescribeMitigationAction",
        "StartDetectMitigationActionsTask",
        "DescribeDetectMitigationActionsTask",
    ],
    "frauddetector": ["GetDetectorVersion", "GetDetectors", "DescribeDetector", "GetRules"],
    "sts": ["GetCallerIdentity"],
}


# Which member of a paged answer holds its items.
ITEMS = {
    "GetBehaviorModelTrainingSummaries": "summaries",
    "ListSecurityProfiles": "securityProfileIdentifiers",
    "ListMitigationActions": "actionIdentifiers",
    "GetDetectors": "detectors",
    "DescribeDetector": "detectorVersionSummaries",
    "GetRules": "ruleDetails",
}

# Always in the world, whatever its seed and sizes.
PROFILE = "factory-floor-sensors"
DETECTOR = "payment_screening"

EVERY_OPERATION = [name for names in OPERATIONS.values() for name in names]


def service_of(operation: str) -> str:
    return next(service for service, names in OPERATIONS.items() if operation in names)


def call(client: BaseClient, operation: str, **params) -> dict:
    method = next(name for name, wire in client.meta.method_to_api_mapping.items() if wire == operation)
    return getattr(client, method)(**params)


def call_raw(client: BaseClient, operation: str, **params) -> tuple[dict, Any]:
    """The answer as botocore parses it, and the JSON or the members in XML it was made from."""
    bodies: list[bytes] = []

    def keep(response_dict: dict, **_) -> None:
        bodies.append(response_dict["body"])

    client.meta.events.register("before-parse", keep)
    try:
        parsed = call(client, operation, **params)
    finally:
        client.meta.events.unregister("before-parse", keep)
    is_xml = client.meta.service_model.protocol == "query"
    return parsed, members(bodies[0]) if is_xml else json.loads(bodies[0])


def members(xml: bytes) -> dict[str, str]:
    """What stands in the element that an answer in XML has for the operation's own members."""
    result = ElementTree.fromstring(xml)[0]
    return {element.tag.rpartition("}")[2]: element.text for element in result}


def error_of(client: BaseClient, operation: str, **params) -> ClientError | None:
    """The service's error, or none when the call succeeds."""
    try:
        call(client, operation, **params)
    except ClientError as error:
        return error
    return None


def code_of(error: ClientError | None) -> str | None:
    return error and error.response["Error"]["Code"]


@contextmanager
def changed_after_signing(client: BaseClient, change: Callable[[AWSPreparedRequest], None]) -> Iterator[None]:
    """While this lasts, `change` is done to each request between signing and sending."""

    def handler(request: AWSPreparedRequest, **_) -> None:
        change(request)

    client.meta.events.register_first("before-send", handler)
    try:
        yield
    finally:
        client.meta.events.unregister("before-send", handler)
