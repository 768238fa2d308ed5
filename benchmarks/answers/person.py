"""Somebody who answers, page by page, as a browser without script does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlsplit

from benchmarks.forms import form_having
from benchmarks.wire import Answer, Client, Refused

AGREE = {"take_part": "yes", "analyse": "yes"}


class NoAnswer(Exception):
    """The server did not acknowledge: it was gone, or it ended while it was asked."""


@dataclass
class Person:
    """One participant with a browser of their own. `number` makes their words their own."""

    port: int
    slug: str
    number: int
    client: Client = field(init=False)
    _first: dict[str, str] = field(init=False, default_factory=dict)
    _address: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.reconnect()

    def words(self, question: int) -> str:
        return f"Person {self.number} on question {question}: it was long, and nobody had asked."

    def reconnect(self) -> None:
        cookies = self.client.cookies if hasattr(self, "client") else {}
        self.client = Client(self.port)
        self.client.cookies = cookies
        self.client.headers["Sec-Fetch-Site"] = "same-origin"

    def agree(self) -> None:
        """As far as the first question. Nothing is kept yet, and nothing acknowledged."""
        agreed = self._send(f"/s/{self.slug}/agree/", AGREE, expect=200)
        address, fields = form_having(agreed.body, "path")
        asked = self._send(address, {**fields, "go": "all"}, expect=200)
        self._address, self._first = form_having(asked.body, "answer")

    def answer_first(self) -> Answer:
        """The first answer, which makes the participant, their keys and their code. It may be sent
        again: it carries its own code."""
        sent = {**self._first, "go": "save", "answer": self.words(1)}
        return self._send(self._address, sent, expect=302)

    def answer(self, question: int) -> Answer:
        return self._send(
            f"/mine/{question}/", {"go": "save", "answer": self.words(question)}, expect=302
        )

    def answer_together(self, questions: Sequence[int]) -> Answer:
        """Several questions that stand on one page, sent with one press."""
        said = {f"q{question}-answer": self.words(question) for question in questions}
        fields = {"go": "save", "shown": [str(question) for question in questions], **said}
        return self._send(f"/mine/{questions[0]}/", fields, expect=302)

    def _send(self, path: str, fields: Mapping[str, str | list[str]], *, expect: int) -> Answer:
        try:
            return self.client.post_form(urlsplit(path).path, fields, expect=expect)
        except (OSError, HTTPException) as gone:
            raise NoAnswer(str(gone)) from gone
        except Refused as refused:
            if re.search(r": 5\d\d,", str(refused)):
                raise NoAnswer(str(refused)) from refused
            raise
