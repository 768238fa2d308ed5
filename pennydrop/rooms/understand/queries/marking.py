"""What somebody has marked so far while they read a source blind, name by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import SecondMark
from pennydrop.rooms.understand.rules.second_reading import Marked, covered, standing
from pennydrop.rooms.understand.rules.weighing import same

AROUND = 20  # letters shown on either side of a mark


@dataclass(frozen=True)
class Named:
    """A name that somebody marks blind: each mark with its turn and a few words round it; `left`:
    in how many places it stands in small letters and is not marked."""

    words: str
    marks: tuple[tuple[SecondMark, int, str, str], ...]
    left: int


def names_marked(
    turns: Sequence[listen.OriginalSegment], marks: Sequence[SecondMark]
) -> list[Named]:
    """What somebody has marked so far, name by name."""
    met = {turn.id: turn for turn in turns}
    names: dict[str, list[SecondMark]] = {}
    for one in sorted(marks, key=lambda one: (met[one.segment].order, one.start)):
        names.setdefault(same(met[one.segment].text[one.start : one.end]), []).append(one)
    return [_named(held, met, marks) for held in names.values()]


def _named(
    held: Sequence[SecondMark],
    met: Mapping[UUID, listen.OriginalSegment],
    marks: Sequence[SecondMark],
) -> Named:
    words = met[held[0].segment].text[held[0].start : held[0].end].strip()
    under = [Marked(one.segment, one.start, one.end, "") for one in marks]
    every = [
        (Marked(turn.id, *place, ""), turn.text)
        for turn in met.values()
        for place in standing(words, turn.text)
    ]
    return Named(
        words,
        tuple((one, met[one.segment].order, *_round(one, met[one.segment].text)) for one in held),
        sum(not covered(place, under, text) for place, text in every),
    )


def _round(mark: SecondMark, text: str) -> tuple[str, str]:
    return text[max(0, mark.start - AROUND) : mark.start], text[mark.end :][:AROUND].rstrip()
