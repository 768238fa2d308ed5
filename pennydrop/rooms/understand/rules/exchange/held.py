"""A project file between the upload and the yes: what it holds, and how far it is."""

from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any, Self
from uuid import UUID

from pennydrop.rooms.understand.rules.exchange.project import (
    CodedTable,
    PlacedProject,
    TableColumns,
)
from pennydrop.rooms.understand.rules.exchange.telling import (
    DOUBTFUL,
    reasons,
    told_fit,
    told_way,
)

MOST_NAMED = 40
QUOTES = 5
LONGEST_QUOTE = 200


class Stage(Enum):
    """How far a file is."""

    READ = "read"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True)
class Told:
    """What a page says of a project before it comes in. `quotes`: some passages, each with its
    code, to compare with the other tool; they go once the project is in or refused. Names of files
    may be names of people: all this lies in scratch and goes with the file."""

    origin: str
    way: str
    fit: str
    doubtful: bool
    sources: int
    texts: int
    codes: int
    codings: int
    placed: int
    reasons: tuple[tuple[str, int], ...] = ()
    without_text: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Held:
    """One file. `table`: as what it was read, where it is a table. `terms` are the answers to what
    was asked; `result` is what came of it, or why it was refused, in plain words."""

    id: UUID
    study: UUID
    by: str
    name: str
    stage: Stage = Stage.READ
    told: Told | None = None
    table: CodedTable | None = None
    terms: dict[str, Any] = field(default_factory=dict)
    result: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            **asdict(self), "id": str(self.id), "study": str(self.study),
            "stage": self.stage.value,
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        told = value["told"]
        if told is not None:
            pairs = {name: tuple((a, b) for a, b in told[name])
                     for name in ("reasons", "without_text", "quotes")}  # fmt: skip
            lists = {name: tuple(told[name]) for name in ("notes", "names")}
            told = Told(**{**told, **pairs, **lists})
        table = value["table"]
        if table is not None:
            columns = {**table["columns"], "staff": tuple(table["columns"]["staff"])}
            table = CodedTable(tuple(table["headings"]), TableColumns(**columns))
        return cls(
            id=UUID(value["id"]), study=UUID(value["study"]), by=value["by"], name=value["name"],
            stage=Stage(value["stage"]), told=told, table=table, terms=value["terms"],
            result=tuple(value["result"]),
        )  # fmt: skip


def told_of(found: PlacedProject) -> Told:
    missing = [(s.name or "a source without a name", s.missing)
               for s in found.read.sources if s.raw is None]  # fmt: skip
    return Told(
        origin=found.read.origin or "not named",
        way=told_way(found),
        fit=told_fit(found),
        doubtful=found.fit is not None and found.fit < DOUBTFUL,
        sources=found.seen,
        texts=len(found.sources),
        codes=len(found.read.codes),
        codings=found.codings,
        placed=found.placed,
        reasons=tuple(reasons(found)),
        without_text=tuple(missing[:MOST_NAMED]),
        notes=(*found.read.left_out, *found.remarks),
        names=tuple(code.name for code in found.read.codes[:MOST_NAMED]),
        quotes=_some_quotes(found),
    )


def _some_quotes(found: PlacedProject) -> tuple[tuple[str, str], ...]:
    """Passages from all over the project, each with its code."""
    names = {code.id: code.name for code in found.read.codes}
    placed = [(source, one) for source in found.sources for one in source.codings]
    chosen = placed[:: max(1, -(-len(placed) // QUOTES))]
    return tuple(
        (names.get(one.code, ""), _short(source.text[one.start : one.end]))
        for source, one in chosen
    )


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= LONGEST_QUOTE else f"{said[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
