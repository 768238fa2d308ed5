"""The table of the self-check, written out for those who sign it: each row with its answer, how
pressing it is, its steps in full and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pennydrop.rooms.inform.rules.claims import ClaimText, Source, standing
from pennydrop.rooms.inform.rules.selfcheck import Answer, Question, Table, sources_of

UNPRESSED = "left unsaid"


@dataclass(frozen=True)
class SheetStep:
    """A claim in full. `state` says whether it is signed itself: the table signs only that it
    follows from the answer."""

    key: str
    text: str
    state: str


@dataclass(frozen=True)
class SheetRow:
    """An answer. `grounds` are what it rests on and does not show; `notes` number its sources."""

    answer: str
    said: str
    level: str
    red: bool
    steps: tuple[SheetStep, ...]
    grounds: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True)
class SheetQuestion:
    number: int
    ask: str
    hint: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole table on paper."""

    mark: str
    questions: tuple[SheetQuestion, ...]
    always: tuple[SheetStep, ...]
    sources: tuple[Source, ...]


def sheet_of(table: Table, claims: Mapping[str, ClaimText], *, today: date) -> Sheet:
    """The table as somebody signs it. A claim that is not there is named as missing."""
    notes: dict[Source, int] = {}
    questions = tuple(
        _question(number, ask, claims, notes, today)
        for number, ask in enumerate(table.questions, start=1)
    )
    always = _steps(table.always, claims, today)
    return Sheet(table.mark, questions, always, tuple(notes))


def _question(
    number: int,
    ask: Question,
    claims: Mapping[str, ClaimText],
    notes: dict[Source, int],
    today: date,
) -> SheetQuestion:
    rows = tuple(_row(row, claims, notes, today) for row in ask.rows.values())
    return SheetQuestion(number, ask.ask, ask.hint, rows)


def _row(
    row: Answer, claims: Mapping[str, ClaimText], notes: dict[Source, int], today: date
) -> SheetRow:
    numbered = sorted(notes.setdefault(one, len(notes) + 1) for one in sources_of(row, claims))
    return SheetRow(
        row.words, row.said, row.level.value if row.level else UNPRESSED, row.red,
        _steps(row.steps, claims, today),
        tuple(claims[key].text for key in row.grounds if key in claims),
        tuple(numbered),
    )  # fmt: skip


def _steps(
    keys: tuple[str, ...], claims: Mapping[str, ClaimText], today: date
) -> tuple[SheetStep, ...]:
    return tuple(_step(key, claims.get(key), today) for key in keys)


def _step(key: str, claim: ClaimText | None, today: date) -> SheetStep:
    if claim is None:
        return SheetStep(key, "", "not in use here")
    if not standing(claim, today=today).sound:
        return SheetStep(key, claim.text, "not signed")
    return SheetStep(key, claim.text, f"signed until {claim.review_by:%-d %B %Y}")
