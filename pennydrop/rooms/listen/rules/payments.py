"""Payments: amounts in pence, and nothing in them that could lead to a person."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_PENCE = 100_000
# A pseudonym, or a source or session by its number, as pages show them.
_LEADS = re.compile(
    r"\b[PF]\s?\d{2,6}\b|\b(?:interview|focus group|group|session|survey answer|visit)\s*\d+\b",
    re.I,
)
_AMOUNT = re.compile(r"£?\s*(\d{1,5})(?:[.,](\d{1,2}))?")


class BadPayment(ValueError):
    """A payment cannot be kept. The message says what to write instead."""


@dataclass(frozen=True)
class Paid:
    """One payment, without who got it: that is never known here."""

    kind: str
    pence: int
    on: dt.date
    budget_line: str


def read_amount(text: str) -> int:
    """Pence from what people write: 10, 10.50, £10,5. Raises BadPayment."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        raise BadPayment("Write an amount such as 10 or 12.50")
    pence = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if not 0 < pence <= MOST_PENCE:
        raise BadPayment(f"Write an amount between 0.01 and {money(MOST_PENCE)}")
    return pence


def money(pence: int) -> str:
    """£12.50, or £1,000 where no pence are over."""
    pounds, over = divmod(pence, 100)
    return f"£{pounds:,}" + (f".{over:02}" if over else "")


def check_apart(text: str) -> None:
    """Raise BadPayment for a text that could join a payment to what somebody said."""
    found = _LEADS.search(text)
    if found:
        raise BadPayment(
            f"“{found[0]}” leads to somebody’s words. Payments are kept apart from them: use a "
            "number from the receipt book."
        )


def totals(paid: Iterable[Paid]) -> list[tuple[str, int, int]]:
    """For each budget line, by name: how many payments, and how much in pence."""
    found: dict[str, tuple[int, int]] = {}
    for one in paid:
        count, pence = found.get(one.budget_line, (0, 0))
        found[one.budget_line] = (count + 1, pence + one.pence)
    return [(line, *found[line]) for line in sorted(found)]
