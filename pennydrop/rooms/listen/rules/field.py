"""What comes from a phone in the field: one interview, or one person's answers, with what they
agreed to. Everything is checked here before anything is kept."""

import datetime as dt
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pennydrop.core.vault.codes import BadCode, read_code
from pennydrop.rooms.listen.rules.consent import FIRST_ASKED, Reply, Scope
from pennydrop.rooms.listen.rules.sessions import LONGEST_TURN, MOST_TURNS

INTERVIEW, ANSWERS = "interview", "answers"
FIDELITIES = ("notes", "word_for_word", "remembered")
OLDEST = dt.timedelta(days=366)
MOST_LETTERS = 1_000_000
MOST_FILES = 20
MOST_BYTES = 12 * 1024 * 1024
# The whole of it as it travels: files as letters take a third more.
MOST_SENT = MOST_BYTES * 4 // 3 + 6 * MOST_LETTERS
MOST_ANSWERS = 2000
LONGEST_ANSWER = 20_000
LONGEST_PATH = 1000


class BadSubmission(ValueError):
    """It cannot be kept as it is; the message says what to mend on the phone."""


@dataclass(frozen=True)
class Turn:
    staff: bool
    text: str


@dataclass(frozen=True)
class Submission:
    """`id` was made on the phone and is the same at every try. `replies` has every scope. `meant`:
    the person knows that a yes holds for what they told before, too. `turns` are of an interview,
    `answers` (by path in the form `form`) of a form, and `files` beside them."""

    id: UUID
    kind: str
    on: dt.date
    code: str
    sheet: UUID
    replies: Mapping[Scope, Reply]
    intoxicated: bool
    meant: bool
    fidelity: str = ""
    turns: tuple[Turn, ...] = ()
    form: UUID | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_submission(data: Any, *, today: dt.date) -> Submission:
    """A submission from JSON. Raises BadSubmission for anything that is not whole and in order."""
    if not isinstance(data, dict):
        raise BadSubmission("This did not arrive whole. Send it again.")
    kind = _one_of(data, "kind", (INTERVIEW, ANSWERS))
    known: dict[str, Any] = {
        "id": _uuid(data, "id"), "kind": kind, "on": _day(data, today), "code": _code(data),
        "sheet": _uuid(data, "sheet"), "replies": _replies(data),
        "intoxicated": data.get("intoxicated") is True, "meant": data.get("meant") is True,
    }  # fmt: skip
    if data.get("old_enough") is not True:
        raise BadSubmission("Nobody under the study’s age can be recorded.")
    if kind == INTERVIEW:
        fidelity = _one_of(data, "fidelity", FIDELITIES)
        return Submission(**known, fidelity=fidelity, turns=_turns(data))
    answers, files = _answers(data), _files(data)
    if not answers and not files:
        raise BadSubmission("There is no answer to keep.")
    return Submission(**known, form=_uuid(data, "form"), answers=answers, files=files)


def _one_of(data: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str:
    value = data.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise BadSubmission(f"“{name}” is missing or not known.")
    return value


def _uuid(data: Mapping[str, Any], name: str) -> UUID:
    try:
        return UUID(str(data.get(name, "")))
    except ValueError:
        raise BadSubmission(f"“{name}” is missing or not known.") from None


def _day(data: Mapping[str, Any], today: dt.date) -> dt.date:
    try:
        day = dt.date.fromisoformat(str(data.get("on", "")))
    except ValueError:
        raise BadSubmission("The day is missing.") from None
    # A phone east of here may be a day ahead.
    if not today - OLDEST <= day <= today + dt.timedelta(days=1):
        raise BadSubmission("The day is more than a year ago, or still to come.")
    return min(day, today)


def _code(data: Mapping[str, Any]) -> str:
    try:
        return read_code(str(data.get("code", ""))[:400])
    except BadCode as problem:
        raise BadSubmission(str(problem)) from problem


def _replies(data: Mapping[str, Any]) -> dict[Scope, Reply]:
    said = data.get("replies")
    said = said if isinstance(said, dict) else {}
    values = {reply.value: reply for reply in Reply}
    replies = {scope: values.get(str(said.get(scope.value)), Reply.UNKNOWN) for scope in Scope}
    if any(replies[scope] is not Reply.YES for scope in FIRST_ASKED):
        raise BadSubmission("Without a yes to taking part and to being read nothing may be kept.")
    return replies


def _turns(data: Mapping[str, Any]) -> tuple[Turn, ...]:
    rows = data.get("turns")
    if not isinstance(rows, list) or len(rows) > MOST_TURNS:
        raise BadSubmission(f"Between 1 and {MOST_TURNS} turns fit.")
    turns = [
        Turn(row.get("staff") is True, _text(row.get("text"), LONGEST_TURN))
        for row in rows
        if isinstance(row, dict)
    ]
    kept = tuple(turn for turn in turns if turn.text)
    if all(turn.staff for turn in kept):
        raise BadSubmission("No turn is of the person who takes part.")
    _check_size(turn.text for turn in kept)
    return kept


def _answers(data: Mapping[str, Any]) -> dict[str, str]:
    rows = data.get("answers")
    if not isinstance(rows, dict) or len(rows) > MOST_ANSWERS:
        raise BadSubmission("The answers did not arrive whole.")
    answers = {
        path: text
        for path, value in rows.items()
        if len(path) <= LONGEST_PATH and (text := _text(value, LONGEST_ANSWER))
    }
    _check_size(answers.values())
    return answers


def _files(data: Mapping[str, Any]) -> dict[str, bytes]:
    """Pictures and recordings, by path; on the phone they are letters, as all of it is."""
    rows = data.get("files") or {}
    if not isinstance(rows, dict) or len(rows) > MOST_FILES:
        raise BadSubmission("The files did not arrive whole.")
    try:
        files = {
            path: b64decode(text, validate=True)
            for path, text in rows.items()
            if len(path) <= LONGEST_PATH and isinstance(text, str)
        }
    except ValueError:
        raise BadSubmission("A file did not arrive whole. Choose it again.") from None
    if sum(map(len, files.values())) > MOST_BYTES:
        raise BadSubmission("The files are too large to send at once. Take one away.")
    return files


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise BadSubmission("Something in it is no text.")
    text = value.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > longest:
        raise BadSubmission(f"Something is longer than {longest} letters. Divide it.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadSubmission("A sign in it is broken. Type that part again.") from None
    return text


def _check_size(texts: Any) -> None:
    if sum(map(len, texts)) > MOST_LETTERS:
        raise BadSubmission("It is too long to send at once. Divide it.")
