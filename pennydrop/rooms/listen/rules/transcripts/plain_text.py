"""Plain text, and the paragraphs of a document, into speaker turns or the paragraphs of notes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pennydrop.core.numbers.plural import plural
from pennydrop.rooms.listen.rules.transcripts.labels import (
    Labelling,
    Line,
    Part,
    label_lines,
)
from pennydrop.rooms.listen.rules.transcripts.sniff import check_lines
from pennydrop.rooms.listen.rules.transcripts.turns import (
    Transcript,
    Turn,
    Unreadable,
    transcript_of,
)

# Written below a transcript by the program that made it; it is nobody's words.
_PROGRAM_LINE = re.compile(r"\nTranscribed by https://otter\.ai/?[ \n]*\Z")
_NO_BREAK = " \t\n\x0b\x0c\u00a0\ufeff"


def read_plain_text(name: str, text: str) -> Transcript:
    """Read a transcript or notes from text whose line ends are "\\n".

    Where labels name speakers, a turn runs until the next label, with its line breaks kept;
    what stands before the first label has no speaker. Where none do, the file is notes: one turn
    a paragraph (a line, if the file has no blank lines). Raises Unreadable when no words are left.
    """
    text = _PROGRAM_LINE.sub("", text)
    lines = [Line(f"line {n}", line) for n, line in enumerate(text.split("\n"), start=1)]
    return read_lines(name, lines, paragraph_per_line="\n\n" not in text.strip("\n"))


def read_lines(name: str, lines: Sequence[Line], *, paragraph_per_line: bool = False) -> Transcript:
    """The same for lines that come with their places, such as the paragraphs of a document."""
    check_lines(name, len(lines))
    labelling = label_lines(lines)
    paragraphs = _stretches(lines, labelling, paragraph_per_line)
    turns = [turn for turn in map(_turn, paragraphs) if turn.text]
    if not turns:
        raise Unreadable(
            file=name,
            place="",
            problem="this file holds no words",
            remedy="check that it was saved completely and add it again",
        )
    return transcript_of(turns, (*_left_out(labelling, turns), *labelling.notes))


@dataclass
class _Stretch:
    """Lines that will be one turn."""

    speaker: str = ""
    place: str = ""
    lines: list[str] = field(default_factory=list)

    def add(self, line: Line) -> None:
        if not self.lines:
            self.place = line.place
        self.lines.append(line.text)


def _stretches(
    lines: Sequence[Line], labelling: Labelling, paragraph_per_line: bool
) -> Iterator[_Stretch]:
    """The lines of each turn; before the first speaker, those of each paragraph."""
    current = _Stretch()
    speaking = False
    for line, part, opening in zip(lines, labelling.parts, labelling.openings, strict=True):
        speaking = speaking or opening is not None
        apart = part is Part.BLANK or (paragraph_per_line and line.place != current.place)
        if part is Part.TIME:
            continue
        if opening:
            yield current
            current = _Stretch(opening.label, line.place, [opening.rest])
            continue
        if apart and not speaking:
            yield current
            current = _Stretch()
        if speaking or part is Part.WORDS:
            current.add(line)
    yield current


def _turn(stretch: _Stretch) -> Turn:
    return Turn(stretch.speaker, _trimmed("\n".join(stretch.lines)), stretch.place)


def _trimmed(text: str) -> str:
    return text.strip(_NO_BREAK)


def _left_out(labelling: Labelling, turns: Iterable[Turn]) -> Iterator[str]:
    times = sum(1 for part in labelling.parts if part is Part.TIME)
    silent = sum(1 for opening in labelling.openings if opening)
    silent -= sum(1 for turn in turns if turn.speaker)
    if times:
        yield f"{plural(times, 'line', 'lines')} with only a time left out"
    if silent:
        yield f"{plural(silent, 'turn', 'turns')} without words left out"
    if not labelling.has_speakers:
        yield "no speakers found: read as notes, one turn for each paragraph"
