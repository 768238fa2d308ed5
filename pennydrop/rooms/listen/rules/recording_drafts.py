"""A recording becomes a draft: words with times cut into turns, and the days it may be kept."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

DAYS = 14
"""How long a recording is kept after its draft was corrected, unless somebody says otherwise."""
LATEST_DAYS = 90
"""How long a recording is ever kept, counted from the day it was brought in."""
MOST_TURNS = 1500
PAUSE = 1.0
AFTER_A_QUESTION = 0.2
LONGEST = 900
# A word takes so long, in seconds, and so much more for each of its letters, if it is said slowly.
SHORTEST, A_LETTER = 0.2, 0.08
_LAST_OF_SENTENCE = (".", "?", "!")


class Unheard(Exception):
    """No draft can be made of this recording. The message is for whoever brought it in."""


class Stopped(Exception):
    """Nobody needs the draft any more: the recording has gone, or the session is handed in."""


@dataclass(frozen=True)
class Word:
    """A word as the machine heard it, with the space before it if there was one. `start` and `end`
    in seconds from the beginning."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Heard:
    """A turn of a draft: the whole second at which it begins, and its words."""

    at: int
    text: str


@dataclass(frozen=True)
class Draft:
    """What a machine made of a recording. `seconds`: how long the recording is."""

    turns: tuple[Heard, ...]
    seconds: int


Told = Callable[[int], None]
"""Is told how far the machine is, in whole percent; raises Stopped to end it."""
Engine = Callable[[bytes, Told], Draft]
"""Makes a draft of a recording's bytes. Raises Unheard, and lets Stopped through."""


def turns_of(words: Iterable[Word], most: int = MOST_TURNS) -> tuple[Heard, ...]:
    """Words cut into turns where people seem to take turns; at most `most` of them.

    A new turn begins after a pause of a second, after a shorter one behind a question, and at a
    sentence's end in a turn that has become long. Nobody is said to be the speaker: two voices may
    share a turn, and whoever corrects the draft parts them. Where there would be too many turns,
    pauses have to be longer.
    """
    said = [word for word in words if word.text.strip()]
    pause = PAUSE
    while len(turns := _cut(said, pause)) > most:
        pause *= 1.5
        if pause > 60:
            return _joined(turns, most)
    return turns


def _cut(words: list[Word], pause: float) -> tuple[Heard, ...]:
    turns: list[list[Word]] = []
    length = 0
    for word in words:
        if not turns or _begins(turns[-1][-1], word, length, pause):
            turns.append([])
            length = 0
        turns[-1].append(word)
        length += len(word.text)
    return tuple(_heard(turn) for turn in turns)


def _begins(last: Word, word: Word, length: int, pause: float) -> bool:
    ended = last.text.strip()
    gap = word.start - _spoken_until(last)
    if gap >= pause or (length > LONGEST and ended.endswith(_LAST_OF_SENTENCE)):
        return True
    return ended.endswith("?") and gap >= AFTER_A_QUESTION * pause / PAUSE


def _spoken_until(word: Word) -> float:
    """Where a word is over at the latest: a machine lets the last one reach into the pause."""
    return min(word.end, word.start + SHORTEST + A_LETTER * len(word.text.strip()))


def _heard(turn: list[Word]) -> Heard:
    words = re.sub(r"\s+", " ", "".join(word.text for word in turn)).strip()
    return Heard(max(0, int(turn[0].start)), words)


def _joined(turns: tuple[Heard, ...], most: int) -> tuple[Heard, ...]:
    each = -(-len(turns) // most)
    parts = [turns[first : first + each] for first in range(0, len(turns), each)]
    return tuple(Heard(part[0].at, " ".join(turn.text for turn in part)) for part in parts)


def clock(seconds: int) -> str:
    """Where in a recording: 0:07, 12:30, 1:02:03."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def goes_on(brought: dt.date, days: int, corrected: dt.date | None) -> dt.date:
    """The day on which a recording is destroyed: so many days after the draft was corrected, and
    never later than `LATEST_DAYS` after it was brought in."""
    latest = brought + dt.timedelta(days=LATEST_DAYS)
    return latest if corrected is None else min(latest, corrected + dt.timedelta(days=days))


_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def part_of(header: str, size: int, most: int) -> tuple[int, int] | None:
    """Which bytes a player asks for (first, one after the last), at most `most` of them.

    None where the header asks for nothing that we can give (RFC 9110, 14.2: one range only).
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start = int(first)
        stop = min(size, int(last) + 1 if last else size)
    return (start, min(stop, start + most)) if start < stop else None
