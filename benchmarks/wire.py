"""The same small HTTP client for both sides: one kept connection, cookies, and the time taken."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode


class Refused(Exception):
    """A server answered other than expected; the message holds the beginning of its answer."""


@dataclass(frozen=True)
class Answer:
    """`seconds`: from before the request is sent until its whole body is read."""

    status: int
    body: bytes
    location: str
    seconds: float


class Client:
    """Asks one server on this machine over one connection, which stays open between requests."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}

    def get(self, path: str, expect: int = 200) -> Answer:
        return self.ask("GET", path, expect=expect)

    def post_form(
        self, path: str, fields: Mapping[str, str | list[str]], expect: int = 302
    ) -> Answer:
        body = urlencode(fields, doseq=True).encode()
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, body=body, kind=kind, expect=expect)

    def ask(
        self, method: str, path: str, *, body: bytes = b"", kind: str = "", expect: int
    ) -> Answer:
        """One request. Raises Refused for another status than `expect`."""
        headers = dict(self.headers)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        began = time.perf_counter()
        self._connection.request(method, path, body=body or None, headers=headers)
        response = self._connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        if response.status != expect:
            raise Refused(f"{method} {path}: {response.status}, {content[:300]!r}")
        location = response.headers.get("Location", "")
        return Answer(response.status, content, location, seconds)

    def close(self) -> None:
        self._connection.close()


def multipart(
    fields: dict[str, str], file: tuple[str, str, bytes], *, field: str = "file"
) -> tuple[bytes, str]:
    """A form with one file (name, type, content) as a body and its content type."""
    edge = "benchmark-7f3a91"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    name, kind, content = file
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n"
    )
    body = b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()])
    return body, f"multipart/form-data; boundary={edge}"
