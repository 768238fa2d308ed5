"""Measures a finder of identifiers on marked passages, and says it in tables.

What is counted are letters and digits: a space or a comma between two found words gives nobody
away. An identifier is *wholly found* when each of its letters and digits lies in a flagged span,
whatever the span is called. A look-alike is *flagged* when any of them does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from training.reading import Mark, Passage, Weight

Flag: TypeAlias = tuple[int, int, str]
"""Start, end (not included) and the finder's own name for what it takes a stretch to be."""

Finder: TypeAlias = Callable[[str], Sequence[Flag]]


class BadFlag(Exception):
    """A finder's span that does not lie in the text."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None where there is nothing to have a share of."""
        return self.part / self.whole if self.whole else None

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)

    def percent(self) -> str:
        return "–" if self.value is None else f"{100 * self.value:.1f} %"

    def counted(self) -> str:
        return f"{self.part} of {self.whole}"


NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a finder did on some passages.

    `direct`, `indirect`: identifiers wholly found, of all. `right`: letters and digits in an
    identifier, of all flagged. `leaks`: passages with a direct identifier not wholly found, of
    those with one. `clean`: passages flagged, of those with nothing to hide. `lookalikes`: flagged,
    of all.
    """

    direct: Share = NOTHING
    indirect: Share = NOTHING
    right: Share = NOTHING
    leaks: Share = NOTHING
    clean: Share = NOTHING
    lookalikes: Share = NOTHING

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.direct + other.direct,
            self.indirect + other.indirect,
            self.right + other.right,
            self.leaks + other.leaks,
            self.clean + other.clean,
            self.lookalikes + other.lookalikes,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures over all passages and by style; direct and indirect ones found by type, and names by
    the group they come from."""

    all: Figures
    styles: Mapping[str, Figures]
    types: Mapping[str, Share]
    cultures: Mapping[str, Share]


def measure_finder(passages: Sequence[Passage], finder: Finder) -> Measured:
    return measure(passages, [finder(passage.text) for passage in passages])


def measure(passages: Sequence[Passage], flags: Sequence[Iterable[Flag]]) -> Measured:
    """What the flags of each passage come to. Raises BadFlag where one lies outside its passage."""
    styles: defaultdict[str, Figures] = defaultdict(Figures)
    types: defaultdict[str, Share] = defaultdict(lambda: NOTHING)
    cultures: defaultdict[str, Share] = defaultdict(lambda: NOTHING)
    for passage, found in zip(passages, flags, strict=True):
        flagged = places_of(passage, found)
        styles[passage.style] += figures(passage, flagged)
        for mark in passage.of(Weight.DIRECT, Weight.INDIRECT):
            one = Share(int(places(passage, mark) <= flagged), 1)
            types[mark.type] += one
            if mark.culture:
                cultures[mark.culture] += one
    total = sum(styles.values(), Figures())
    return Measured(total, dict(styles), dict(types), dict(cultures))


def figures(passage: Passage, flagged: set[int]) -> Figures:
    """The figures of one passage whose flagged letters and digits stand at `flagged`."""
    direct = [places(passage, mark) <= flagged for mark in passage.of(Weight.DIRECT)]
    indirect = [places(passage, mark) <= flagged for mark in passage.of(Weight.INDIRECT)]
    alike = [bool(places(passage, mark) & flagged) for mark in passage.of(Weight.LOOKALIKE)]
    hidden = passage.of(Weight.DIRECT, Weight.INDIRECT)
    ought = {place for mark in hidden for place in places(passage, mark)}
    return Figures(
        direct=Share(sum(direct), len(direct)),
        indirect=Share(sum(indirect), len(indirect)),
        right=Share(len(flagged & ought), len(flagged)),
        leaks=Share(int(not all(direct)), int(bool(direct))),
        clean=Share(int(passage.clean and bool(flagged)), int(passage.clean)),
        lookalikes=Share(sum(alike), len(alike)),
    )


def places(passage: Passage, mark: Mark) -> set[int]:
    return counted(passage.text, mark.start, mark.end)


def places_of(passage: Passage, flags: Iterable[Flag]) -> set[int]:
    """Where the flagged letters and digits of a passage stand. Raises BadFlag."""
    found: set[int] = set()
    for start, end, label in flags:
        if not 0 <= start <= end <= len(passage.text):
            raise BadFlag(f"{passage.id}: {label!r} from {start} to {end} is outside the text.")
        found |= counted(passage.text, start, end)
    return found


def counted(text: str, start: int, end: int) -> set[int]:
    """Places of the letters and digits between two places of a text."""
    return {place for place in range(start, end) if text[place].isalnum()}


def lowered(passage: Passage) -> Passage:
    """The same passage as somebody types it who leaves out capitals; places stay what they are."""
    small = "".join(
        letter.lower() if len(letter.lower()) == 1 else letter for letter in passage.text
    )
    return Passage(passage.id, passage.style, small, passage.marks)
