"""What every reader of uploaded words gives back: speaker turns, or one plain reason why not."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MAX_BYTES = 20 * 1024 * 1024
"""The largest file that is read, in bytes (20 MiB: some 300 hours of talk as plain text)."""

MAX_TURN = 4000
"""The longest segment, in Unicode code points."""


@dataclass(frozen=True)
class Turn:
    """What one speaker said before another began.

    `speaker` is "" when the file names none. `text` has no line break at its end. `place` says
    where in the file it stands: "line 12", "paragraph 3", "row 7" or "00:01:02".
    """

    speaker: str
    text: str
    place: str


@dataclass(frozen=True)
class Transcript:
    """One source as read: its turns, its speakers by first appearance, and plain remarks.

    Notes name places and counts and never repeat anyone's words, so that they may be shown,
    kept or logged.
    """

    turns: tuple[Turn, ...]
    speakers: tuple[str, ...]
    notes: tuple[str, ...] = ()


class Unreadable(Exception):
    """A file that cannot be read: which file, where in it, what is wrong and what to do."""

    def __init__(self, *, file: str, place: str, problem: str, remedy: str) -> None:
        super().__init__(file, place, problem, remedy)
        self.file = file
        self.place = place
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.problem}; {self.remedy}."


def transcript_of(turns: Iterable[Turn], notes: Iterable[str] = ()) -> Transcript:
    """Turns with their speakers listed by first appearance."""
    kept = tuple(turns)
    speakers = dict.fromkeys(turn.speaker for turn in kept if turn.speaker)
    return Transcript(turns=kept, speakers=tuple(speakers), notes=tuple(notes))


def split_long(turns: Sequence[Turn], limit: int = MAX_TURN) -> tuple[Turn, ...]:
    """The same turns, each at most `limit` code points long.

    A long turn is cut at the end of a paragraph, else of a sentence, else of a word. Line breaks
    at a cut are left out, because every segment ends with one; nothing else is lost. A cut never
    falls inside what a reader sees as one character, unless that character alone is longer than
    the limit.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    return tuple(piece for turn in turns for piece in _pieces(turn, limit))


def _pieces(turn: Turn, limit: int) -> Iterator[Turn]:
    text = turn.text
    if len(text) <= limit:
        yield turn
        return
    start = 0
    while start < len(text):
        end = _cut(text, start, limit)
        piece = text[start:end].strip("\n")
        if piece:
            yield Turn(turn.speaker, piece, turn.place)
        start = end


_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]{0,3}\s")


def _cut(text: str, start: int, limit: int) -> int:
    """Where the piece that begins at `start` ends: the best safe place within the limit."""
    last = start + limit
    if last >= len(text):
        return len(text)
    # Half a limit is the least for a good place: better a cut sentence than many scraps.
    half = start + (limit + 1) // 2
    for places in (_after(text, "\n\n", half, last), _after(text, "\n", half, last)):
        if places is not None:
            return places
    sentences = [m.end() for m in _SENTENCE_END.finditer(text, half, last)]
    words = (i for i in range(last, start, -1) if text[i - 1].isspace())
    anywhere = range(last, start, -1)
    for candidates in (reversed(sentences), words, anywhere):
        for place in candidates:
            if _is_between_characters(text, place, start):
                return place
    return last


def _after(text: str, mark: str, first: int, last: int) -> int | None:
    found = text.rfind(mark, first, last)
    if found < 0 or not _is_between_characters(text, found + len(mark), first):
        return None
    return found + len(mark)


_JOINERS = {"\u200d", "\u200c"}


def _is_between_characters(text: str, place: int, start: int) -> bool:
    """Whether a cut before `text[place]` leaves every visible character whole."""
    if place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if after in _JOINERS or before == "\u200d" or _leans_back(after):
        return False
    if _is_flag_letter(before) and _is_flag_letter(after):
        return _flag_letters_before(text, place, start) % 2 == 0
    return True


def _leans_back(char: str) -> bool:
    """Whether a code point belongs to the one before it: marks, skin tones, tags, Hangul ends."""
    point = ord(char)
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or 0x1F3FB <= point <= 0x1F3FF
        or 0xE0020 <= point <= 0xE007F
        or 0x1160 <= point <= 0x11FF
    )


def _is_flag_letter(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _flag_letters_before(text: str, place: int, start: int) -> int:
    first = place
    while first > start and _is_flag_letter(text[first - 1]):
        first -= 1
    return place - first
