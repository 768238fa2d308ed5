"""Pennydrop as `pennydrop serve` runs it, in throw-away places, driven through its own pages."""

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.forms import form_with
from benchmarks.invented import InventedStudy, Passage, one_line
from benchmarks.processes import free_port, memory_of, stop, wait_for
from benchmarks.wire import Answer, Client, multipart

ROOT = Path(__file__).parents[2]
USERNAME, PASSWORD = "benchmark", "a-throw-away-password"
FORM = "application/x-www-form-urlencoded"


def places(folder: Path) -> dict[str, str]:
    """The environment of a Pennydrop whose three places lie in `folder`."""
    ours = {f"PENNYDROP_{name.upper()}": str(folder / name) for name in ("home", "keys", "scratch")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PENNYDROP_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, **ours, "DJANGO_SETTINGS_MODULE": "pennydrop.web.settings"}


class Pennydrop:
    """A served Pennydrop. `made` says where the loader put everything."""

    name = "Pennydrop"

    def __init__(self, folder: Path, study: InventedStudy, made: dict[str, Any]) -> None:
        self._study, self._made = study, made
        self._port = free_port()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pennydrop.web.cli", "serve", "--port", str(self._port)],
            cwd=ROOT, env=places(folder), stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self.client = Client(self._port)
        try:
            wait_for(self._port, self._process, self.name)
        except Exception:
            self.stop()
            raise
        self._room = f"/understand/{made['study']}"

    def sign_in(self, username: str, password: str) -> None:
        page = self.client.get("/accounts/login/").body.decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        token = found[1] if found else ""
        self.client.post_form(
            "/accounts/login/",
            {"login": username, "password": password, "csrfmiddlewaretoken": token},
        )
        self.client.headers["X-CSRFToken"] = self.client.cookies["csrftoken"]

    def add_coding(self, passage: Passage) -> float:
        wish = {
            "code": self._made["codes"][passage.code],
            "start_turn": str(passage.first), "start": str(passage.start),
            "end_turn": str(passage.last), "end": str(passage.end),
        }  # fmt: skip
        path = f"{self._room}/text/{self._made['texts'][passage.interview]}/codings/"
        self.client.headers["Accept"] = "application/json"
        answer = self.client.ask("POST", path, body=urlencode(wish).encode(), kind=FORM, expect=200)
        del self.client.headers["Accept"]
        if not json.loads(answer.body)["coding"]["id"]:
            raise RuntimeError("A coding was answered without its number.")
        return answer.seconds

    def read_theme(self, theme: str) -> list[Answer]:
        path = f"{self._room}/themes/{self._made['themes'][theme]}/passages/?all=1"
        return [self.client.get(path)]

    def quotes_in(self, answers: list[Answer]) -> list[str]:
        found = re.findall(rb'<p class="said-words">(.*?)</p>', answers[0].body, re.S)
        # Printed in quotation marks that are the page's own.
        return [one_line(html.unescape(quote.decode()))[1:-1] for quote in found]

    def export_theme(self, theme: str) -> Answer:
        return self._export({"theme": self._made["themes"][theme]})

    def export_all(self) -> Answer:
        return self._export({})

    def _export(self, wish: dict[str, str]) -> Answer:
        path = f"{self._room}/export/"
        body = urlencode(wish).encode()
        return self.client.ask("POST", path, body=body, kind=FORM, expect=200)

    def rows_of(self, answer: Answer) -> list[tuple[str, str]]:
        rows = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline=""))
        return [(row["code"], one_line(row["words"])) for row in rows]

    def import_table(self, file: Path) -> tuple[float, int]:
        """Bring in a table of conversations through the four pages that a person would use.

        Seconds until everything is there, waiting for background work included, and how many
        sources came in.
        """
        room = f"{self._new_study()}bring-in/"
        began = time.perf_counter()
        body, kind = multipart({}, (file.name, "text/csv", file.read_bytes()), field="files")
        batch = self.client.ask("POST", room, body=body, kind=kind, expect=302).location
        columns = self._until_idle(batch)
        link = re.search(rf'href="({re.escape(batch)}\d+/)"', columns)
        if link is None:
            raise RuntimeError("The page does not ask which column means what.")
        asked = self.client.get(link[1]).body
        self.client.post_form(link[1], form_with(asked, "speaker"))
        self._until_idle(batch)
        self.client.post_form(f"{batch}who/", self._who_is_who(f"{batch}who/"))
        done = re.search(r"(\d+) sources brought in", self._until_idle(batch))
        return time.perf_counter() - began, int(done[1]) if done else 0

    def _new_study(self) -> str:
        form = form_with(self.client.get("/listen/new/").body, "title")
        made = self.client.post_form("/listen/new/", {**form, "title": "Real conversations"})
        return made.location

    def _who_is_who(self, path: str) -> dict[str, str]:
        """The form answered once for every conversation: clients take part, therapists ask."""
        page = self.client.get(path).body
        asked = re.findall(r'<label for="id_(all-\d+)">(\w+)', page.decode())
        parts = {name: "new" if label == "client" else "staff" for name, label in asked}
        words = {"kind": "interview", "fidelity": "word_for_word"}
        return {**form_with(page, "all-0"), **parts, **words}

    def _until_idle(self, batch: str) -> str:
        """The batch's page once no job works on it; asked for ten times a second."""
        while "data-working" in (page := self.client.get(batch).body.decode()):
            time.sleep(0.1)
        return page

    def memory(self) -> dict[str, int]:
        return memory_of(self._process.pid)

    def stop(self) -> None:
        self.client.close()
        stop(self._process)
