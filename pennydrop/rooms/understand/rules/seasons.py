"""A date as the season and year that it lies in; a date of birth as nothing but that.

Seasons are those of the weather: spring begins in March. A winter belongs to two years. A date of
birth says no year, decade or season: beside "[late teens]" a decade can leave one year to guess
(born in the 2010s, and sixteen at least), and a season is a quarter of everybody of that age.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer",
            "autumn", "autumn", "autumn", "winter")  # fmt: skip
_NAMED = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})(?:\s?[/.\-]\s?(\d{4}|\d{2}))?")
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)[-/.](\d{1,2})[-/.]\d{1,2}")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
_MORE_ORDINALS = (
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_DAYS = MappingProxyType(
    {word: n for n, word in enumerate((*_ORDINALS, *_MORE_ORDINALS), 1)} | {"thirtieth": 30}
)
_ORDINAL_TENS = MappingProxyType({"twenty": 20, "thirty": 30})
_OF_THE = re.compile(
    rf"\bof\sthe\s(?:({'|'.join(_ORDINALS)})|(1[0-2]|[1-9])(?:st|nd|rd|th))\b", re.IGNORECASE
)
_FOUR = re.compile(r"\b(?:18|19|20)\d\d\b")
_TWO = re.compile(r"(?:['’]|\s|-)(\d\d)\s*$")
_PIVOT = 30  # a year of two digits up to here is of this century

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = MappingProxyType(
    {
        **{word: number for number, word in enumerate(_SMALL)},
        **{word: 10 * number for number, word in enumerate(_TENS, 2)},
        "oh": 0,
        "fourty": 40,
    }
)
_SHAPE = re.compile(
    r"\[(?:(?:spring|summer|autumn) \d{4}|winter \d{4} to \d{4}|\d{4}|date of birth(?:, \d{4}s)?"
    r"|a birthday|a (?:day|birthday) in (?:spring|summer|autumn|winter))\]"
)  # older texts say the decade, or the season of a birthday
BIRTHS = BIRTH, BIRTHDAY = "birth", "birthday"
_BORN = MappingProxyType({BIRTH: "[date of birth]", BIRTHDAY: "[a birthday]"})


def season(text: str, *, birth: str = "") -> str:
    """The stand-in for a date, such as "[spring 2024]", "[winter 2023 to 2024]" or "[a day in
    spring]"; for a BIRTH "[date of birth]", for a BIRTHDAY "[a birthday]". "" where neither month
    nor year can be read."""
    month, year = _month(text), _year(text)
    if birth in _BORN and (month or year):
        return _BORN[birth if year else BIRTHDAY]
    if not month:
        return f"[{year}]" if year else ""
    said = _SEASONS[month - 1]
    if not year:
        return f"[a day in {said}]"
    if said == "winter":
        begins = year if month == 12 else year - 1
        return f"[winter {begins} to {begins + 1}]"
    return f"[{said} {year}]"


def is_season(surrogate: str) -> bool:
    """Whether a stand-in is one that `season` makes."""
    return _SHAPE.fullmatch(surrogate) is not None


@dataclass(frozen=True)
class Day:
    """A date as far as it can be read; 0 for what cannot."""

    year: int
    month: int
    day: int

    @property
    def whole(self) -> bool:
        return bool(self.year and self.month and self.day)


def day_in(text: str) -> Day:
    """What a date says: "4 August 2006" and "04/08/06" are one day."""
    return Day(_year(text), _month(text), _day(text))


def _month(text: str) -> int:
    named = _NAMED.search(text)
    if named:
        return _MONTHS.index(named.group(1).lower()) + 1
    first = _YEAR_FIRST.search(text)
    found = first or _DAY_FIRST.search(text)
    month = int(found.group(2)) if found else _month_by_number(text)
    return month if 1 <= month <= 12 else 0


def _month_by_number(text: str) -> int:
    """The month of "the third of the fifth", 0 for none."""
    found = _OF_THE.search(text)
    if not found:
        return 0
    return _ORDINALS.index(found.group(1).lower()) + 1 if found.group(1) else int(found.group(2))


def _day(text: str) -> int:
    first = _YEAR_FIRST.search(text)
    figures = re.search(r"(?<!\d)\d{1,2}(?!\d)", text[first.end(2) :] if first else text)
    said = re.findall(r"[a-z]+", text.lower())
    tens = _ORDINAL_TENS.get(next((word for word in said if word in _ORDINAL_TENS), ""), 0)
    ones = next((_DAYS[word] for word in said if word in _DAYS), 0)
    day = int(figures.group()) if figures and not (tens or ones) else tens + ones
    return day if 1 <= day <= 31 else 0


def _year(text: str) -> int:
    four = _FOUR.search(text)
    if four:
        return int(four.group())
    named, numeric = _NAMED.search(text), _DAY_FIRST.search(text)
    two = _TWO.search(text, named.end()) if named else None
    digits = numeric.group(3) if numeric else two.group(1) if two else None
    return _century(int(digits)) if digits else _said_year(text)


def _century(two: int) -> int:
    return (2000 if two <= _PIVOT else 1900) + two


def _said_year(text: str) -> int:
    """A year in words: "nineteen ninety four", "twenty oh three", "two thousand and four",
    "ninety four"."""
    named = _NAMED.search(text) or _OF_THE.search(text)
    words = re.findall(r"[a-z]+", text[named.end() if named else 0 :].lower())
    if "thousand" in words:
        return 2000 + _sum(words[words.index("thousand") + 1 :])
    at = next(
        (n for n, w in enumerate(words) if w in ("nineteen", "twenty") and words[n + 1 :]), -1
    )
    if at < 0:
        return _late(words)
    late = _sum(words[at + 1 :])
    spoken = any(word in _NUMBERS for word in words[at + 1 :])
    return (1900 if words[at] == "nineteen" else 2000) + late if spoken and late < 100 else 0


def _late(words: list[str]) -> int:
    """The year of "ninety four", said after the month; 0 for none."""
    at = next((n for n, word in enumerate(words) if word in _TENS[1:]), -1)
    return 1900 + _sum(words[at : at + 2]) if at >= 0 else 0


def _sum(words: list[str]) -> int:
    return sum(_NUMBERS.get(word, 0) for word in words)
