"""Ages and days as people write and say them."""

from datetime import date, timedelta
from random import Random

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
_ONES += "sixteen seventeen eighteen nineteen"
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty")
MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
).split()


def in_words(number: int, rng: Random) -> str:
    if number < 20:
        return _ONES.split()[number - 1]
    ten, one = divmod(number, 10)
    if not one:
        return _TENS[ten - 2]
    return _TENS[ten - 2] + rng.choice(("-", " ")) + _ONES.split()[one - 1]


def age(rng: Random) -> str:
    number = min(89, 17 + int(rng.expovariate(1 / 14)))
    return in_words(number, rng) if rng.random() < 0.4 else str(number)


def teen(rng: Random) -> str:
    number = rng.choice((16, 15, 14, 13, 12, 11, 9, 8, 6))
    return in_words(number, rng) if rng.random() < 0.5 else str(number)


def day(rng: Random, *, birth: bool) -> str:
    """A day of a month: "the 14th of March", "12/05/98", "4 Feb 2022"; a birth has its year."""
    first = date(1950, 1, 1) if birth else date(2014, 1, 1)
    span = 20800 if birth else 4500
    when = first + timedelta(days=rng.randrange(span))
    month, number = MONTHS[when.month - 1], when.day
    short = rng.choice((month, month[:3]))
    nth = f"{number}{_suffix(number)}"
    year = rng.choice((f" {when.year}", f" {when.year}", f" '{when.year % 100:02}"))
    tail = year if birth or rng.random() < 0.35 else ""
    shapes = [
        f"{nth} of {month}{tail}",
        f"{number} {short}{tail}",
        f"{nth} {short}{tail}",
        f"{month} {nth}{',' if tail and rng.random() < 0.5 else ''}{tail}",
        f"{_ORDINALS[number - 1]} of {month}{tail}",
        f"{number:02}{(s := rng.choice('/.-'))}{when.month:02}{s}{when.year}",
        f"{number}/{when.month}/{when.year % 100:02}",
    ]
    if not birth:
        shapes.append(f"{number:02}/{when.month:02}")
        shapes.append(f"{month} the {_ORDINALS[number - 1]}")
    else:
        shapes.append(when.isoformat())
    return rng.choice(shapes)


def _suffix(number: int) -> str:
    if 11 <= number <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
