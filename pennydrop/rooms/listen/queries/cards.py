"""Code cards: whether a card's numbers are free, and the sheet that is printed."""

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from pennydrop.core.documents.pdf.render import render_template
from pennydrop.core.vault.codes import group_code
from pennydrop.rooms.listen.models import Participant, SpentCode
from pennydrop.rooms.listen.queries.invite import LAYOUTS, square_alt, square_of
from pennydrop.rooms.listen.rules.invite import (
    CARD_KEEP,
    CARD_SAY,
    CARD_TITLE,
    CARD_USE,
    CARDS_ON_A_SHEET,
    as_typed,
)


class Numbers(Enum):
    """What a private code is good for: `FREE` for a card that nobody has used."""

    FREE = "free"
    USED = "used"
    SPENT = "spent"


def numbers_are(lookup: str) -> Numbers:
    """Whether the code of a lookup is free, somebody's, or was taken back with all its words."""
    if Participant.objects.filter(lookup=lookup).exists():
        return Numbers.USED
    return Numbers.SPENT if is_spent(lookup) else Numbers.FREE


def is_spent(lookup: str) -> bool:
    return SpentCode.objects.filter(pk=lookup).exists()


def cards_pdf(codes: Sequence[str], *, address: str, organisation: str, on: dt.date) -> bytes:
    """Code cards, eight to a sheet of A4. `address` is that of the page where codes are typed;
    no code stands in its QR code. Raises CannotPrint."""
    data = {
        "title": CARD_TITLE, "keep": CARD_KEEP, "say": CARD_SAY, "use": CARD_USE,
        "codes": [group_code(code).split() for code in codes], "each": CARDS_ON_A_SHEET,
        "shown": as_typed(address), "qr": square_of(address), "alt": square_alt(address),
        "organisation": organisation,
    }  # fmt: skip
    return render_template(LAYOUTS / "cards.typ", data, date=on)
