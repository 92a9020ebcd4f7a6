"""Fixtures: one server for the run, as good as new for each test, and a signed-in user."""

import datetime
import os
import pathlib

import botocore.auth
import pytest

from clients import Clients
from server import Server

# Names and sizes like those of a release build: a hash in each name, large enough to compress.
DIST = {
    "index.html": b"<!doctype html><title>Detect Console</title>" + b"<p>page</p>" * 400,
    "detect-console-0a1b2c3d4e5f6071.js": b"export const answer = 42;\n" * 400,
    "detect-console-0a1b2c3d4e5f6071_bg.wasm": b"\0asm\1\0\0\0" + bytes(4096),
    "tokens-0a1b2c3d4e5f6071.css": b":root { color: black }\n" * 400,
}


def pytest_sessionstart() -> None:
    if not os.access(os.environ.get("SANDBOX_BIN", ""), os.X_OK):
        pytest.exit("set SANDBOX_BIN to the built detect-console-sandbox", returncode=2)
    if not os.path.isfile(os.environ.get("COPY_AS", "")):
        pytest.exit("set COPY_AS to the file that `emit` in tests/commands.rs wrote", returncode=2)


@pytest.fixture(scope="session")
def dist(tmp_path_factory) -> pathlib.Path:
    """A tiny build of the console, with a file beside it that must never be served."""
    folder = tmp_path_factory.mktemp("site") / "dist"
    folder.mkdir()
    (folder.parent / "secret.txt").write_bytes(b"not for you")
    for name, content in DIST.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def start_server(dist):
    """Starts servers with the given options; all end with the run."""
    running = []

    def start(*options: str) -> Server:
        running.append(Server(dist, *options))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def shared_server(start_server) -> Server:
    return start_server()


@pytest.fixture(scope="session")
def shared_clients(shared_server) -> Clients:
    return Clients(shared_server)


@pytest.fixture(autouse=True)
def server(shared_server) -> Server:
    shared_server.reset()
    return shared_server


@pytest.fixture
def clients(server, shared_clients) -> Clients:
    """Clients signed in, after the reset, as the user who may do everything."""
    shared_clients.sign_in()
    return shared_clients


@pytest.fixture
def iot(clients):
    return clients.client("iot")


@pytest.fixture
def fraud_detector(clients):
    return clients.client("frauddetector")


@pytest.fixture
def cognito(clients):
    return clients.client("cognito-identity")


@pytest.fixture
def sign_at(monkeypatch):
    """Makes botocore sign as if its clock were that many seconds off."""
    real = botocore.auth.get_current_datetime

    def shift(seconds: int) -> None:
        offset = datetime.timedelta(seconds=seconds)
        monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: real() + offset)

    return shift
