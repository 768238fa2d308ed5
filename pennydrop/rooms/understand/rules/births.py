"""Whether a date is one on which somebody was born.

The words beside it say so, or the question before it does, or its year fits an age that is said
beside it: whoever is 19 in 2026 was born in 2006 or 2007. That is more than the season of a date
may stand for, so rules/seasons.py says nothing of such a day.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.ages import years_in
from pennydrop.rooms.understand.rules.identifiers import Label, Span
from pennydrop.rooms.understand.rules.seasons import BIRTH, BIRTHDAY, Day, day_in

BESIDE = 45  # code points in which a date of birth is called one
NEAR = 80  # code points between a date and an age that are read together
# Whoever is 19 was born 19 or 20 calendar years before; the study may be a year older or younger
# than its sources say.
_YEARS_OFF = range(-1, 3)

_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen"
)
_TENS = r"(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]\w+)?"
_CALLED = (
    r"(?:birth\s?days?|b['’]?-?day|birth\s?date|date\sof\sbirth|birth|d\W?o\W?b|born)(?:['’]?s)?"
)
_LINK = r"(?:is|was|on|the|it|its|it['’]s|in|at|and|falls|fell|being|of|my|mine|me|there|here|back)"
_BEFORE = (
    (BIRTH, rf"\b{_CALLED}\W{{0,3}}(?:{_LINK}\W{{1,3}})*$"),
    # "born in the old hospital on the", and no further thing that happened
    (BIRTH, r"\bborn(?:\s(?!and\b|but\b|then\b|so\b|when\b|i\b|we\b|he\b|she\b)[\w'’-]+){0,5}\s$"),
    (
        BIRTHDAY,
        rf"\bturn(?:ed|s|ing)?\s(?:\d{{1,2}}|{_NUMBERS}|{_TENS}),?\s"
        r"(?:(?:years|old|on|back|the)\s)*$",
    ),
)
_WHOSE = r"(?:my|me|his|her|their|our|your|the|[\w-]+['’]s)"
_AFTER = (
    (BIRTH, rf"^\W{{0,3}}(?:(?:is|was|that['’]?s|it['’]?s|which|['’]s|being)\s)*{_WHOSE}\s"
            rf"(?:[\w'’-]+\s){{0,2}}?{_CALLED}\b"),
    (BIRTH, r"^\W{0,3}(?:(?:is|was|that['’]?s|it['’]?s|which|['’]s|the|day|date|when|that)\s)*"
            r"(?:i|he|she|they|we|[a-z]+)\s(?:was|were|wur|got)\sborn\b"),
    (BIRTH, rf"^\W{{0,3}}{_CALLED}\b(?=\W|$)"),
)  # fmt: skip
_SAID_BEFORE = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _BEFORE)
_SAID_AFTER = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _AFTER)
_OF_A_BIRTHDAY = re.compile(r"birth\s?day|b['’]?-?day", re.IGNORECASE)
# "What's your date of birth?" and then a turn that begins with it.
_ASKED = re.compile(rf"\b(?:{_CALLED})\b[^.!?\n]{{0,30}}[?:.]?\s*$", re.IGNORECASE)
# What happened on a day is no birth, however well its year fits.
_HAPPENED = re.compile(
    r"\b(?:on|since|until|till|before|after|from|by|at|during|around|about|between|to|of|for|and)\W"
    r"{1,3}(?:the\s)?$",
    re.IGNORECASE,
)
_BARE_BEFORE = re.compile(r"(?:^|[.,;:(\n]\s*)(\d{1,2})\s*[.,;:(–-]\s*$")
_BARE_AFTER = re.compile(r"^\s*[.,;:(–-]\s*(\d{1,2})\s*(?:[.,;:)\n]|$)")
_AGED = re.compile(
    r"\b(?:i['’]?m|i\sam|(?:s?he|they)['’]?(?:s|re)|(?:s?he|they)\s(?:is|are)|aged?|turned)\s"
    rf"(?:only\s|just\s|now\s|nearly\s)?(\d{{1,2}}|{_NUMBERS})\b(?!\s?(?:g\b|grams?|mg|quid|pounds|"
    r"months?|weeks?|days?|hours?|min|st\b|stone|kg|per|%|miles?|times)|[:/%\d])",
    re.IGNORECASE,
)


def birth_said(text: str, span: Span) -> str:
    """BIRTH or BIRTHDAY where the words right beside a date of this text call it one; ""."""
    if span.label != Label.DATE:
        return ""
    before, after = text[max(0, span.start - BESIDE) : span.start], text[span.end :][:BESIDE]
    for kind, pattern in _SAID_BEFORE:
        if match := pattern.search(before):
            return _kind(kind, match.group())
    for kind, pattern in _SAID_AFTER:
        if match := pattern.search(after):
            return _kind(kind, match.group())
    return ""


def _kind(kind: str, said: str) -> str:
    return BIRTHDAY if _OF_A_BIRTHDAY.search(said) else kind


@dataclass(frozen=True)
class Told:
    """A turn, and what was found in it."""

    text: str
    spans: Sequence[Span]


def births_in(turns: Sequence[Told], years: Collection[int] = ()) -> list[dict[int, str]]:
    """For each turn of a source the number of each date in `spans` that is a birth, with BIRTH or
    BIRTHDAY. `years`: in which it was told, as far as the study knows; years that the text itself
    says count too."""
    said = [_said(turns, at) for at in range(len(turns))]
    known = {day for turn, here in zip(turns, said, strict=True) for n in here
             if (day := _day(turn, n)).whole}  # fmt: skip
    told = {*years, *_own_years(turns)}
    for at, turn in enumerate(turns):
        for number, span in enumerate(turn.spans):
            if span.label != Label.DATE or number in said[at]:
                continue
            day = _day(turn, number)
            if day.whole and (day in known or _fits_an_age(turns, at, span, day, told)):
                said[at][number] = BIRTH
                known.add(day)
    return said


def _said(turns: Sequence[Told], at: int) -> dict[int, str]:
    turn = turns[at]
    found = {n: kind for n, span in enumerate(turn.spans) if (kind := birth_said(turn.text, span))}
    asked = _ASKED.search(turns[at - 1].text[-BESIDE - 30 :]) if at else None
    first = next((n for n, span in enumerate(turn.spans) if span.label == Label.DATE), None)
    if asked and first is not None and first not in found and turn.spans[first].start < BESIDE:
        found[first] = _kind(BIRTH, asked.group())
    return found


def _day(turn: Told, number: int) -> Day:
    span = turn.spans[number]
    return day_in(turn.text[span.start : span.end])


def _own_years(turns: Sequence[Told]) -> Iterator[int]:
    """The years that are said in the text, the latest of which may be that of the telling."""
    for turn in turns:
        yield from map(int, re.findall(r"(?<![\d/.-])20\d\d(?![\d/-])", turn.text))


def _fits_an_age(
    turns: Sequence[Told], at: int, span: Span, day: Day, years: Collection[int]
) -> bool:
    text = turns[at].text
    if _HAPPENED.search(text[max(0, span.start - 20) : span.start]):
        return False
    ages = set(_ages_beside(turns[at], span))
    if span.start < NEAR and at:
        ages |= set(_ages_at_end(turns[at - 1], NEAR - span.start))
    others = set(years) - {day.year}
    return any(year - day.year - age in _YEARS_OFF for year in others for age in ages)


def _ages_beside(turn: Told, date: Span) -> Iterator[int]:
    for start, end, years in _ages(turn):
        if date.start - end <= NEAR and start - date.end <= NEAR:
            yield years
    for found in (_BARE_BEFORE.search(turn.text[: date.start][-20:]),
                  _BARE_AFTER.search(turn.text[date.end :][:20])):  # fmt: skip
        if found:
            yield int(found.group(1))


def _ages_at_end(turn: Told, within: int) -> Iterator[int]:
    return (years for _, end, years in _ages(turn) if len(turn.text) - end <= within)


def _ages(turn: Told) -> Iterator[tuple[int, int, int]]:
    """Every age that is said, where it stands, and how many years it is."""
    for span in turn.spans:
        if span.label == Label.AGE and (years := years_in(turn.text[span.start : span.end])):
            yield span.start, span.end, years
    for match in _AGED.finditer(turn.text):
        if years := years_in(match.group(1)):
            yield match.start(1), match.end(1), years
