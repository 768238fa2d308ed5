"""Private return codes: fifteen random digits and one that shows a slip.

The last digit is Damm's (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004): it
finds every single wrong digit and every swap of two neighbours. Randomness comes from outside.
"""

import re
import unicodedata

RANDOM_DIGITS = 15
LENGTH = RANDOM_DIGITS + 1
GROUP = 4

_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# As people say digits, and as a phone writes down what they say.
_SPOKEN = {name: str(digit) for digit, name in enumerate(_NAMES)} | {
    "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "won": "1", "to": "2",
    "too": "2", "for": "4", "ate": "8", "l": "1", "i": "1",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_PARTS = re.compile(
    "|".join(sorted([r"\d", *_SPOKEN, *_TIMES], key=len, reverse=True)), re.IGNORECASE
)


class BadCode(ValueError):
    """What was typed is no private code. The message may be shown as it stands."""


def make_code(digits: str) -> str:
    """Sixteen digits from fifteen random ones. Raises ValueError for anything but 15 digits."""
    if not re.fullmatch(f"[0-9]{{{RANDOM_DIGITS}}}", digits):
        raise ValueError("A private code is made from fifteen digits.")
    return digits + _check_digit(digits)


def read_code(text: str) -> str:
    """The sixteen digits of what somebody typed, said or pasted.

    Spaces, dashes, other scripts' digits, "oh", "double four" and the like are understood.
    Raises BadCode with a message for the person.
    """
    digits = _digits(unicodedata.normalize("NFKC", text).lower())
    if not digits:
        raise BadCode("Type the 16 numbers of your private code.")
    if len(digits) != LENGTH:
        raise BadCode(f"A private code has 16 numbers. This has {len(digits)}.")
    if _check_digit(digits[:-1]) != digits[-1]:
        raise BadCode("One of the numbers is not right. Check them against what you wrote down.")
    return digits


def group_code(code: str) -> str:
    """ "1234567890123456" as "1234 5678 9012 3456"."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def say_code(code: str) -> str:
    """Digit by digit in words, a comma between the groups, for reading aloud."""
    groups = group_code(code).split()
    return ", ".join(" ".join(_NAMES[int(digit)] for digit in group) for group in groups)


def _check_digit(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def _digits(text: str) -> str:
    found = []
    repeat = 1
    for part in _split(text):
        if part in _TIMES:
            repeat = _TIMES[part]
            continue
        found.append((str(int(part)) if part.isdecimal() else _SPOKEN[part]) * repeat)
        repeat = 1
    if repeat != 1:
        raise BadCode("A number is missing after “double” or “triple”.")
    return "".join(found)


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        end = 0
        while end < len(word):
            match = _PARTS.match(word, end)
            if not match:
                raise BadCode("There is something in it that is not a number. Use numbers only.")
            parts.append(match.group())
            end = match.end()
    return parts
