"""An answer out of a posted page: what somebody typed or chose, as it is kept.

Forgiving about how people write: "1,000", "7.30pm", "march", half a postcode. Nothing is guessed
where it could mean two things.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from django.utils.datastructures import MultiValueDict

from pennydrop.rooms.listen.rules.form import Kind, Question
from pennydrop.rooms.listen.rules.walking import LONGEST, Page, coarse

Posted = MultiValueDict[str, str]
FIELD = "answer"
AGREED = "OK"
MONTHS = (
    "january february march april may june july august september october november december"
).split()
_THOUSANDS = re.compile(r"-?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?\Z")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:. ]?([0-9]{2}))?(am|pm)?\Z")
_NAMED_TIMES = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}


class Unread(Exception):
    """What was typed cannot be kept as it is. `part` is the field that is wrong, if one is."""

    def __init__(self, message: str, part: str = "") -> None:
        self.message = message
        self.part = part
        super().__init__(message)


def read_answer(posted: Posted, page: Page) -> str:
    """The answer as it is kept; empty where nothing was typed or chosen. Raises Unread."""
    question = page.question
    if question.listed is not None and page.choices:
        return _READ_CHOICES[question.kind](posted, [choice.name for choice in page.choices])
    reader = _READERS.get(question.kind, _text)
    return reader(posted, question)


def prefix_of(page: Page) -> str:
    """What the names of a question's fields begin with, where others are asked on its page."""
    return f"q{page.address}-"


def part_of(posted: Posted, prefix: str) -> Posted:
    """What was sent for one question of a page, under the names it would have alone."""
    if not prefix:
        return posted
    part: Posted = MultiValueDict()
    for name in posted:
        if name.startswith(prefix):
            part.setlist(name.removeprefix(prefix), posted.getlist(name))
    return part


def typed_text(posted: Posted, name: str = FIELD) -> str:
    return posted.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()


def _text(posted: Posted, question: Question) -> str:
    text = typed_text(posted)
    if len(text) > LONGEST:
        over = len(text) - LONGEST
        raise Unread(
            f"This is {over:,} letters too long for one page. Make it shorter, or split it up"
        )
    return text


def _number(posted: Posted, question: Question) -> str:
    text = typed_text(posted).removeprefix("£").removeprefix("+").strip()
    if _THOUSANDS.match(text):
        return text.replace(",", "").replace(" ", "")
    if question.kind is Kind.DECIMAL and re.fullmatch(r"-?[0-9]+,[0-9]{1,2}", text):
        return text.replace(",", ".")
    whole = re.fullmatch(r"(-?[0-9]+)\.0*", text)
    return whole[1] if whole and question.kind is Kind.INTEGER else text


def _one(posted: Posted, names: Sequence[str]) -> str:
    chosen = posted.get(FIELD, "")
    return chosen if chosen in names else ""


def _several(posted: Posted, names: Sequence[str]) -> str:
    chosen = set(posted.getlist(FIELD))
    return " ".join(dict.fromkeys(name for name in names if name in chosen))


def _ranked(posted: Posted, names: Sequence[str]) -> str:
    """Each thing has a number; left blank everywhere it is no answer."""
    given = [posted.get(f"{FIELD}-{place}", "") for place in range(len(names))]
    if not any(given):
        return ""
    if not all(given):
        raise Unread("Give each one a number, or skip this", str(given.index("")))
    if sorted(given) != sorted(str(n) for n in range(1, len(names) + 1)):
        twice = next(n for n, place in enumerate(given) if given.index(place) < n)
        raise Unread("Use each number once", str(twice))
    return " ".join(name for _, name in sorted(zip(map(int, given), names, strict=True)))


def _tick(posted: Posted, question: Question) -> str:
    return AGREED if posted.get(FIELD) == AGREED else ""


def _area(posted: Posted, question: Question) -> str:
    return coarse(typed_text(posted))


def date_parts(question: Question) -> tuple[str, ...]:
    """The fields of a date: fewer where the form asks for a month or a year only."""
    words = question.appearance.split()
    if "year" in words:
        return ("year",)
    return ("month", "year") if "month-year" in words else ("day", "month", "year")


def _date(posted: Posted, question: Question) -> str:
    parts = date_parts(question)
    given = {part: typed_text(posted, f"{FIELD}-{part}") for part in parts}
    if not any(given.values()):
        return ""
    missing = [part for part in parts if not given[part]]
    if missing:
        raise Unread(f"The date must include a {' and a '.join(missing)}", missing[0])
    return _day_of(given)


def _day_of(given: dict[str, str]) -> str:
    year, month = _year(given["year"]), _month(given.get("month", "1"))
    day = given.get("day", "1")
    if not (day.isascii() and day.isdigit() and len(day) < 3):
        raise Unread("The day must be a number, such as 27", "day")
    try:
        return dt.date(year, month, int(day)).isoformat()
    except ValueError:
        raise Unread("This day is not in the calendar. Check it", "day") from None


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text)):
        raise Unread("The year must have 4 numbers, such as 2019", "year")
    return int(text)


def _month(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 12:
        return int(text)
    word = text.lower().rstrip(".")
    named = [n for n, month in enumerate(MONTHS, 1) if len(word) > 2 and month.startswith(word)]
    if not named:
        raise Unread("The month must be a number from 1 to 12, or its name", "month")
    return named[0]


def _time(posted: Posted, question: Question) -> str:
    return _clock(typed_text(posted, f"{FIELD}-time"))


def _clock(text: str) -> str:
    """19:30 from 19:30, 19.30, 1930, 7:30pm, 7 pm or noon; empty from nothing."""
    word = text.lower().replace("a.m.", "am").replace("p.m.", "pm").strip()
    if not word or word in _NAMED_TIMES:
        return _NAMED_TIMES.get(word, "")
    found = _CLOCK.match(re.sub(r"\s*(am|pm)$", r"\1", word))
    if not found or not (found[2] or found[3]):
        raise Unread("Write a time, such as 7:30pm or 19:30", "time")
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise Unread("Write a time, such as 7:30pm or 19:30", "time")
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise Unread("Write a time, such as 7:30pm or 19:30", "time")
    return f"{hour:02d}:{minute:02d}"


def _moment(posted: Posted, question: Question) -> str:
    day, clock = _date(posted, question), _time(posted, question)
    if not day and not clock:
        return ""
    if not clock:
        raise Unread("Write the time too, such as 7:30pm", "time")
    if not day:
        raise Unread("Write the day too", "day")
    return f"{day}T{clock}"


_READERS: dict[Kind, Callable[[Posted, Question], str]] = {
    Kind.INTEGER: _number, Kind.DECIMAL: _number, Kind.RANGE: _number, Kind.DATE: _date,
    Kind.TIME: _time, Kind.DATETIME: _moment, Kind.ACKNOWLEDGE: _tick, Kind.GEOPOINT: _area,
}  # fmt: skip
_READ_CHOICES: dict[Kind, Callable[[Posted, Sequence[str]], str]] = {
    Kind.SELECT_ONE: _one, Kind.SELECT_MULTIPLE: _several, Kind.RANK: _ranked,
}  # fmt: skip
