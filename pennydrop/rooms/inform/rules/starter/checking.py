"""Read the shipped table of the self-check."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pennydrop.rooms.inform.rules.claims import Severity
from pennydrop.rooms.inform.rules.selfcheck import Answer, BadTable, Question, Table, check_table
from pennydrop.rooms.inform.rules.starter.reading import starter_claims

_FILE = files("pennydrop.rooms.inform.rules.starter") / "selfcheck.toml"
_QUESTION = {"key", "short", "ask", "hint", "unsaid", "answer"}
_ANSWER = {"key", "words", "said", "level", "steps", "grounds"}


@cache
def shipped_table() -> Table:
    """The table that ships, checked against the shipped claims. Raises BadTable."""
    table = read_table(_FILE.read_text(encoding="utf-8"))
    check_table(table, starter_claims())
    return table


def read_table(text: str) -> Table:
    """A table from TOML. Raises BadTable naming the place of the first slip."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as bad:
        raise BadTable(str(bad)) from None
    _known("The table", data, {"always", "question"})
    questions = tuple(_question(one) for one in data.get("question", []))
    return Table(questions, tuple(data.get("always", [])))


def _question(data: Mapping[str, Any]) -> Question:
    place = f"Question “{data.get('key', '?')}”"
    _known(place, data, _QUESTION)
    try:
        return Question(
            data["key"], data["short"], data["ask"],
            tuple(_answer(place, one) for one in data["answer"]),
            tuple(data["unsaid"]), data.get("hint", ""),
        )  # fmt: skip
    except KeyError as missing:
        raise BadTable(f"{place}: “{missing.args[0]}” is missing.") from None


def _answer(place: str, data: Mapping[str, Any]) -> Answer:
    place = f"{place}, answer “{data.get('key', '?')}”"
    _known(place, data, _ANSWER)
    try:
        return Answer(
            data["key"], data["words"], data.get("said", ""),
            Severity(data.get("level", Severity.INFORMATION)),
            tuple(data.get("steps", [])), tuple(data.get("grounds", [])),
        )  # fmt: skip
    except KeyError as missing:
        raise BadTable(f"{place}: “{missing.args[0]}” is missing.") from None
    except ValueError as bad:
        raise BadTable(f"{place}: {bad}.") from None


def _known(place: str, data: Mapping[str, Any], names: Iterable[str]) -> None:
    strange = sorted(set(data) - set(names))
    if strange:
        raise BadTable(f"{place}: there is no “{strange[0]}”.")
