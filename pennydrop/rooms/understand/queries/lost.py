"""Codings that wait to be placed, and the words near which they stood."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Lost
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.workspace import Turn, turns
from pennydrop.rooms.understand.rules.positions import split


@dataclass(frozen=True)
class Waiting:
    """A coding without words. `turn` is the one it stood in, as it is now; None where that is gone
    or may not be read."""

    id: int
    source: UUID
    title: str
    code: str
    colour: int
    by: str
    coder: str
    turn: Turn | None


def waiting_in(study: UUID, *, reader: str) -> list[Waiting]:
    """Those of the study, text by text, in reading order."""
    rows = Lost.objects.filter(text__study=study).select_related("text", "code")
    names = Names()
    found = []
    for row in rows.order_by("text__order", "near", "pk"):
        order = split(row.near)[0]
        near = turns(row.text, order, order, reader=reader)
        readable = near[0] if near and (near[0].text is not None or near[0].fold) else None
        found.append(
            Waiting(
                id=row.pk, source=row.text_id, title=row.text.title, code=row.code.name,
                colour=row.code.colour, by=row.by, coder=names[row.by], turn=readable,
            )
        )  # fmt: skip
    return found


def count_waiting(study: UUID) -> int:
    return Lost.objects.filter(text__study=study).count()
