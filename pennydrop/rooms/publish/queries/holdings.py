"""What publish holds of a participant: words in released editions, and lines on show before."""

from uuid import UUID

from pennydrop.core.erasure.registry import Holding, Invitation
from pennydrop.rooms.publish.models import LineObjection, ShownLine, Slot

# The names also on the receipt.
QUOTES = "lines made public"
SHOWN = "lines shown to you before they are printed"
OBJECTIONS = "what you said against a line"


def holdings(participant: UUID) -> list[Holding]:
    """Counted as readers see them: a quote is one, however many pieces it is kept in, and however
    many editions it stands in."""
    slots = Slot.objects.filter(participant=participant, sealed__isnull=False)
    quotes = slots.values("quote").distinct().count()
    used = {
        f"{slot.edition.title}, edition {slot.edition.number}"
        for slot in slots.select_related("edition")
    }
    return [Holding(what=QUOTES, count=quotes, used_in=tuple(sorted(used)))]


def invitations(participant: UUID) -> list[Invitation]:
    """Nothing of its own: quotes before release are understand's to show."""
    return []


def held_before_release(participant: UUID) -> list[Holding]:
    """Lines on show to the person, and their objections."""
    lines = ShownLine.objects.filter(participant=participant)
    return [
        Holding(what=SHOWN, count=lines.values("quote").distinct().count()),
        Holding(
            what=OBJECTIONS, count=LineObjection.objects.filter(participant=participant).count()
        ),
    ]
