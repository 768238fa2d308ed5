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
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

WAIT_SECONDS = 180
SIGN_IN = re.compile(r"^  ([a-z-]+) +([a-z]{6}-[a-z]{6}-[a-z]{6}) ", re.M)
CODE = re.compile(r"^  (P\d+) +((?:\d{4} ?){4})", re.M)


class NotServed(Exception):
    """The demonstration did not come up; the message carries what it printed."""


@dataclass(frozen=True)
class House:
    """A served demonstration: where it is, who signs in with what, which codes open what."""

    address: str
    passwords: dict[str, str]
    codes: dict[str, str]
    folder: Path

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc


@contextmanager
def served_demo(folder: Path) -> Iterator[House]:
    """The demonstration, loaded and served on a free port, on the database of DATABASE_URL."""
    with ExitStack() as stack:
        env = {**os.environ, **_places(folder), **stack.enter_context(_databases())}
        env.pop("DJANGO_SETTINGS_MODULE", None)  # the product's own, not the tests'
        port = _free_port()
        printed = folder / "printed.txt"
        with printed.open("w") as out:
            command = [sys.executable, "-m", "pennydrop.web.cli", "up", "--port", str(port)]
            process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield _when_served(process, printed, port, folder)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _places(folder: Path) -> dict[str, str]:
    return {f"PENNYDROP_{name.upper()}": str(folder / name) for name in ("home", "keys", "scratch")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _when_served(process: subprocess.Popen[bytes], printed: Path, port: int, folder: Path) -> House:
    """Wait until the sign-ins are printed, which is after the first page has answered."""
    end = time.monotonic() + WAIT_SECONDS
    while "Stop with Ctrl+C" not in printed.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise NotServed(printed.read_text())
        time.sleep(0.2)
    said = printed.read_text()
    codes = {name: code.strip() for name, code in CODE.findall(said)}
    house = House(f"http://127.0.0.1:{port}", dict(SIGN_IN.findall(said)), codes, folder)
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
