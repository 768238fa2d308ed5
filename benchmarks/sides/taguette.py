"""Taguette in an environment of its own, driven as its own pages drive it."""

import csv
import html
import io
import json
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.invented import InventedStudy, Passage, one_line
from benchmarks.peer import environment
from benchmarks.processes import DidNotStart, free_port, memory_of, stop, wait_for
from benchmarks.wire import Answer, Client, multipart


class Taguette:
    """A Taguette server on this machine. `project` is the project its requests are about."""

    name = "Taguette"

    def __init__(self, folder: Path, study: InventedStudy | None = None) -> None:
        self._study = study
        self._port = free_port()
        self._log = tempfile.NamedTemporaryFile("w+b", suffix=".log")
        command: list[str | Path] = [
            environment().parent / "taguette", "--no-browser", "-b", "127.0.0.1",
            "-p", str(self._port), "--database", folder / "taguette.sqlite3",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            command, stdout=self._log, stderr=subprocess.STDOUT, env=_quiet(folder)
        )
        self.client = Client(self._port)
        self.project = 1
        # The loader makes the tags in the order of the codes, in a new database.
        codes = study.codes if study else ()
        self.tags = {code.path: number for number, code in enumerate(codes, start=1)}
        try:
            wait_for(self._port, self._process, self.name)
            self._sign_in()
        except Exception:
            self.stop()
            raise

    def _sign_in(self) -> None:
        self.client.get(f"/?token={self._token()}", expect=302)
        self.client.get("/project/new")
        self.client.headers["X-XSRFToken"] = self.client.cookies["_xsrf"]

    def _token(self) -> str:
        """Printed a moment after it listens."""
        for _ in range(100):
            found = re.search(r"[?&]token=(\w+)", Path(self._log.name).read_text())
            if found:
                return found[1]
            time.sleep(0.05)
        raise DidNotStart("Taguette printed no address with a token.")

    def new_project(self, name: str) -> int:
        fields = {"name": name, "description": "", "_xsrf": self.client.cookies["_xsrf"]}
        answer = self.client.post_form("/project/new", fields, expect=303)
        self.project = int(answer.location.rsplit("/", 1)[1])
        return self.project

    def add_document(self, name: str, page: str) -> float:
        body, kind = multipart(
            {"name": name, "description": "", "text_direction": "LEFT_TO_RIGHT"},
            (f"{name}.html", "text/html", page.encode()),
        )
        path = f"/api/project/{self.project}/document/new"
        return self.client.ask("POST", path, body=body, kind=kind, expect=200).seconds

    def add_coding(self, passage: Passage) -> float:
        assert self._study is not None
        start, end = self._study.in_bytes(passage)
        tag = self.tags[self._study.codes[passage.code].path]
        wish = {"start_offset": start, "end_offset": end, "tags": [tag]}
        path = f"/api/project/{self.project}/document/{passage.interview + 1}/highlight/new"
        return self.client.ask(
            "POST", path, body=json.dumps(wish).encode(), kind="application/json", expect=200
        ).seconds

    def read_theme(self, theme: str) -> list[Answer]:
        answers: list[Answer] = []
        pages = 1
        while len(answers) < pages:
            path = f"/api/project/{self.project}/highlights/{theme}.?page={len(answers) + 1}"
            answers.append(self.client.get(path))
            if len(answers) == 1:
                pages = int(json.loads(answers[0].body)["pages"])
        return answers

    def quotes_in(self, answers: list[Answer]) -> list[str]:
        found = [h for answer in answers for h in json.loads(answer.body)["highlights"]]
        return [plain(highlight["content"]) for highlight in found]

    def export_theme(self, theme: str) -> Answer:
        return self.client.get(f"/project/{self.project}/export/highlights/{theme}..csv")

    def export_all(self) -> Answer:
        return self.client.get(f"/project/{self.project}/export/highlights/.csv")

    def rows_of(self, answer: Answer) -> list[tuple[str, str]]:
        rows = csv.DictReader(io.StringIO(answer.body.decode(), newline=""))
        return [(row["tag"].split(".", 1)[1], one_line(row["content"])) for row in rows]

    def memory(self) -> dict[str, int]:
        return memory_of(self._process.pid)

    def stop(self) -> None:
        self.client.close()
        stop(self._process)
        self._log.close()


def plain(snippet: str) -> str:
    """The words of a snippet of HTML on one line."""
    return one_line(html.unescape(re.sub(r"<[^>]+>", " ", snippet)))


def _quiet(folder: Path) -> dict[str, str]:
    """Nothing of the account that runs the benchmark: its home is the throw-away folder."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "PYTHONUNBUFFERED": "1"}
