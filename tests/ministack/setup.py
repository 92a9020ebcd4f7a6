"""Sets up what a console signs in with, in the MiniStack at the origin given, and prints its names as JSON.

A user pool with a user, an app client for codes with PKCE, and an identity pool with a role that may do a little.
"""

import json
import sys

import boto3
from botocore.config import Config

ORIGIN = sys.argv[1]
REGION = "us-east-1"
REDIRECT_URI = "https://console.example/"
USERNAME, PASSWORD = "viewer", "Correct-horse-1"
# What the role may do. The tests also try what it may not.
ALLOWED = ["iot:CreateThing", "iot:ListThings"]


def client(service: str):
    """A client of MiniStack's root user, whatever the environment says."""
    return boto3.client(
        service,
        endpoint_url=ORIGIN,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20),
    )


def user_pool() -> tuple[str, str]:
    """The user pool and its app client."""
    cognito = client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="console")["UserPool"]["Id"]
    cognito.admin_create_user(UserPoolId=pool, Username=USERNAME, MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username=USERNAME, Password=PASSWORD, Permanent=True)
    app = cognito.create_user_pool_client(
        UserPoolId=pool,
        ClientName="console",
        GenerateSecret=False,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["code"],
        AllowedOAuthScopes=["openid", "email"],
        CallbackURLs=[REDIRECT_URI],
        LogoutURLs=[REDIRECT_URI],
        SupportedIdentityProviders=["COGNITO"],
    )["UserPoolClient"]["ClientId"]
    cognito.create_user_pool_domain(UserPoolId=pool, Domain="console")
    return pool, app


def identity_pool(provider: str, app: str) -> str:
    """The identity pool, for users of the user pool only."""
    identity = client("cognito-identity")
    pool = identity.create_identity_pool(
        IdentityPoolName="console",
        AllowUnauthenticatedIdentities=False,
        CognitoIdentityProviders=[{"ProviderName": provider, "ClientId": app, "ServerSideTokenCheck": False}],
    )["IdentityPoolId"]
    identity.set_identity_pool_roles(IdentityPoolId=pool, Roles={"authenticated": role(pool)})
    return pool


def role(pool: str) -> str:
    """The role of whoever has signed in."""
    iam = client("iam")
    trust = {
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": pool},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
        },
    }
    arn = iam.create_role(RoleName="console", AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
    allowed = policy({"Effect": "Allow", "Action": ALLOWED, "Resource": "*"})
    iam.put_role_policy(RoleName="console", PolicyName="console", PolicyDocument=allowed)
    return arn


def policy(statement: dict) -> str:
    """A policy of one statement."""
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def main() -> None:
    """Sets all up."""
    pool, app = user_pool()
    identities = identity_pool(f"cognito-idp.{REGION}.amazonaws.com/{pool}", app)
    print(
        json.dumps(
            {
                "origin": ORIGIN,
                "region": REGION,
                "user_pool_id": pool,
                "client_id": app,
                "identity_pool_id": identities,
                "redirect_uri": REDIRECT_URI,
                "username": USERNAME,
                "password": PASSWORD,
            }
        )
    )


if __name__ == "__main__":
    main()
