"""Managed login with plain HTTP: an app, and the browser in which somebody signs in to it."""

import base64
import hashlib
import json
import secrets
from urllib.parse import parse_qs, urlencode, urlsplit

from server import Answer, Server

# As the login page shows them.
PASSWORDS = {"viewer": "Viewer-Password-1", "responder": "Responder-Password-1"}


class App:
    """The app client that config.json names."""

    def __init__(self, server: Server):
        auth = server.config()["auth"]
        self._server = server
        self.client_id = auth["user_pool_client_id"]
        self.provider = f"cognito-idp.{auth['aws_region']}.amazonaws.com/{auth['user_pool_id']}"
        self.domain = auth["oauth"]["domain"]
        self.scopes = auth["oauth"]["scopes"]
        (self.redirect_uri,) = auth["oauth"]["redirect_sign_in_uri"]
        (self.logout_uri,) = auth["oauth"]["redirect_sign_out_uri"]
        self.verifier = secrets.token_urlsafe(32)

    def request(self, **changes: str) -> str:
        """The query that asks for a code."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": " ".join(self.scopes),
            "state": "state-1",
            "nonce": "nonce-1",
            "code_challenge_method": "S256",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        }
        return urlencode(asked | changes)

    def navigate(self, path: str, cookie: str = "") -> Answer:
        return self._server.request("GET", self.domain + path, {"cookie": cookie})

    def log_in(self, user: str, password: str) -> Answer:
        """Sends the form of the login page."""
        return self._post(f"/login?{self.request()}", username=user, password=password)

    def code(self, user: str) -> str:
        return self.sent_back(self.log_in(user, PASSWORDS[user]))["code"]

    def sent_back(self, answer: Answer) -> dict[str, str]:
        """The parameters with which a browser is sent back to the app."""
        assert answer.status == 302
        location = answer.headers["location"]
        assert location.startswith(self.redirect_uri + "?"), location
        return {name: value for name, (value,) in parse_qs(urlsplit(location).query).items()}

    def token(self, **form: str) -> Answer:
        return self._post("/oauth2/token", **{"client_id": self.client_id} | form)

    def revoke(self, **form: str) -> Answer:
        return self._post("/oauth2/revoke", **{"client_id": self.client_id} | form)

    def exchange(self, code: str, **changes: str) -> Answer:
        form = {"code": code, "redirect_uri": self.redirect_uri, "code_verifier": self.verifier}
        return self.token(grant_type="authorization_code", **form | changes)

    def refresh(self, refresh_token: str) -> Answer:
        return self.token(grant_type="refresh_token", refresh_token=refresh_token)

    def tokens(self, user: str) -> dict:
        """The tokens of somebody who signs in."""
        answer = self.exchange(self.code(user))
        assert answer.status == 200, answer.body
        return answer.json()

    def logins(self, id_token: str) -> dict[str, str]:
        """What an identity pool wants to see."""
        return {self.provider: id_token}

    def _post(self, path: str, **form: str) -> Answer:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return self._server.request("POST", self.domain + path, headers, urlencode(form).encode())


def claims(token: str) -> dict:
    """What a JSON Web Token says."""
    _, body, _ = token.split(".")
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
