"""The text surgery of de-identification: replace passages, and move codings with them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pennydrop.rooms.understand.rules.letters import continues


@dataclass(frozen=True)
class Replacement:
    """New text for one stretch of a segment; code points, end exclusive. Equal ends insert."""

    start: int
    end: int
    text: str


def _in_order(replacements: Iterable[Replacement], length: int | None = None) -> list[Replacement]:
    """Sorted replacements; ValueError where two overlap or one leaves the text."""
    ordered = sorted(replacements, key=lambda r: (r.start, r.end))
    reached = 0
    for one in ordered:
        if one.start < reached or one.end < one.start:
            raise ValueError(f"replacements overlap or run backwards at {one.start}")
        reached = one.end
    if length is not None and reached > length:
        raise ValueError(f"a replacement ends at {reached}, after the text's end at {length}")
    return ordered


def replace(text: str, replacements: Iterable[Replacement]) -> str:
    """The text with each stretch replaced. Raises ValueError where replacements overlap."""
    pieces, last = [], 0
    for one in _in_order(replacements, len(text)):
        pieces += [text[last : one.start], one.text]
        last = one.end
    return "".join([*pieces, text[last:]])


def move(start: int, end: int, replacements: Iterable[Replacement]) -> tuple[int, int] | None:
    """Where a passage of the old text lies in the new one; None where none of it is left.

    An end that falls inside a replacement snaps outward, so that the passage keeps the whole of
    the new words. A passage that was replaced by nothing returns None: a person must place it. Text
    inserted at a passage's edge stays outside it.
    """
    if not 0 <= start < end:
        raise ValueError(f"no passage from {start} to {end}")
    shift, new_start, new_end = 0, None, None
    for one in _in_order(replacements):
        if new_start is None and start < one.end:
            new_start = min(start, one.start) + shift
        if new_end is None and end <= one.start:
            new_end = end + shift
        if one.start < end < one.end or one.end == end > one.start:
            new_end = one.start + shift + len(one.text)
        shift += len(one.text) - (one.end - one.start)
    new_start = start + shift if new_start is None else new_start
    new_end = end + shift if new_end is None else new_end
    return (new_start, new_end) if new_start < new_end else None


def within_edges(old: str, new: str) -> str:
    """New words in the white space that stood round the old ones, because a source is exactly its
    segments; line ends are LF."""
    said = new.replace("\r\n", "\n").replace("\r", "\n").strip()
    before = old[: len(old) - len(old.lstrip())] if old.strip() else ""
    return f"{before}{said}{old[len(old.rstrip()) :]}"


_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


def differences(old: str, new: str) -> list[Replacement]:
    """Replacements by whole words that turn `old` into `new`; none where they are equal. None
    begins or ends inside a letter of the old text or the new (rules/letters.py)."""
    before, after = _pieces(old), _pieces(new)
    at_old, at_new = _offsets(before), _offsets(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Replacement(at_old[i1], at_old[i2], new[at_new[j1] : at_new[j2]])
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _pieces(text: str) -> list[str]:
    """Words, spaces and signs; what belongs to one letter stays together."""
    found: list[str] = []
    for piece in _PIECES.finditer(text):
        if found and continues(text, piece.start()):
            found[-1] += piece.group()
        else:
            found.append(piece.group())
    return found


def _offsets(pieces: Sequence[str]) -> list[int]:
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets
