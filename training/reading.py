"""Reads the held-out passages: text, and marks with their places in it.

A file holds passages. Each begins with a line `--- id=I001 style=interview`; what stands before the
next such line is its text, with marks inside it:

    {{place|Cromer}}        an identifier of a type of DIRECT or INDIRECT
    {{name:polish|Kacper}}  a name, always with the group it comes from
    {{not|Molly}}           a look-alike: nothing to hide

Marks do not nest. Places in the text count Unicode code points, the end is not included.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HELD_OUT = Path(__file__).parent / "heldout"
GROUPS = Path(__file__).parent / "groups"
STYLES = ("interview", "typed", "group", "note", "other")
DIRECT = frozenset(
    ["name", "phone", "email", "web", "handle", "nhs", "postcode", "street", "number"]
)
INDIRECT = frozenset(["place", "venue", "organisation", "date", "age", "job"])
LOOKALIKE = "not"
_HEAD = re.compile(r"--- id=(?P<id>[A-Z]\d{3}) style=(?P<style>\w+)")
_MARK = re.compile(r"\{\{(?P<type>[a-z]+)(?::(?P<culture>[a-z]+))?\|(?P<surface>[^{}|]+)\}\}")


class BadPassage(Exception):
    """A held-out file that is not as `reading` describes; says which file and line."""


class Weight(StrEnum):
    """What finding or not finding a mark means."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    LOOKALIKE = "look-alike"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of a passage is. `culture` is the group a name comes from, else None."""

    start: int
    end: int
    type: str
    culture: str | None = None

    @property
    def weight(self) -> Weight:
        if self.type == LOOKALIKE:
            return Weight.LOOKALIKE
        return Weight.DIRECT if self.type in DIRECT else Weight.INDIRECT


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage as a person would read it, and its marks in the order of the text."""

    id: str
    style: str
    text: str
    marks: tuple[Mark, ...]

    def surface(self, mark: Mark) -> str:
        return self.text[mark.start : mark.end]

    def of(self, *weights: Weight) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.weight in weights)

    @property
    def clean(self) -> bool:
        """Whether there is nothing in it to hide."""
        return not self.of(Weight.DIRECT, Weight.INDIRECT)


def held_out(folder: Path = HELD_OUT) -> tuple[Passage, ...]:
    """Every passage of a folder's *.txt files. Raises BadPassage, also for an id used twice."""
    passages: dict[str, Passage] = {}
    for path in sorted(folder.glob("*.txt")):
        for passage in read(path.read_text(encoding="utf-8"), path.name):
            if passage.id in passages:
                raise BadPassage(f"{path.name}: the id {passage.id} is used twice.")
            passages[passage.id] = passage
    return tuple(passages.values())


def read(written: str, file: str) -> Iterator[Passage]:
    """The passages of one file's text. Raises BadPassage naming `file` and the line."""
    heads: list[tuple[int, re.Match[str]]] = []
    lines = written.splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("---"):
            heads.append((number, _head(line, f"{file}, line {number}")))
        elif not heads and line.strip():
            raise BadPassage(f"{file}, line {number}: text before the first passage.")
    ends = [number - 1 for number, _ in heads[1:]] + [len(lines)]
    for (number, head), end in zip(heads, ends, strict=True):
        yield _passage(head, lines[number:end], file, number + 1)


def _head(line: str, where: str) -> re.Match[str]:
    head = _HEAD.fullmatch(line.rstrip())
    if head is None:
        raise BadPassage(f"{where}: a passage begins with '--- id=I001 style=interview'.")
    if head["style"] not in STYLES:
        raise BadPassage(f"{where}: the style {head['style']!r} is none of {', '.join(STYLES)}.")
    return head


def _passage(head: re.Match[str], lines: list[str], file: str, first: int) -> Passage:
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, line in enumerate(lines, start=first):
        plain, found = _unmarked(line, f"{file}, line {number}")
        marks += [Mark(m.start + length, m.end + length, m.type, m.culture) for m in found]
        parts.append(plain)
        length += len(plain) + 1
    text = "\n".join(parts).rstrip()
    if not text:
        raise BadPassage(f"{file}, line {first - 1}: {head['id']} has no text.")
    return Passage(head["id"], head["style"], text, tuple(marks))


def _unmarked(line: str, where: str) -> tuple[str, list[Mark]]:
    """A line without its marks, and where they lie in it."""
    plain, after = "", 0
    marks: list[Mark] = []
    for found in _MARK.finditer(line):
        plain += line[after : found.start()]
        _known(found, where)
        start, plain = len(plain), plain + found["surface"]
        marks.append(Mark(start, len(plain), found["type"], found["culture"]))
        after = found.end()
    plain += line[after:]
    if "{{" in plain or "}}" in plain:
        raise BadPassage(f"{where}: a mark is not closed, is empty or lies in another mark.")
    return plain, marks


def _known(found: re.Match[str], where: str) -> None:
    kind, surface = found["type"], found["surface"]
    if kind not in DIRECT | INDIRECT | {LOOKALIKE}:
        raise BadPassage(f"{where}: {kind!r} is no type of identifier.")
    if (kind == "name") != (found["culture"] is not None):
        raise BadPassage(f"{where}: {surface!r}: names, and only names, say their group.")
    if surface != surface.strip():
        raise BadPassage(f"{where}: {surface!r} begins or ends with a space.")
