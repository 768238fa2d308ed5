"""A guide on one sheet of paper: what helps in an emergency first, then as much as fits.

Nothing stands on a sheet that the page does not show on the same day. Paper cannot take a sentence
back, so each sheet has a mark of its words: the page says whether they are still the newest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pennydrop.rooms.inform.rules.claims import Kind, Severity
from pennydrop.rooms.inform.rules.pages import GuidePage, Line, Part, Section

ROOM = 4300  # letters of a full sheet in its smallest type
_TITLE, _LINE = 90, 34  # what a heading, and the end of a paragraph, take beside their letters
_TYPES = ((1500, 13.0), (2000, 12.0), (2600, 11.0), (3300, 10.0), (4100, 9.6))
_SMALLEST = 9.2


@dataclass(frozen=True)
class Sheet:
    """What is printed. `type_size` is in points; `whole` says that nothing was left out; `mark`
    tells these words from any others."""

    sections: tuple[Section, ...]
    type_size: float
    whole: bool
    mark: str

    @property
    def unsigned(self) -> bool:
        """Something here was not signed, or is overdue: only what never vanishes, or a draft."""
        return any(not line.standing.sound for line in _lines(self.sections))


def sheet_of(page: GuidePage) -> Sheet:
    """The sheet of a page: emergencies first, and parts left out from the end."""
    sections = [one for chapter in _emergency_first(page.sections) for one in chapter]
    kept = _fitting(sections)
    letters = sum(map(_length, kept))
    size = next((size for most, size in _TYPES if letters <= most), _SMALLEST)
    whole = len(list(_lines(kept))) == len(list(_lines(sections)))
    return Sheet(tuple(kept), size, whole, mark_of(kept))


def mark_of(sections: Iterable[Section]) -> str:
    """Ten letters and figures that change when a word does."""
    said = [[(s.title, p.lead, *(x.claim.text for x in p.lines)) for p in s.parts]
            for s in sections]  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()[:10]


def _emergency_first(sections: Sequence[Section]) -> list[list[Section]]:
    """Chapters (a heading with those below it) that say when to call 999, then the others; both in
    the order in which somebody put them."""
    chapters: list[list[Section]] = []
    for section in sections:
        if section.level == 2 or not chapters:
            chapters.append([])
        chapters[-1].append(section)
    return sorted(chapters, key=lambda chapter: not any(map(_is_emergency, _lines(chapter))))


def _is_emergency(line: Line) -> bool:
    return line.claim.kind is Kind.EMERGENCY and line.claim.severity is Severity.NOW


def _fitting(sections: Iterable[Section]) -> list[Section]:
    """As many parts as there is room for, in order. What never vanishes is never left out."""
    left = ROOM
    kept: list[Section] = []
    for section in sections:
        left -= _TITLE + len(section.title)
        parts: list[Part] = []
        for part in section.parts:
            fits = _room_for(part) <= left
            stays = tuple(line for line in part.lines if line.claim.kind.stays)
            some = part if fits else replace(part, lines=stays)
            if fits or stays:
                left -= _room_for(some)
                parts.append(some)
        if parts:
            kept.append(replace(section, parts=tuple(parts)))
        else:
            left += _TITLE + len(section.title)
    return kept


def _length(section: Section) -> int:
    return _TITLE + len(section.title) + sum(map(_room_for, section.parts))


def _room_for(part: Part) -> int:
    lead = len(part.lead) + _LINE if part.lead else 0
    return lead + sum(len(line.claim.text + line.claim.conflict) + _LINE for line in part.lines)


def _lines(sections: Iterable[Section]) -> Iterator[Line]:
    return (line for section in sections for part in section.parts for line in part.lines)
