"""Two revisions beside each other: which blocks came, went, moved or changed, and by which words.

Blocks are matched by their keys, so a paragraph that moved is not taken for another one. A quote
or a chart is named, never spelled out: a revision holds no words of anybody else.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.queries import RevisionView
from pennydrop.core.documents.stored import block_data

LEAST_ALIKE = 0.35  # of all words; below it a text was written anew
MOST_WORDS = 3000  # beyond them whole lines are compared: matching takes the square of it
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Mark(StrEnum):
    """What became of a run of words, or of a block."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # blocks alone
    MOVED = "moved"  # blocks alone


@dataclass(frozen=True)
class Run:
    """Words that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Change:
    """One block in the later revision, or where it stood before it was taken out. `moved`: others
    that stayed in order now stand on its other side."""

    mark: Mark
    block: Block
    runs: tuple[Run, ...]
    moved: bool = False


def compare(
    before: RevisionView, after: RevisionView, described: Callable[[Block], str] | None = None
) -> tuple[Change, ...]:
    """Every block of the two in the order of the later one; what was taken out stands where it
    stood, after the block that came before it. `described` puts a block into words, as `text_of`
    does."""
    told = described or text_of
    old = dict(zip(before.keys, before.blocks, strict=True))
    new = dict(zip(after.keys, after.blocks, strict=True))
    steady = _steady([k for k in before.keys if k in new], [k for k in after.keys if k in old])
    changes: list[Change] = []
    for key in _merged(before.keys, after.keys):
        if key not in new:
            changes.append(_whole(Mark.REMOVED, old[key], told))
        elif key not in old:
            changes.append(_whole(Mark.ADDED, new[key], told))
        else:
            changes.append(_changed(old[key], new[key], told, moved=key not in steady))
    return tuple(changes)


def runs_between(before: str, after: str) -> tuple[Run, ...]:
    """The words of both: kept, removed and added, in reading order.

    A reader takes in a whole phrase that was replaced, and not words that alternate: so a space
    or a mark between two changes counts with them, and texts with little in common stand whole
    one after the other.
    """
    old, new = _tokens(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return _replaced(before, after)
    runs: list[Run] = []
    gone = come = ""
    for what, a, b, c, d in matcher.get_opcodes():
        kept = "".join(old[a:b])
        if what != "equal" or ((gone or come) and b < len(old) and not _says(kept)):
            gone, come = gone + kept, come + "".join(new[c:d])
            continue
        runs += [*_replaced(gone, come), Run(Mark.SAME, kept)]
        gone = come = ""
    return (*runs, *_replaced(gone, come))


def _replaced(gone: str, come: str) -> tuple[Run, ...]:
    pairs = ((Mark.REMOVED, gone), (Mark.ADDED, come))
    return tuple(Run(mark, text) for mark, text in pairs if text)


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def text_of(block: Block) -> str:
    """A block as lines of text: what we wrote, and the names of what it refers to."""
    (data,) = block_data([block])
    kind = data.pop("block")
    return "\n".join(_lines(data)) or str(kind)


def _whole(mark: Mark, block: Block, told: Callable[[Block], str]) -> Change:
    return Change(mark, block, (Run(mark, told(block)),))


def _changed(old: Block, new: Block, told: Callable[[Block], str], *, moved: bool) -> Change:
    if old == new:
        mark = Mark.MOVED if moved else Mark.SAME
        return Change(mark, new, (Run(Mark.SAME, told(new)),), moved)
    return Change(Mark.CHANGED, new, runs_between(told(old), told(new)), moved)


def _steady(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The keys that kept their order; the others moved."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {key for block in matcher.get_matching_blocks() for key in old[block.a :][: block.size]}


def _merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The later keys in order, with each earlier one that is gone after the one it followed."""
    merged = list(new)
    for place, key in enumerate(old):
        if key not in merged:
            before = [known for known in old[:place] if known in merged]
            merged.insert(merged.index(before[-1]) + 1 if before else 0, key)
    return merged


def _tokens(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _LINE.findall(before), _LINE.findall(after)
    return old, new


def _lines(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _lines(part)
    elif isinstance(value, list) and all(isinstance(cell, str) for cell in value):
        yield from value
    elif isinstance(value, list):
        yield from (" | ".join(_lines(row)) for row in value)
    elif str(value).strip():
        yield str(value)
