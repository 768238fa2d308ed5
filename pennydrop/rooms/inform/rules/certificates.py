"""The code of a certificate: how it is made, typed and read; and how long one is kept."""

import datetime as dt
import re

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another
CODE_LENGTH = 16  # 78 bits: nobody finds one by trying
KEPT_DAYS = 731  # two years: after that somebody takes the course again
LONGEST_NAME = 80
LONGEST_WORKPLACE = 120
MOST_TOGETHER = 40  # codes that are typed together


class BadCertificate(ValueError):
    """There can be no certificate so. The message says why, in a sentence."""


def grouped(code: str) -> str:
    """As it is printed: in fours."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(text: str) -> str | None:
    """The code as somebody typed it, with or without hyphens; None for anything else."""
    code = re.sub(r"[\s-]", "", text).upper()
    whole = len(code) == CODE_LENGTH and all(letter in LETTERS for letter in code)
    return code if whole else None


def read_codes(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Several codes as somebody typed or pasted them, parted by lines, commas or spaces: the codes,
    each once, and what could be read as none."""
    codes: list[str] = []
    strange: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[\n,;]", text))):
        letters = re.sub(r"[\s-]", "", part)
        starts = range(0, len(letters), CODE_LENGTH)
        found = [read_code(letters[start : start + CODE_LENGTH]) for start in starts]
        if None in found:
            strange.append(part)
        codes += [code for code in found if code is not None and None not in found]
    return tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(strange))


def kept_until(passed_on: dt.date) -> dt.date:
    """The last day on which it is there."""
    return passed_on + dt.timedelta(days=KEPT_DAYS)
