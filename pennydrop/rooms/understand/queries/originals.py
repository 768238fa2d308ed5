"""Whose originals are no longer needed."""

from uuid import UUID

from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Segment


def ready_to_destroy(study: UUID) -> list[UUID]:
    """Everybody all of whose turns, in every source, are with the team without names, and whose
    raw key or originals are still there."""
    opened = set(Segment.objects.filter(text__study=study).values_list("pk", flat=True))
    waiting: set[UUID] = set()
    done: set[UUID] = set()
    for segment, person in listen.turns_with_originals(study):
        (done if segment in opened else waiting).add(person)
    held = holders(study, "raw")
    signed = set(Segment.objects.filter(text__study=study).values_list("participant", flat=True))
    # Without originals but with a key: an earlier destruction was interrupted.
    return sorted(((signed & held) | done) - waiting - listen.drafting(study))
