"""Managed login: its page, its redirects, the session of the browser, and the token endpoint."""

import re
from html.parser import HTMLParser

import pytest

from login import PASSWORDS, claims

MINUTE = 60
HOUR = 60 * MINUTE


@pytest.fixture
def app(clients):
    return clients.app


class Page(HTMLParser):
    """The elements of a page, each with its attributes and the text in it."""

    def __init__(self, body: bytes):
        super().__init__()
        self.elements: list[tuple[str, dict, list[str]]] = []
        self._open: list[list[str]] = []
        self.feed(body.decode())

    def handle_starttag(self, tag, attributes):
        texts: list[str] = []
        self.elements.append((tag, dict(attributes), texts))
        if tag not in {"meta", "input"}:
            self._open.append(texts)

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        for texts in self._open:
            texts.append(data)

    def of(self, tag: str, **attributes: str) -> list[tuple[dict, str]]:
        """Those elements of that kind that have all these attributes."""
        return [
            (found, " ".join("".join(texts).split()))
            for name, found, texts in self.elements
            if name == tag and attributes.items() <= found.items()
        ]


def cookie_of(answer) -> str:
    return answer.headers["set-cookie"].split(";")[0]


def test_login_page_is_labelled_and_shows_its_users(app):
    asked = app.navigate(f"/oauth2/authorize?{app.request()}")
    assert asked.status == 302
    answer = app.navigate(asked.headers["location"])
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(answer.body)
    assert page.of("html", lang="en")
    assert page.of("title")[0][1]
    for name, label in (("username", "Username"), ("password", "Password")):
        ((field, _),) = page.of("input", name=name)
        assert [text for _, text in page.of("label", **{"for": field["id"]})] == [label]
    assert [text for _, text in page.of("button")] == ["Sign in"]
    assert not page.of("p", role="alert")
    for user, password in PASSWORDS.items():
        assert any(user in row and password in row for _, row in page.of("tr"))


def test_cancel_leads_back_to_the_app(app):
    page = Page(app.navigate(f"/login?{app.request()}").body)
    ((link, text),) = page.of("a")
    assert text == "Cancel"
    assert link["href"].startswith(app.redirect_uri)
    assert "error=access_denied" in link["href"] and "state=state-1" in link["href"]


def test_wrong_password_is_told(app):
    answer = app.log_in("viewer", PASSWORDS["responder"])
    assert answer.status == 200
    assert "set-cookie" not in answer.headers
    assert [text for _, text in Page(answer.body).of("p", role="alert")] == ["Incorrect username or password."]


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "another"},
        {"redirect_uri": "https://evil.example.com/"},
        {"redirect_uri": ""},
        {"client_id": "another", "redirect_uri": "https://evil.example.com/"},
    ],
)
def test_unknown_app_is_not_sent_anywhere(app, changes):
    answer = app.navigate(f"/oauth2/authorize?{app.request(**changes)}")
    assert answer.status == 400
    assert "location" not in answer.headers
    assert Page(answer.body).of("h1")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": ""}, "invalid_request"),
        ({"response_type": "token"}, "unauthorized_client"),
        ({"scope": "email"}, "invalid_scope"),
        ({"scope": "openid phone"}, "invalid_scope"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
    ],
)
def test_app_is_told_what_is_wrong_with_its_request(app, changes, error):
    told = app.sent_back(app.navigate(f"/oauth2/authorize?{app.request(**changes)}"))
    assert (told["error"], told["state"]) == (error, "state-1")
    assert told["error_description"]
    assert "code" not in told


def test_session_saves_the_password_until_logout(app):
    first = app.log_in("viewer", PASSWORDS["viewer"])
    attributes = {part.strip() for part in first.headers["set-cookie"].split(";")[1:]}
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= attributes
    cookie = cookie_of(first)
    second = app.navigate(f"/oauth2/authorize?{app.request()}", cookie)
    assert app.sent_back(second)["code"] != app.sent_back(first)["code"]

    again = app.navigate(f"/oauth2/authorize?{app.request(prompt='login')}", cookie)
    assert again.headers["location"].startswith("/login?")

    logout = app.navigate(f"/logout?client_id={app.client_id}&logout_uri={app.logout_uri}", cookie)
    assert (logout.status, logout.headers["location"]) == (302, app.logout_uri)
    assert cookie_of(logout) == "cognito="
    after = app.navigate(f"/oauth2/authorize?{app.request()}", cookie)
    assert after.headers["location"].startswith("/login?")


def test_logout_to_an_unknown_address_is_refused(app):
    answer = app.navigate(f"/logout?client_id={app.client_id}&logout_uri=https://evil.example.com/")
    assert answer.status == 400
    assert "location" not in answer.headers


def test_session_of_the_browser_ends_after_an_hour(server, app):
    cookie = cookie_of(app.log_in("viewer", PASSWORDS["viewer"]))
    for seconds, goes_to in [(HOUR - MINUTE, app.redirect_uri), (HOUR + MINUTE, "/login?")]:
        server.move_clock(seconds)
        answer = app.navigate(f"/oauth2/authorize?{app.request()}", cookie)
        assert answer.headers["location"].startswith(goes_to)


@pytest.mark.parametrize("user", PASSWORDS)
def test_tokens_say_whose_they_are(app, user):
    answer = app.exchange(app.code(user))
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert set(tokens) == {"id_token", "access_token", "refresh_token", "token_type", "expires_in"}
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", HOUR)
    identity, access = claims(tokens["id_token"]), claims(tokens["access_token"])
    for token in (identity, access):
        assert token["iss"] == f"https://{app.provider}"
        assert token["exp"] - token["iat"] == HOUR
        assert token["sub"] == identity["sub"]
        assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", token["jti"])
    assert (identity["token_use"], identity["aud"]) == ("id", app.client_id)
    assert (identity["cognito:username"], identity["email"]) == (user, f"{user}@example.com")
    assert identity["nonce"] == "nonce-1"
    assert (access["token_use"], access["client_id"]) == ("access", app.client_id)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "x" * 43}, "invalid_grant"),
        ({"code_verifier": "x" * 42}, "invalid_request"),
        ({"redirect_uri": "http://127.0.0.1/"}, "invalid_grant"),
        ({"client_id": "another"}, "invalid_client"),
        ({"code": "made-up"}, "invalid_grant"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
    ],
)
def test_code_is_good_for_its_own_request_only(app, changes, error):
    form = {
        "grant_type": "authorization_code",
        "code": app.code("viewer"),
        "redirect_uri": app.redirect_uri,
        "code_verifier": app.verifier,
    }
    answer = app.token(**form | changes)
    assert (answer.status, answer.json()) == (400, {"error": error})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_code_ends_after_five_minutes(server, app):
    codes = [app.code("viewer"), app.code("viewer")]
    for seconds, status in [(4 * MINUTE, 200), (6 * MINUTE, 400)]:
        server.move_clock(seconds)
        assert app.exchange(codes.pop()).status == status


def test_code_used_twice_takes_its_tokens_with_it(app):
    code = app.code("viewer")
    tokens = app.exchange(code).json()
    assert app.exchange(code).json() == {"error": "invalid_grant"}
    assert app.refresh(tokens["refresh_token"]).json() == {"error": "invalid_grant"}


def test_refresh_token_rotates(app):
    first = app.tokens("viewer")
    second = app.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert claims(second["id_token"])["sub"] == claims(first["id_token"])["sub"]
    assert app.refresh(first["refresh_token"]).json() == {"error": "invalid_grant"}
    assert app.refresh(second["refresh_token"]).status == 200


def test_revoked_refresh_token_is_of_no_use(app):
    tokens = app.tokens("viewer")
    assert app.revoke(token=tokens["id_token"]).json() == {"error": "unsupported_token_type"}
    assert app.revoke(token=tokens["refresh_token"], client_id="another").status == 401
    for token in (tokens["refresh_token"], "unknown"):
        answer = app.revoke(token=token)
        assert (answer.status, answer.body) == (200, b"")
    assert app.refresh(tokens["refresh_token"]).json() == {"error": "invalid_grant"}


def test_log_holds_neither_passwords_nor_tokens(server, app):
    tokens = app.tokens("viewer")
    entries = server.log()[-2:]
    assert [entry["path"] for entry in entries] == ["/login", "/oauth2/token"]
    everything = repr(server.log())
    assert PASSWORDS["viewer"] not in everything
    assert tokens["refresh_token"] not in everything
