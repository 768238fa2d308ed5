"""Read answers to the self-check that are kept under a code."""

import datetime as dt
from dataclasses import dataclass

from pennydrop.core.vault.boxes import open_box
from pennydrop.core.vault.lookups import place_of
from pennydrop.rooms.inform.models import KeptAnswers
from pennydrop.rooms.inform.rules.keeping import PURPOSE, Given, unpacked


@dataclass(frozen=True)
class Found:
    """What lies under a code, and the last day on which it does."""

    given: Given
    until: dt.date


def kept_under(code: str, *, today: dt.date) -> Found | None:
    """The answers under a code; None where there are none, or their time is over. One slow hash and
    one look, right or wrong. Raises TooBusy."""
    place = place_of(code, purpose=PURPOSE)
    row = KeptAnswers.objects.filter(pk=place.lookup, until__gte=today).first()
    if row is None:
        return None
    data = open_box(bytes(row.box), key=place.key, place=box_place(row.lookup))
    return Found(unpacked(data), row.until)


def box_place(lookup: str) -> bytes:
    """What a box is bound to: its table, row and field."""
    return f"inform_keptanswers|{lookup}|box".encode()
