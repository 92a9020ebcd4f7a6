"""What "Copy as" writes, run by the tools it is for, asks for what the console asks for."""

import ast
import json
import os
import pathlib
import subprocess
import sys
from urllib.parse import parse_qsl

import pytest

from clients import ITEMS

# Written by `emit` in tests/commands.rs.
COPY_AS = json.loads(pathlib.Path(os.environ["COPY_AS"]).read_text())
PATIENCE_SECONDS = 60


@pytest.fixture
def run(server, clients, tmp_path):
    """Runs a text where credentials and endpoint come from the environment, and gives the requests that arrived."""
    credentials = clients.credentials()
    environment = {
        "AWS_ACCESS_KEY_ID": credentials.access_key,
        "AWS_SECRET_ACCESS_KEY": credentials.secret_key,
        "AWS_SESSION_TOKEN": credentials.token,
        "AWS_ENDPOINT_URL": server.aws,
        "AWS_MAX_ATTEMPTS": "1",
        "HOME": str(tmp_path),
        "NO_PROXY": "127.0.0.1",
        # The AWS CLI is installed beside the Python that runs this.
        "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }

    def run(tool: str, text: str) -> list[dict]:
        earlier = len(server.log())
        # The one thing that does not come from the environment.
        text = text.replace("'https://frauddetector.eu-west-1.amazonaws.com/", f"'{server.aws}/")
        text = text.replace("'https://iot.eu-west-1.amazonaws.com/", f"'{server.aws}/")
        command = [sys.executable, "-c", text] if tool == "boto3" else ["bash", "-c", text]
        told = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE_SECONDS
        )
        arrived = server.log()[earlier:]
        assert arrived, told
        return arrived

    return run


def request(entry: dict, *without: str) -> dict:
    """A request as it arrived, or was expected to."""
    body = entry["body"]
    if isinstance(body, str):
        body = json.loads(body)
    if body is not None:
        body = {name: value for name, value in body.items() if name not in without}
    query = sorted(pair for pair in parse_qsl(entry["query"] or "") if pair[0] not in without)
    return {"method": entry["method"], "path": entry["path"], "query": query, "body": body}


@pytest.mark.parametrize("case", COPY_AS["cases"], ids=lambda case: case["operation"])
def test_each_tool_sends_the_request_of_the_console(server, clients, run, case):
    pages = 1
    if case["operation"] in ITEMS:
        members = case["request"]["body"] or dict(parse_qsl(case["request"]["query"]))
        pages = len(list(clients.pages(case["operation"], **members)))
    statuses = set()
    for text in case["texts"]:
        server.reset()
        clients.sign_in()
        arrived = run(text["tool"], text["text"])
        for entry in arrived:
            assert request(entry, "nextToken") == request(case["request"]), text
        assert "nextToken" not in str(arrived[0])
        assert len(arrived) == (pages if text["readsAll"] else 1), text
        # curl does not sign a path with escapes as AWS wants it, up to 7.88 at least. No page offers such a path.
        if text["tool"] != "curl" or "%" not in case["request"]["path"]:
            statuses |= {(entry["region"], entry["status"]) for entry in arrived}
    # None is refused where another is answered, for its signature, say.
    assert len(statuses) == 1, statuses
    assert statuses <= {(COPY_AS["region"], status) for status in (200, 400, 404)}, statuses


def test_python_reads_its_literals_as_they_were_meant():
    for literal in COPY_AS["literals"]:
        (request,) = (
            node.value
            for node in ast.parse(literal["text"]).body
            if isinstance(node, ast.Assign) and node.targets[0].id == "request"
        )
        assert ast.literal_eval(request) == literal["members"]
