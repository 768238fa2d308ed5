"""Which lines of a transcript begin a new speaker, decided over the whole file.

One line alone cannot tell "Karen: I was scared" from "Thing is: I was scared". A name recurs, is
short, begins with a capital or is a role ("Interviewer", "P1"); so all lines are looked at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pennydrop.rooms.listen.rules.transcripts.openings import (
    Opening,
    Strength,
    Style,
    bare_time,
    is_arrow,
    openings,
)


@dataclass(frozen=True)
class Line:
    """A line of a file and the words that say where it stands."""

    place: str
    text: str


class Part(Enum):
    """What a line is for."""

    BLANK = "blank"
    TIME = "time"
    WORDS = "words"


@dataclass(frozen=True)
class Labelling:
    """For each line: what it is, and the speaker it opens with, if any; with remarks."""

    parts: tuple[Part, ...]
    openings: tuple[Opening | None, ...]
    notes: tuple[str, ...]

    @property
    def has_speakers(self) -> bool:
        return any(self.openings)


def label_lines(lines: Sequence[Line]) -> Labelling:
    """Decide which lines open with a speaker; at most one style of label counts in a file."""
    parts = _parts(lines)
    found = _found(lines, parts)
    columns = {style: [options.get(style) for options in found] for style in Style}
    names = {style: _speakers(style, column, parts) for style, column in columns.items()}
    best = max(Style, key=lambda style: sum(o.key in names[style] for o in columns[style] if o))
    if not names[best]:
        doubts = _doubts(lines, columns[Style.COLON], frozenset())
        return Labelling(parts, (None,) * len(lines), doubts)
    chosen = [o if o and o.key in names[best] else None for o in columns[best]]
    notes = _rare(lines, chosen) + _doubts(lines, columns[best], names[best])
    return Labelling(parts, _spelled_alike(chosen), notes)


def _spelled_alike(chosen: Sequence[Opening | None]) -> tuple[Opening | None, ...]:
    """ "KAREN" and "Karen" are one speaker, spelled as at the first place."""
    spelling: dict[str, str] = {}
    return tuple(o and o.spelled(spelling.setdefault(o.key, o.label)) for o in chosen)


def _parts(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Lines with only a time are not words, unless one short time stands alone in the file."""
    times = [bare_time(line.text) for line in lines]
    long_or_many = sum(1 for time in times if time) > 1
    parts = []
    for line, time in zip(lines, times, strict=True):
        if not line.text.strip():
            parts.append(Part.BLANK)
        elif is_arrow(line.text) or (time and (long_or_many or time.count(":") > 1)):
            parts.append(Part.TIME)
        else:
            parts.append(Part.WORDS)
    return tuple(parts)


def _found(lines: Sequence[Line], parts: Sequence[Part]) -> list[dict[Style, Opening]]:
    found: list[dict[Style, Opening]] = []
    before = Part.BLANK
    for line, part in zip(lines, parts, strict=True):
        words = part is Part.WORDS
        found.append(openings(line.text, after_time=before is Part.TIME) if words else {})
        before = part
    return found


# A dash or tab after a short start is common in ordinary writing: these styles need more proof.
_WEAK = {Style.DASH, Style.TAB}


def _speakers(
    style: Style, column: Sequence[Opening | None], parts: Sequence[Part]
) -> frozenset[str]:
    """The names that count as speakers, if this were the file's style of label."""
    kinds = {o.key: o.strength for o in column if o}
    counts = Counter(o.key for o in column if o)
    sure = {key for key, count in counts.items() if _is_sure(kinds[key], count)}
    covered = _covers(sum(counts[key] for key in sure), parts)
    if not sure or not (covered or (style not in _WEAK and len(sure) > 1)):
        return frozenset()
    return frozenset(sure | _once(style, column, parts, sure, counts))


def _is_sure(how: Strength, count: int) -> bool:
    return how is Strength.ROLE or count >= {Strength.NAME: 2, Strength.SMALL: 3}[how]


def _covers(labelled: int, parts: Sequence[Part]) -> bool:
    """Whether labels begin a quarter of all lines, or half of the blocks between blank lines."""
    words = sum(1 for part in parts if part is Part.WORDS)
    blocks = sum(
        1
        for i, part in enumerate(parts)
        if part is Part.WORDS and (i == 0 or parts[i - 1] is Part.BLANK)
    )
    return labelled * 4 >= words or (blocks > 1 and labelled * 2 >= blocks)


def _once(
    style: Style,
    column: Sequence[Opening | None],
    parts: Sequence[Part],
    sure: set[str],
    counts: Counter[str],
) -> set[str]:
    """Names that occur once and stand just as the sure ones do: somebody who spoke once."""
    places = [i for i, o in enumerate(column) if o and o.key in sure]
    spaced = [i for i in places if i == 0 or parts[i - 1] is not Part.WORDS]
    need_space = len(spaced) * 5 >= len(places) * 4
    capitals = all(o.label == o.label.upper() for o in column if o and o.key in sure)
    return {
        o.key
        for i, o in enumerate(column)
        if o
        and counts[o.key] == 1
        and o.strength is Strength.NAME
        and (not need_space or i == 0 or parts[i - 1] is not Part.WORDS)
        and (o.label == o.label.upper() if capitals else style is not Style.DASH)
    }


def _rare(lines: Sequence[Line], chosen: Sequence[Opening | None]) -> tuple[str, ...]:
    counts = Counter(o.key for o in chosen if o)
    places = [
        line.place
        for line, o in zip(lines, chosen, strict=True)
        if o and counts[o.key] == 1 and o.strength is not Strength.ROLE
    ]
    return _note(places, "names a speaker who speaks only once: check that it is a speaker")


def _doubts(
    lines: Sequence[Line], column: Sequence[Opening | None], names: frozenset[str]
) -> tuple[str, ...]:
    places = [
        line.place
        for line, o in zip(lines, column, strict=True)
        if o and o.key not in names and o.strength is not Strength.SMALL
    ]
    return _note(places, "begins like a speaker's name and was read as words: check it")


def _note(places: Sequence[str], remark: str) -> tuple[str, ...]:
    if not places:
        return ()
    more = f" (and {len(places) - 1} more like it)" if len(places) > 1 else ""
    return (f"{places[0]} {remark}{more}",)
