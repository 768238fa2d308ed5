"""A date as the season and year that it lies in; a date of birth as its decade.

Seasons are those of the weather: spring begins in March. A winter belongs to two years.
"""

import re
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
_BORN = re.compile(
    r"(?:\bborn|\bd\W?o\W?b|\bbirth(?:day)?)(?:['’]?s)?\W{0,3}(?:(?:is|was|on|the|it|its|in)\W{1,3})*$",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    r"^\W{0,3}(?:is|was|['’]s)\s(?:my|his|her|their|our)\s(?:\w+\s)?birthday", re.I
)
_SHAPE = re.compile(
    r"\[(?:(?:spring|summer|autumn) \d{4}|winter \d{4} to \d{4}|\d{4}|date of birth, \d{4}s"
    r"|a (?:day|birthday) in (?:spring|summer|autumn|winter))\]"
)


def season(text: str, *, birth: bool = False) -> str:
    """The stand-in for a date, such as "[spring 2024]", "[winter 2023 to 2024]" or "[a day in
    spring]"; for a date of birth "[date of birth, 1990s]". "" where neither month nor year can be
    read."""
    month, year = _month(text), _year(text)
    if birth:
        if year:
            return f"[date of birth, {year // 10 * 10}s]"
        return f"[a birthday in {_SEASONS[month - 1]}]" if month else ""
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


def speaks_of_birth(before: str, after: str) -> bool:
    """Whether the words right beside a date say that somebody was born on it."""
    return bool(_BORN.search(before) or _BIRTHDAY.search(after))


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
