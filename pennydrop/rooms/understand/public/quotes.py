"""Quotes as other rooms may see them: words as they are now, and whether they may leave."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class QuotePiece:
    """`kind`: words, omission or clarification. Positions are understand's own."""

    kind: str
    text: str
    participant: UUID | None
    start: int
    end: int


@dataclass(frozen=True)
class QuoteCard:
    """A quote, read now. `blocks` says in plain words what keeps it from leaving; empty: it may.
    `consent` is the line that a released quote carries (consent and sheet versions)."""

    id: UUID
    study: UUID
    theme: UUID | None
    source: UUID
    source_title: str
    kind: str
    fidelity: str
    attribution: str
    pieces: tuple[QuotePiece, ...]
    participants: tuple[UUID, ...]
    signed_by: tuple[str, ...]
    consent: str
    blocks: tuple[str, ...]
