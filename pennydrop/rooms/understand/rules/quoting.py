"""What a quote is made of: pieces of somebody's words, in order, and what we put between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

OMISSION = "[…]"
SIGNATURES_NEEDED = 2


class BadQuote(Exception):
    """These pieces make no honest quote; the message says what is wrong with which."""


@dataclass(frozen=True)
class Words:
    """A stretch of the text, between two positions (rules/positions.py), end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Clarification:
    """Our own words, printed in square brackets, anchored at a position."""

    at: int
    text: str


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

    `consent` is the line that a released quote carries (consent and sheet versions), one for each
    person, parted by "; ". `participants`: whose words it holds, facilitators left out.
    `signed_by`: who signed the words as they are now, as in records ("user:3", "guest:…").
    `note`: it touches a hard passage that the reader has not opened; then it has no pieces.
    `digest`: another one whenever its words or its attribution change; made under their keys.
    """

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
    note: str = ""
    digest: str = ""

    @property
    def words(self) -> str:
        """The quote as it would be printed."""
        return printed(self.pieces)


def printed(pieces: Sequence[QuotePiece]) -> str:
    """The pieces on one line. Between words that touch nothing is put."""
    line = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        text = " ".join(piece.text.split())
        apart = before is not None and (
            piece.kind != "words"
            or before.kind != "words"
            or piece.text[:1].isspace()
            or before.text[-1:].isspace()
        )
        tight = piece.kind == "words" and text[:1] in {",", ".", ";", ":", "!", "?", "’", ")"}
        line += (" " if line and apart and not tight else "") + text
    return line


def check_pieces(pieces: Sequence[Words | Clarification]) -> None:
    """Raise BadQuote unless there are words, and pieces are ordered and do not overlap."""
    reached = 0
    for number, piece in enumerate(pieces, start=1):
        start, end = (piece.start, piece.end) if isinstance(piece, Words) else (piece.at, piece.at)
        if start < reached or end < start:
            raise BadQuote(f"Piece {number} overlaps the one before it, or stands before it.")
        if isinstance(piece, Words) and start == end:
            raise BadQuote(f"Piece {number} holds no words.")
        if isinstance(piece, Clarification) and not piece.text.strip():
            raise BadQuote(f"Piece {number}, a clarification, is empty.")
        reached = end
    if not any(isinstance(piece, Words) for piece in pieces):
        raise BadQuote("A quote needs at least some of the person's own words.")


_TOKEN = re.compile(r"\[[^\[\]]*\]|\w+(?:['’]\w+)*|[^\w\s]")
_OMITTED = {"[…]", "[...]", "…", "[ … ]", "[. . .]"}


def pieces_of(passage: str, edited: str) -> list[Words | Clarification]:
    """How somebody shortened a passage: words left out, and [our own words] put in.

    Offsets are code points in `passage`. Raises BadQuote when words were changed or added outside
    square brackets: those would not be the person's.
    """
    old = list(_TOKEN.finditer(passage))
    new = [t for t in _TOKEN.findall(edited) if t not in _OMITTED or t in passage]
    pieces: list[Words | Clarification] = []
    at, last = 0, None
    for token, place in zip(new, _aligned([m.group() for m in old], new), strict=True):
        if place is None:
            pieces.append(Clarification(at, token[1:-1].strip()))
            continue
        start, at = old[place].span()
        if pieces and isinstance(pieces[-1], Words) and place - 1 == last:
            pieces[-1] = Words(pieces[-1].start, at)
        else:
            pieces.append(Words(start, at))
        last = place
    return _joined(passage, pieces)


MOST_STEPS = 2_000_000
NEVER = 10**9
OURS = 2  # a bracketed word that stands in the passage is theirs, even after an omission


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each token that was kept its place in the passage, in as few runs as possible; None for
    one of ours. Raises BadQuote."""
    if len(old) * len(new) > MOST_STEPS:
        raise BadQuote("Choose a shorter passage.")
    n, m = len(old), len(new)
    # run[j][i]: breaks needed from token j on when it goes on at exactly i; free: at i or later.
    run = [[NEVER] * (n + 2) for _ in range(m)] + [[0] * (n + 2)]
    free = [[NEVER] * (n + 2) for _ in range(m)] + [[0] * (n + 2)]
    for j in range(m - 1, -1, -1):
        ours = OURS if _is_ours(new[j]) else NEVER
        for i in range(n, -1, -1):
            here = NEVER
            if i < n and old[i] == new[j]:
                here = min(run[j + 1][i + 1], 1 + free[j + 1][i + 1])
            run[j][i] = min(here, ours + run[j + 1][i])
            free[j][i] = min(here, free[j][i + 1], ours + free[j + 1][i])
    if free[0][0] >= NEVER:
        raise BadQuote(_stranger(old, new))
    return _traced(old, new, run, free)


def _traced(
    old: Sequence[str], new: Sequence[str], run: list[list[int]], free: list[list[int]]
) -> list[int | None]:
    """Walk the cheapest way through the tables of `_aligned`."""
    places: list[int | None] = []
    i, running = 0, False

    def cost(j: int, i: int) -> int:
        return min(run[j + 1][i + 1], 1 + free[j + 1][i + 1]) if old[i] == new[j] else NEVER

    for j in range(len(new)):
        goal = run[j][i] if running else free[j][i]
        ahead = range(i, min(i + 1, len(old)) if running else len(old))
        place = next((k for k in ahead if cost(j, k) == goal), None)
        places.append(place)
        if place is not None:
            i = place + 1
            running = run[j + 1][i] <= 1 + free[j + 1][i]
    return places


def _is_ours(token: str) -> bool:
    return token.startswith("[") and token.endswith("]") and bool(token[1:-1].strip())


def _stranger(old: Sequence[str], new: Sequence[str]) -> str:
    """Which word cannot be found in the passage, in order."""
    at = 0
    for token in new:
        if _is_ours(token) and token not in old[at:]:
            continue
        if token not in old[at:]:
            return (
                f"“{token}” does not stand in the passage there. Put words of your own in [square "
                "brackets]; leave words out, but do not change them."
            )
        at = old.index(token, at) + 1
    return "Some words stand in another order than in the passage. Leave out, but do not move."


def _joined(passage: str, pieces: list[Words | Clarification]) -> list[Words | Clarification]:
    """Two runs of words with only marks between them are one run: nothing was left out."""
    joined: list[Words | Clarification] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if isinstance(piece, Words) and isinstance(before, Words):
            if not any(c.isalnum() for c in passage[before.end : piece.start]):
                joined[-1] = Words(before.start, piece.end)
                continue
        joined.append(piece)
    return joined


RUN = 6
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def check_own_words(ours: str, theirs: str) -> None:
    """Raise BadQuote when what we write about a quote repeats six or more words of it in a row."""
    mine, said = ([w.casefold() for w in _WORD.findall(text)] for text in (ours, theirs))
    runs = {tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1)}
    for i in range(len(mine) - RUN + 1):
        if tuple(mine[i : i + RUN]) in runs:
            raise BadQuote(
                f"“{' '.join(mine[i : i + RUN])}” are the person’s own words. Quote them, or say "
                "it in yours."
            )
