"""The code of a certificate: how it is made, typed and read; and how long one is kept."""

import datetime as dt
import re

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another
CODE_LENGTH = 16  # 78 bits: nobody finds one by trying
KEPT_DAYS = 731  # two years: after that somebody takes the course again
LONGEST_NAME = 80
LONGEST_WORKPLACE = 120


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


def kept_until(passed_on: dt.date) -> dt.date:
    """The last day on which it is there."""
    return passed_on + dt.timedelta(days=KEPT_DAYS)
