"""`pennydrop up` in places of its own: the demonstration as a stranger gets it on the first day."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

WAIT_SECONDS = 180
SIGN_IN = re.compile(r"^  ([a-z-]+) +([a-z]{6}-[a-z]{6}-[a-z]{6}) ", re.M)
WEATHER = b"""<!doctype html><html lang=en><link rel=icon href="data:,"><title>Weather</title>
<h1>Rain later</h1></html>"""
CODE = re.compile(r"^  (P\d+) +((?:\d{4} ?){4})", re.M)


class NotServed(Exception):
    """The demonstration did not come up; the message carries what it printed."""


@dataclass(frozen=True)
class House:
    """A served demonstration: where it is and leads those who leave, who signs in with what, which
    codes open what."""

    address: str
    elsewhere: str
    passwords: dict[str, str]
    codes: dict[str, str]
    folder: Path


@contextmanager
def served_demo(folder: Path) -> Iterator[House]:
    """The demonstration, loaded and served on a free port, on the database of DATABASE_URL."""
    with ExitStack() as stack:
        elsewhere = stack.enter_context(_somebody_else())
        env = {**os.environ, **_places(folder), **stack.enter_context(_databases())}
        env["PENNYDROP_LEAVE_URL"] = elsewhere
        env.pop("DJANGO_SETTINGS_MODULE", None)  # the product's own, not the tests'
        port = _free_port()
        printed = folder / "printed.txt"
        with printed.open("w") as out:
            command = [sys.executable, "-m", "pennydrop.web.cli", "up", "--port", str(port)]
            process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield _when_served(process, f"http://127.0.0.1:{port}", elsewhere, folder)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _places(folder: Path) -> dict[str, str]:
    return {f"PENNYDROP_{name.upper()}": str(folder / name) for name in ("home", "keys", "scratch")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Weather(BaseHTTPRequestHandler):
    """A page of somebody else, for whoever leaves in a hurry."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(WEATHER)

    def log_message(self, *args: object) -> None:
        """Say nothing among the tests."""


@contextmanager
def _somebody_else() -> Iterator[str]:
    """The address of another server on this machine: nothing of the tests goes further."""
    server = HTTPServer(("127.0.0.1", 0), _Weather)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/weather"
    server.shutdown()
    server.server_close()


def _when_served(
    process: subprocess.Popen[bytes], address: str, elsewhere: str, folder: Path
) -> House:
    """Wait until the sign-ins are printed, which is after the first page has answered."""
    printed = folder / "printed.txt"
    end = time.monotonic() + WAIT_SECONDS
    while "Stop with Ctrl+C" not in printed.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise NotServed(printed.read_text())
        time.sleep(0.2)
    said = printed.read_text()
    codes = {name: code.strip() for name, code in CODE.findall(said)}
    house = House(address, elsewhere, dict(SIGN_IN.findall(said)), codes, folder)
    with urlopen(f"{house.address}/help/", timeout=10):
        return house


@contextmanager
def _databases() -> Iterator[dict[str, str]]:
    """Two databases for this demonstration alone where DATABASE_URL is set; else SQLite files."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield {"DATABASE_URL": "", "PENNYDROP_KEYS_URL": ""}
        return
    name = f"journey_{secrets.token_hex(4)}"
    names = {"DATABASE_URL": name, "PENNYDROP_KEYS_URL": f"{name}_keys"}
    with psycopg.connect(server, autocommit=True) as connection:
        for made in names.values():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made)))
        try:
            yield {key: urlsplit(server)._replace(path=f"/{db}").geturl()
                   for key, db in names.items()}  # fmt: skip
        finally:
            for made in names.values():
                gone = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(made))
                connection.execute(gone)
