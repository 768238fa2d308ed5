"""A text cut into turns that a page can show and a key can seal, without losing a character."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pennydrop.rooms.understand.rules.exchange.boundaries import inside_character

LONGEST = 3_999
"""The longest part, in code points."""

_BLANK = re.compile(r"\n(?:[ \t\u00a0]*\n)+")
_LINE = re.compile(r"\n+")
_SENTENCE = re.compile(r"[.!?…。؟]\S{0,3}\s")


@dataclass(frozen=True)
class Part:
    """[start, end) of a text, and whose it is: a name of the project's own, "" for staff."""

    start: int
    end: int
    person: str
    question: str = ""


def by_stretches(text: str, stretches: Iterable[Part], person: str) -> list[Part]:
    """Parts as the file says who said what; what it says nothing of is `person`'s."""
    found: list[Part] = []
    reached = 0
    for one in sorted(stretches, key=lambda part: (part.start, part.end)):
        start = max(one.start, reached)
        if start >= one.end:
            continue
        found += _paragraphs(text, Part(reached, start, person))
        found += _pieces(text, replace(one, start=start))
        reached = one.end
    return _with_words(text, [*found, *_paragraphs(text, Part(reached, len(text), person))])


def by_turns(text: str, turns: Sequence[tuple[int, bool]], person: str) -> list[Part]:
    """Parts by speakers' labels, each (where it begins, whether it is staff's); by paragraphs
    where there are none. What stands before the first label is mostly a heading: staff's."""
    if not turns:
        return _with_words(text, [*_paragraphs(text, Part(0, len(text), person))])
    found = [*_paragraphs(text, Part(0, turns[0][0], ""))]
    ends = [*(at for at, _ in turns[1:]), len(text)]
    for (at, staff), end in zip(turns, ends, strict=True):
        found += _pieces(text, Part(at, end, "" if staff else person))
    return _with_words(text, found)


def _paragraphs(text: str, whole: Part) -> Iterator[Part]:
    """At blank lines, or at every line where there are none; the line ends stay with what they
    end."""
    if whole.start >= whole.end:
        return
    apart = _BLANK if _BLANK.search(text.strip("\n")) else _LINE
    start = whole.start
    for cut in (m.end() for m in apart.finditer(text, whole.start, whole.end)):
        yield from _pieces(text, replace(whole, start=start, end=cut))
        start = cut
    yield from _pieces(text, replace(whole, start=start))


def _pieces(text: str, whole: Part) -> Iterator[Part]:
    start = whole.start
    while whole.end - start > LONGEST:
        cut = _cut(text, start)
        yield replace(whole, start=start, end=cut)
        start = cut
    if start < whole.end:
        yield replace(whole, start=start)


def _cut(text: str, start: int) -> int:
    """The best place to cut before a part grows too long: a line, a sentence, a word."""
    half, last = start + LONGEST // 2, start + LONGEST
    line = text.rfind("\n", half, last) + 1
    sentences = [m.end() for m in _SENTENCE.finditer(text, half, last)]
    word = text.rfind(" ", half, last) + 1
    cut = line or max(sentences, default=0) or word or last
    while cut > half and inside_character(text, cut):
        cut -= 1
    return cut


def _with_words(text: str, parts: Sequence[Part]) -> list[Part]:
    """Parts of white space alone join the one before them, or the one after at the beginning."""
    kept: list[Part] = []
    start = 0
    for part in parts:
        empty = not text[part.start : part.end].strip()
        if empty and kept and part.end - kept[-1].start <= LONGEST:
            kept[-1] = replace(kept[-1], end=part.end)
        elif not empty or part.end - start > LONGEST:
            kept.append(replace(part, start=start))
        else:
            continue
        start = kept[-1].end
    return kept
