"""What leaves as a project. Positions are code points of the whole text, end exclusive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class OutNote:
    """A memo, with the name of its writer and when (ISO 8601, UTC)."""

    id: UUID
    words: str
    by: str
    at: str


@dataclass(frozen=True)
class OutCode:
    id: UUID
    parent: UUID | None
    name: str
    definition: str
    colour: int
    notes: tuple[OutNote, ...] = ()


@dataclass(frozen=True)
class OutCoding:
    """A code on [start, end) of its text."""

    start: int
    end: int
    code: UUID
    by: str
    at: str


@dataclass(frozen=True)
class OutStretch:
    """[start, end) of a text that `speaker` said, in answer to `question` ("" for none)."""

    start: int
    end: int
    speaker: str
    question: str = ""


@dataclass(frozen=True)
class OutSource:
    """`notes` are (start, end, memo), both None for a memo on the whole source."""

    id: UUID
    name: str
    kind: str
    fidelity: str
    text: str
    stretches: tuple[OutStretch, ...]
    codings: tuple[OutCoding, ...]
    notes: tuple[tuple[int | None, int | None, OutNote], ...]


@dataclass(frozen=True)
class OutSet:
    id: UUID
    name: str
    idea: str
    codes: tuple[UUID, ...]


@dataclass(frozen=True)
class OutProject:
    """`facts`: speaker -> (name, value) of what is known of them."""

    id: UUID
    name: str
    codes: tuple[OutCode, ...] = ()
    sources: tuple[OutSource, ...] = ()
    sets: tuple[OutSet, ...] = ()
    notes: tuple[OutNote, ...] = ()
    facts: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
