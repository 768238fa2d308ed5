"""Words in context, and how often each word is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import StopList
from pennydrop.rooms.understand.queries.indexing import words_index
from pennydrop.rooms.understand.queries.search import Result
from pennydrop.rooms.understand.rules.copying import fold
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.stopping import SHIPPED, words_in

BESIDE = 60
SHORTEST = 2


@dataclass(frozen=True)
class Line:
    """One hit with what stands before and after it in the turn."""

    result: Result
    start: int
    end: int
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Said:
    """A word as the index keeps it (small letters, no accents): how often participants said it,
    and in how many turns."""

    word: str
    times: int
    turns: int


def in_context(results: tuple[Result, ...]) -> list[Line]:
    """A line for each hit of these results."""
    return [line for result in results for line in _lines(result)]


def _lines(result: Result) -> Iterator[Line]:
    text = " ".join(result.text.split("\n"))  # as long as before
    for start, end in result.places:
        before, after = text[:start], text[end:]
        yield Line(
            result=result,
            start=position(result.turn, start),
            end=position(result.turn, end),
            before=_last_words(before),
            hit=text[start:end],
            after=_first_words(after),
        )


def _last_words(text: str) -> str:
    """The end of a text, in whole words where it has any."""
    if len(text) <= BESIDE:
        return text
    _, parted, whole = text[-BESIDE - 1 :].partition(" ")
    return f"… {whole}" if parted else f"…{text[-BESIDE:]}"


def _first_words(text: str) -> str:
    """The beginning of a text, in whole words where it has any."""
    if len(text) <= BESIDE:
        return text
    whole, parted, _ = text[: BESIDE + 1].rpartition(" ")
    return f"{whole} …" if parted else f"{text[:BESIDE]}…"


def said_most(study: UUID, *, count: int = 100) -> list[Said]:
    """The words that participants said most often, without those on the study's stop list. What
    interviewers asked, words of people who do not agree to be read, and stand-ins such as [town 2]
    are not counted."""
    stopped = {fold(word).replace("'", "ʼ") for word in stop_list(study)}
    found: list[Said] = []
    with words_index(study) as index:
        rows = index.execute(
            "SELECT term, times, turns FROM terms WHERE col = 'said' ORDER BY times DESC, term"
        )
        for word, times, turns in rows:
            if len(word) >= SHORTEST and word not in stopped and not word.isdecimal():
                found.append(Said(word.replace("ʼ", "'"), times, turns))
            if len(found) == count:
                break
    return found


def stop_list(study: UUID) -> frozenset[str]:
    return words_in(typed_stop_list(study))


def typed_stop_list(study: UUID) -> str:
    """The study's own list, or the one that Pennydrop ships."""
    row = StopList.objects.filter(pk=study).first()
    return row.words if row else " ".join(SHIPPED.split())
