"""Code cards are printed, and the numbers of whoever took their words back are spent."""

import datetime as dt
import secrets

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.codes import RANDOM_DIGITS, make_code
from pennydrop.rooms.listen.models import SpentCode, Study
from pennydrop.rooms.listen.rules.invite import CARDS_ON_A_SHEET, MOST_CARDS


def fresh_code() -> str:
    """A private code that nobody has. It is kept nowhere until somebody uses it."""
    return make_code("".join(secrets.choice("0123456789") for _ in range(RANDOM_DIGITS)))


@transaction.atomic
def make_cards(*, study: Study, sheets: int, by: str, at: dt.datetime) -> list[str]:
    """Codes for so many sheets of cards. They are not kept: the paper is the only place.

    Raises ValueError for no sheet, or for more than 80 cards.
    """
    count = sheets * CARDS_ON_A_SHEET
    if not 0 < count <= MOST_CARDS:
        raise ValueError(f"From 1 to {MOST_CARDS // CARDS_ON_A_SHEET} sheets.")
    record(what="listen.cards.made", on=str(study.pk), by=by, at=at)
    return [fresh_code() for _ in range(count)]


def spend(lookup: str | None) -> None:
    """Remember that the words under a code were taken back. Within a withdrawal's transaction."""
    if lookup:
        SpentCode.objects.get_or_create(lookup=lookup)
