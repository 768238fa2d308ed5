"""Numbers of people or sources that somebody typed into running text.

A figure that the program fills in is rounded and held back with care. One typed by hand is not, so
a person holds it against the figures.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS: Mapping[str, int] = (
    {word: number for number, word in enumerate(_ONES, start=1)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {"a dozen": 12, "half a dozen": 6, "a couple of": 2, "a hundred": 100}
)
_NUMBER = (
    rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[:9])})|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
)
_ROUGHLY = (
    "about|around|roughly|nearly|almost|over|under|more than|fewer than|less than|at least|up to|"
    "only|just|some|all"
)
_WHICH = (
    "of the|of our|of these|of those|other|older|younger|young|different|more|further|local|new|"
    "former|staff|specialist|senior|junior|pregnant"
)
_WHO = (
    "people|persons?|participants?|interviewees?|respondents?|members?|women|woman|men|man|"
    "mothers?|fathers?|mums?|dads?|parents?|partners?|relatives?|patients?|adults?|teenagers?|"
    "survivors?|nurses?|doctors?|gps|consultants?|interviews?|answers?|conversations?"
)
_COUNT = re.compile(
    rf"(?<![\w.,£/+-])(?:(?:{_ROUGHLY})\s+)?(?P<number>{_NUMBER})\s+(?:"
    rf"of\s+(?:us|them)\b|(?:out\s+)?of\s+(?:the\s+|our\s+)?(?:{_NUMBER})\b|"
    rf"(?:(?:{_WHICH})\s+){{0,2}}(?:{_WHO})\b)",
    re.IGNORECASE,
)
# What a public source says stands between quotation marks, or in a paragraph that is set apart.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|^>.*$", re.MULTILINE)
# An age, or "no one"; and what makes a number the rest of a telephone number.
_BEFORE = re.compile(r"(?:\bag(?:e|es|ed)\s+(?:\w+\s*(?:to|and|or|-|–)\s*)?|\bno\s)$", re.I)
_DIALLED = re.compile(r"\d\s$")
# How the team works, and "one of two groups", which counts no answers.
_SAYING = re.compile(
    r"one person at a time|two (?:people|of us) (?:must |have to )?(?:sign|check|read)|"
    rf"one of (?:{_NUMBER})\b(?!\s+(?:{_WHO})\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class TypedCount:
    """A number before people or sources, as it stands in `text[start:end]`, and how many it is."""

    start: int
    end: int
    words: str
    count: int


def typed_counts(text: str) -> tuple[TypedCount, ...]:
    """Numbers of people or sources in a text of ours, in order. Left out: years, ages, telephone
    numbers, and what stands between quotation marks. "N of M" counts as N."""
    return tuple(_counts(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)))


def _counts(text: str) -> Iterator[TypedCount]:
    for found in _COUNT.finditer(text):
        number, before = found["number"], text[: found.start("number")]
        dialled = _dialled(number, before)
        other = dialled or _YEAR.fullmatch(number) or _BEFORE.search(before)
        if not other and not _SAYING.match(text, found.start()):
            yield TypedCount(found.start(), found.end(), found[0], _value(number))


def _dialled(number: str, before: str) -> bool:
    return number[0] == "0" or (number[0].isdigit() and _DIALLED.search(before) is not None)


def _value(number: str) -> int:
    said = number.lower().replace(",", "")
    if said.isdecimal():
        return int(said)
    return _WORDS[said] if said in _WORDS else sum(_WORDS[part] for part in said.split("-"))
