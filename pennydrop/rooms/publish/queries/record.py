"""Everything this room holds of one person, in full, for the person themself."""

from uuid import UUID

from pennydrop.core.erasure.registry import Held
from pennydrop.rooms.publish.models import Slot
from pennydrop.rooms.publish.queries.editions import open_slot


def record_of(participant: UUID) -> list[Held]:
    """Each piece of theirs in a released edition, with the consent that it rests on."""
    rows = Slot.objects.filter(participant=participant, sealed__isnull=False)
    return [
        Held(
            what="line in a published edition",
            facts=(
                ("edition", f"{row.edition.title}, edition {row.edition.number}"),
                ("released", f"{row.edition.released_at:%Y-%m-%d}"),
                ("rests on", row.consent),
            ),
            words=open_slot(row) or "",
        )
        for row in rows.select_related("edition").order_by("edition__released_at", "order")
    ]
