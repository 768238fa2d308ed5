"""What an answer must be to be kept, and what is said where it is not."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from pennydrop.rooms.listen.rules.form.model import Kind, Question

LONGEST = 20_000
LONGEST_AREA = 60
_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?\Z")
_POSTCODE = re.compile(r"\s*([A-Za-z]{1,2}[0-9][0-9A-Za-z]?)\s*[0-9][A-Za-z]{2}\s*\Z")
_OUTWARD = re.compile(r"[A-Za-z]{1,2}[0-9][0-9A-Za-z]?\Z")
FITS_NOT = "That does not fit here. Check it, or skip this one"


@dataclass(frozen=True)
class Problem:
    """Why an answer is not kept, in words for the person. `again`: it is only asked once more,
    and may be left out the second time."""

    message: str
    again: bool = False


def check_type(question: Question, text: str) -> Problem | None:
    """Whether the text is of the question's type; blank is no problem here."""
    if not text:
        return None
    if len(text) > LONGEST:
        over = len(text) - LONGEST
        return Problem(
            f"This is {over:,} letters too long for one page. Make it shorter, or split it up"
        )
    check = _CHECKS.get(question.kind)
    return check(question, text) if check else None


def _whole(question: Question, text: str) -> Problem | None:
    return None if _WHOLE.match(text) else Problem("Write a whole number, such as 7")


def _number(question: Question, text: str) -> Problem | None:
    return None if _NUMBER.match(text) else Problem("Write a number, such as 7 or 7.5")


def _in_range(question: Question, text: str) -> Problem | None:
    wrong = _number(question, text)
    if wrong:
        return wrong
    start, end, step = range_of(question)
    low, high = min(start, end), max(start, end)
    if not low <= float(text) <= high:
        return Problem(f"Write a number from {low:g} to {high:g}")
    steps = (float(text) - start) / step
    if abs(steps - round(steps)) > 1e-6:
        return Problem(f"Write a number from {low:g} to {high:g}, in steps of {abs(step):g}")
    return None


def range_of(question: Question) -> tuple[float, float, float]:
    """Where a range starts and ends, and its step; 1, 10 and 1 where the form does not say."""
    start, end, step = (
        float(text) if _NUMBER.match(text) else usual
        for text, usual in (
            (question.parameter("start"), 1.0), (question.parameter("end"), 10.0),
            (question.parameter("step"), 1.0),
        )
    )  # fmt: skip
    return start, end, step or 1.0


def _date(question: Question, text: str) -> Problem | None:
    return _read(date.fromisoformat, text, "Write a real date, such as 27 3 2019")


def _time(question: Question, text: str) -> Problem | None:
    return _read(time.fromisoformat, text, "Write a time, such as 7:30pm or 19:30")


def _moment(question: Question, text: str) -> Problem | None:
    day, _, clock = text.partition("T")
    return _date(question, day) or _time(question, clock)


def _read(reader: Callable[[str], object], text: str, message: str) -> Problem | None:
    try:
        reader(text)
    except ValueError:
        return Problem(message)
    return None


def _area(question: Question, text: str) -> Problem | None:
    """A town, a part of a county or the first half of a postcode: never a point or an address."""
    if len(text) > LONGEST_AREA or "\n" in text:
        return Problem("Write only a town or an area")
    if re.search(r"[0-9]", text) and not _OUTWARD.match(text):
        return Problem(
            "Please give no house number and no map position. Write a town or an area, or the "
            "first half of a postcode, such as NR3"
        )
    return None


def coarse(text: str) -> str:
    """An area as it is kept: of a whole postcode only the first half."""
    found = _POSTCODE.match(text)
    area = found[1] if found else " ".join(text.split())
    return area.upper() if _OUTWARD.match(area) else area


def _ranked(question: Question, text: str) -> Problem | None:
    names = text.split()
    return Problem("Give each a place of its own") if len(set(names)) != len(names) else None


def _agreed(question: Question, text: str) -> Problem | None:
    return None if text == "OK" else Problem("Tick the box, or leave it empty")


_CHECKS = {
    Kind.INTEGER: _whole, Kind.DECIMAL: _number, Kind.RANGE: _in_range, Kind.DATE: _date,
    Kind.TIME: _time, Kind.DATETIME: _moment, Kind.GEOPOINT: _area, Kind.RANK: _ranked,
    Kind.ACKNOWLEDGE: _agreed,
}  # fmt: skip
