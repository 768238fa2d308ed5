"""Where turns begin in a text that must stay exactly as it is: nothing is cut off or trimmed."""

from dataclasses import dataclass
from itertools import accumulate

from pennydrop.rooms.listen.rules.speakers import is_staff_word, names_in
from pennydrop.rooms.listen.rules.transcripts.labels import Line, label_lines


@dataclass(frozen=True)
class TurnPlace:
    """A turn begins at code point `at`, with a label that stays in the text. `staff`: the label is
    a word for somebody who asks; `names`: what of it must be hidden."""

    at: int
    staff: bool
    names: tuple[str, ...] = ()


def turn_places(text: str) -> list[TurnPlace]:
    """Each place where a speaker's label opens a line; none where no labels name speakers. Line
    ends are LF."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    labelling = label_lines([Line(f"line {n}", line) for n, line in enumerate(lines, start=1)])
    return [
        TurnPlace(at, is_staff_word(opening.label), names_in(opening.label))
        for at, opening in zip(starts, labelling.openings, strict=False)
        if opening
    ]
