"""Somebody's words inside our own: runs of six or more words in a row that stand in a source.

What the team writes is kept for good, and a person may take their words back. So staff text that
repeats six words in a row must become a quote, which goes when the person's words go.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

RUN = 6
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


@dataclass(frozen=True)
class Word:
    """A word as compared (case, accents and kinds of apostrophe folded) and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """A run of copied words. Offsets are code points in the staff text; `words` as written."""

    start: int
    end: int
    words: str


def fold(word: str) -> str:
    """One word without case, accents and kinds of apostrophe."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return kept.replace("’", "'").replace("ʼ", "'")


def words_of(text: str) -> list[Word]:
    """The words of a text; marks between words do not count."""
    found = _WORD.finditer(_joined(text))
    return [Word(fold(text[m.start() : m.end()]), m.start(), m.end()) for m in found]


def words_up_to(text: str, most: int) -> int:
    """How many words a text has, counted to one more than `most` at the furthest."""
    return sum(1 for _ in islice(_WORD.finditer(_joined(text)), most + 1))


def _joined(text: str) -> str:
    """The same length, with a letter for each combining mark, so that no mark splits a word."""
    if text.isascii() or not any(map(unicodedata.combining, text)):
        return text
    return "".join("x" if unicodedata.combining(c) else c for c in text)


def copied_runs(text: str, source: str, run: int = RUN) -> list[Run]:
    """Every longest run of at least `run` words of `text` that stands in `source` in that order.

    Case, accents and punctuation are passed over. Runs do not overlap.
    """
    ours = words_of(text)
    theirs = [word.folded for word in words_of(source)]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(theirs) - run + 1):
        places.setdefault(tuple(theirs[at : at + run]), []).append(at)
    found, at = [], 0
    while at + run <= len(ours):
        starts = places.get(tuple(word.folded for word in ours[at : at + run]), [])
        if not starts:
            at += 1
            continue
        length = max(_alike(ours, at, theirs, start) for start in starts)
        first, last = ours[at].start, ours[at + length - 1].end
        found.append(Run(first, last, text[first:last]))
        at += length
    return found


def _alike(ours: Sequence[Word], at: int, theirs: Sequence[str], start: int) -> int:
    length = 0
    while (
        at + length < len(ours)
        and start + length < len(theirs)
        and ours[at + length].folded == theirs[start + length]
    ):
        length += 1
    return length


class Numbers(dict[str, int]):
    """A number for each word as written, worked out once: a study repeats its words."""

    def __missing__(self, word: str) -> int:
        self[word] = number = zlib.crc32(fold(word).encode("utf-8", "surrogatepass"))
        return number


def numbered(text: str, numbers: Numbers) -> list[int]:
    """The words of a text as numbers (equal words, equal numbers)."""
    joined = _joined(text)
    if joined is text:
        return [numbers[word] for word in _WORD.findall(text)]
    return [numbers[text[m.start() : m.end()]] for m in _WORD.finditer(joined)]


def shingles(words: Sequence[int], run: int = RUN) -> Iterator[int]:
    """One number for every run of `run` words. Python hashes tuples of integers the same way in
    every process; where two runs share a number by chance, `copied_runs` tells them apart."""
    return map(hash, zip(*(words[n:] for n in range(run)), strict=False))


def shared(text: Sequence[int], known: Iterable[int], run: int = RUN) -> list[int]:
    """At which words of a text (from 0) a run begins that `known` holds too."""
    held = known if isinstance(known, (set, frozenset)) else set(known)
    return [at for at, one in enumerate(shingles(text, run)) if one in held]


class NotOurs(Exception):
    """Staff text repeats somebody's words. `runs`: (the words, the title of the source)."""

    def __init__(self, runs: Sequence[tuple[str, str]]) -> None:
        self.runs = tuple(runs)
        words, title = runs[0]
        more = f" There are {len(runs)} such places." if len(runs) > 1 else ""
        super().__init__(
            f"“{words}” stands word for word in {title}. What the team writes is kept, and people "
            "may take their words back. Put it in words of your own, or make the passage a quote."
            + more
        )


def check_own_words(runs: Sequence[tuple[str, str]]) -> None:
    """Raise NotOurs when anything was found copied."""
    if runs:
        raise NotOurs(runs)
