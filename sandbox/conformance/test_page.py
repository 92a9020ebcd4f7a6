"""The page's port: files, fallback, strict headers, compression, and the configuration."""

import gzip
import json
from urllib.parse import urlsplit

import pytest

from conftest import DIST

SCRIPT = "/detect-console-0a1b2c3d4e5f6071.js"
MODULE = "/detect-console-0a1b2c3d4e5f6071_bg.wasm"
STYLE = "/tokens-0a1b2c3d4e5f6071.css"


@pytest.fixture
def get(server):
    def get(path: str, **headers: str):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return server.request("GET", server.page + path, named)

    return get


def directives(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


@pytest.mark.parametrize(
    ("path", "name", "content_type"),
    [
        ("/", "index.html", "text/html"),
        ("/index.html", "index.html", "text/html"),
        (SCRIPT, SCRIPT[1:], "text/javascript"),
        (MODULE, MODULE[1:], "application/wasm"),
        (STYLE, STYLE[1:], "text/css"),
    ],
)
def test_file_is_served_with_its_type(get, path, name, content_type):
    answer = get(path)
    assert answer.status == 200
    assert answer.body == DIST[name]
    assert answer.headers["content-type"].split(";")[0] == content_type


@pytest.mark.parametrize(
    "path",
    [
        "/training",
        "/training?region=eu-west-1&sort=status",
        "/mitigation/new",
        "/tasks/task-1",
        "/detectors/payment_screening/versions/1",
        "/no/such/page/",
    ],
)
def test_route_of_the_console_is_the_page(get, path):
    answer = get(path)
    assert answer.status == 200
    assert answer.body == DIST["index.html"]


@pytest.mark.parametrize("path", ["/no-such-file.js", "/assets/missing.wasm", "/favicon.ico", "/.env"])
def test_missing_file_is_not_found(get, path):
    assert get(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/a/../../secret.txt",
        "//secret.txt",
        "/..\\secret.txt",
    ],
)
def test_nothing_outside_the_folder_is_served(get, path):
    answer = get(path)
    assert answer.status >= 400
    assert b"not for you" not in answer.body


@pytest.mark.parametrize("path", ["/", "/training", SCRIPT, MODULE, STYLE, "/config.json", "/missing.js"])
def test_every_answer_has_the_strict_headers(server, get, path):
    headers = get(path).headers
    assert directives(headers["content-security-policy"]) == {
        "default-src": {"'none'"},
        "script-src": {"'self'", "'wasm-unsafe-eval'"},
        "style-src": {"'self'"},
        "img-src": {"'self'", "data:"},
        "connect-src": {"'self'", server.aws},
        "base-uri": {"'none'"},
        "form-action": {"'none'"},
        "frame-ancestors": {"'none'"},
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["permissions-policy"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", {"no-cache"}),
        ("/training", {"no-cache"}),
        ("/config.json", {"no-cache"}),
        (SCRIPT, {"immutable"}),
        (MODULE, {"immutable"}),
        (STYLE, {"immutable"}),
    ],
)
def test_only_hashed_files_are_kept(get, path, expected):
    kept = {word.strip() for word in get(path).headers["cache-control"].split(",")}
    assert expected <= kept
    assert ("immutable" in kept) == (expected == {"immutable"})


def test_missing_file_is_not_kept_whatever_its_name(get):
    assert "immutable" not in get("/detect-console-ffffffffffffffff.js").headers["cache-control"]


@pytest.mark.parametrize("path", ["/", SCRIPT, MODULE, STYLE])
def test_text_and_module_are_compressed_as_the_browser_asks(get, path):
    plain = get(path).body
    zipped = get(path, accept_encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain
    brotli = get(path, accept_encoding="gzip, deflate, br")
    assert brotli.headers["content-encoding"] == "br"
    assert len(brotli.body) < len(plain)
    assert "accept-encoding" in brotli.headers["vary"].lower()


def test_config_lets_everybody_in_and_points_to_the_sandbox(server, get):
    answer = get("/config.json")
    assert answer.headers["content-type"].split(";")[0] == "application/json"
    config = answer.json()
    assert config["auth"]["aws_region"] == "us-east-1"
    assert config["auth"]["identity_pool_id"].startswith("us-east-1:")
    assert config["auth"]["unauthenticated_identities_enabled"] is True
    assert config["auth"]["user_pool_id"] == "us-east-1_Sandbox01"
    assert config["auth"]["user_pool_client_id"]
    assert config["auth"]["oauth"] == {
        "domain": server.aws,
        "redirect_sign_in_uri": [server.page + "/"],
        "redirect_sign_out_uri": [server.page + "/"],
        "response_type": "code",
        "scopes": ["openid", "email"],
    }
    assert config["regions"] == ["us-east-1", "eu-west-1"]
    services = ["iot", "frauddetector", "cognito-identity", "cognito-idp", "sts"]
    assert config["endpoints"] == dict.fromkeys(services, server.aws)


@pytest.mark.parametrize(
    ("way", "guests", "users"), [("guest", True, False), ("login", False, True), ("both", True, True)]
)
def test_config_offers_the_ways_to_sign_in_that_are_asked_for(start_server, way, guests, users):
    auth = start_server("--sign-in", way).config()["auth"]
    assert auth["unauthenticated_identities_enabled"] is guests
    assert {name in auth for name in ("user_pool_id", "user_pool_client_id", "oauth")} == {users}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_page_may_be_signed_in_to_by_either_name(clients, host):
    uri = clients.app.redirect_uri.replace("127.0.0.1", host)
    answer = clients.app.navigate(f"/oauth2/authorize?{clients.app.request(redirect_uri=uri)}")
    assert answer.headers["location"].startswith("/login?")


def test_other_methods_are_refused(server):
    assert server.request("POST", server.page + "/training", body=b"x").status == 405


def test_servers_listen_on_loopback(server):
    for origin in (server.page, server.aws):
        assert urlsplit(origin).hostname == "127.0.0.1"


def test_other_config_is_served_and_its_hosts_may_be_called(start_server, tmp_path):
    config = {
        "auth": {
            "aws_region": "eu-west-1",
            "identity_pool_id": "eu-west-1:00000000-0000-0000-0000-000000000000",
            "unauthenticated_identities_enabled": True,
        },
        "regions": ["us-west-2"],
        "endpoints": {
            "frauddetector": {
                "url": "https://proxy.example.com/fd",
                "signing_host": "frauddetector.{region}.amazonaws.com",
            }
        },
    }
    file = tmp_path / "config.json"
    file.write_text(json.dumps(config))
    server = start_server("--config", str(file))
    assert server.config() == config
    assert server.aws is None, "a real account takes its place"
    assert server.request("POST", server.page + "/aws/iot/us-west-2/x", body=b"x").status == 405
    policy = server.request("GET", server.page + "/").headers["content-security-policy"]
    assert {
        "'self'",
        "https://cognito-identity.eu-west-1.amazonaws.com",
        "https://iot.us-west-2.amazonaws.com",
        "https://proxy.example.com",
    } <= directives(policy)["connect-src"]
