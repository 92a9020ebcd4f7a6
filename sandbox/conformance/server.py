"""The sandbox server under test: starts the binary, drives its control endpoints, sends raw HTTP.

Knows nothing of AWS; see clients.py for that.
"""

import http.client
import json
import os
import subprocess
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 10


@dataclass(frozen=True)
class Answer:
    """What came back: header names in lower case, a repeated header's values joined by a comma."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Server:
    """A running sandbox. `page` and `aws` are origins without a slash at the end; there may be no `aws`."""

    def __init__(self, dist: os.PathLike, *options: str):
        binary = os.environ["SANDBOX_BIN"]
        command = [binary, "--port", "0", "--aws-port", "0", "--dist", str(dist), *options]
        # Its log goes to pytest's captured stderr: a pipe that nobody reads would fill up.
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the sandbox ended with {self._process.wait()}; its log says why")
        addresses = json.loads(line)
        self.page = addresses["page"].rstrip("/")
        self.aws = addresses["aws"] and addresses["aws"].rstrip("/")

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=TIMEOUT_SECONDS)

    def request(
        self, method: str, url: str, headers: dict[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One exchange on its own connection. The URL goes out as it is written."""
        parts = urlsplit(url)
        target = url.removeprefix(f"{parts.scheme}://{parts.netloc}") or "/"
        connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            response = connection.getresponse()
            joined: dict[str, str] = {}
            for name, value in response.getheaders():
                name = name.lower()
                joined[name] = f"{joined[name]}, {value}" if name in joined else value
            return Answer(response.status, joined, response.read())
        finally:
            connection.close()

    def control(self, method: str, path: str, body: Any = None) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"content-type": "application/json"}
        return self.request(method, f"{self.aws}/_sandbox/{path}", headers, data)

    def reset(self) -> None:
        assert self.control("POST", "reset").status == 204

    def fault(self, operation: str, fault: str, **details: int) -> None:
        body = {"operation": operation, "fault": fault} | details
        assert self.control("POST", "faults", body).status == 204

    def move_clock(self, seconds: int) -> None:
        """Sets the server's clock that far from real time."""
        assert self.control("POST", "clock", {"offsetSeconds": seconds}).status == 204

    def log(self) -> list[dict]:
        """The requests since the last reset, oldest first."""
        return self.control("GET", "requests").json()

    def config(self) -> dict:
        """The config.json that the console would read."""
        return self.request("GET", f"{self.page}/config.json").json()
