"""What publish holds of a participant: words in released editions, and lines on show before."""

from uuid import UUID

from pennydrop.core.erasure.registry import Holding, Invitation
from pennydrop.rooms.publish.models import LineObjection, ShownLine, Slot
from pennydrop.rooms.publish.queries.stories import stories_of

# The names also on the receipt.
QUOTES = "lines made public"
STORIES = "stories of yours"
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
    stories = stories_of(participant)
    out = ("the page of stories",) if any(view.out for view in stories) else ()
    lines = Holding(what=QUOTES, count=quotes, used_in=tuple(sorted(used)))
    told = [Holding(what=STORIES, count=len(stories), used_in=out)] if stories else []
    return [lines, *told]


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
