"""Everything this room holds of one person, in full, for the person themself."""

from uuid import UUID

from pennydrop.core.erasure.registry import Held
from pennydrop.rooms.publish.models import LineObjection, Slot
from pennydrop.rooms.publish.queries.editions import open_slot
from pennydrop.rooms.publish.queries.first_look import open_why
from pennydrop.rooms.publish.queries.stories import StoryView, Wording, stories_of


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
    ] + [_wording(view, one) for view in stories_of(participant) for one in view.wordings]


def _wording(view: StoryView, one: Wording) -> Held:
    said = one.reply.value if one.reply else "nothing yet"
    facts = (("written", f"{one.at:%Y-%m-%d}"), ("you said", said), ("why", one.why))
    return Held(
        what=f"wording {one.number} of a story of yours" + (", out" if one == view.out else ""),
        facts=facts,
        words=one.text.words if one.text else "",
    )


def record_before_release(participant: UUID) -> list[Held]:
    """What they said against a line of theirs, and why."""
    rows = LineObjection.objects.filter(participant=participant).order_by("on", "pk")
    return [
        Held(
            what="objection to a line",
            facts=(("on", f"{row.on:%Y-%m-%d}"), ("objection", row.objection.replace("_", " "))),
            words=open_why(row),
        )
        for row in rows
    ]
