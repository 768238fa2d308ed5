"""Writes of the tally: its two lists, and contacts as they are counted."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.rooms.listen.models import CameBy, Contact, ContactKind, Place, Study
from pennydrop.rooms.listen.rules.outreach import Tap


@transaction.atomic
def keep_lists(
    *, study: Study, places: Sequence[str], kinds: Sequence[str], by: str, at: dt.datetime
) -> None:
    """Keep the study's places and kinds of contact, in this order.

    What is not named any more is retired and comes back under its name: counts never go.
    """
    for model, names in ((Place, places), (ContactKind, kinds)):
        rows = model._default_manager.filter(study=study)
        rows.exclude(name__in=names).update(retired=True)
        for position, name in enumerate(names):
            rows.update_or_create(
                study=study, name=name, defaults={"position": position, "retired": False}
            )
    record(what="listen.outreach.lists_kept", on=str(study.pk), by=by, at=at)


@transaction.atomic
def count_taps(*, study: Study, taps: Sequence[Tap], by: str, at: dt.datetime) -> set[UUID]:
    """Count contacts, each once however often it is sent. Returns the ids that are kept now.

    Only the day goes on record, and not who counted (`by` is taken and not kept): with a place
    and a time it would say where a colleague stood, and beside whom.
    """
    Contact.objects.bulk_create(
        [
            Contact(
                id=tap.id,
                study=study,
                place_id=tap.place,
                kind_id=tap.kind,
                on=tap.on,
                undone=tap.undone,
            )
            for tap in taps
        ],
        ignore_conflicts=True,
    )
    undone = [tap.id for tap in taps if tap.undone]
    Contact.objects.filter(study=study, pk__in=undone).update(undone=True)
    _add_up(study)
    record_quietly(what="listen.outreach.counted", on=str(study.pk), day=timezone.localdate(at))
    return set(
        Contact.objects.filter(study=study, pk__in=[tap.id for tap in taps]).values_list(
            "pk", flat=True
        )
    )


@transaction.atomic
def undo_contact(*, study: Study, contact: UUID, by: str, at: dt.datetime) -> bool:
    """Take one contact out of the count. Returns whether it was in it."""
    changed = Contact.objects.filter(study=study, pk=contact, undone=False).update(undone=True)
    _add_up(study)
    record_quietly(what="listen.outreach.undone", on=str(study.pk), day=timezone.localdate(at))
    return bool(changed)


def _add_up(study: Study) -> None:
    """The tally's sum is the number of contacts that findings name: counted beats typed."""
    # Holds the study's row first, so that two phones that send at once add up one after the other.
    Study.objects.filter(pk=study.pk).update(contacts_made=F("contacts_made"))
    total = Contact.objects.filter(study=study, undone=False).count()
    Study.objects.filter(pk=study.pk).update(contacts_made=total)


def count_for_place(*, study: Study, place: int, at: dt.datetime) -> None:
    """Add one to what was shared this month by way of a place, inside the sharing itself.

    No row of the audit says so: beside that of the sharing it would say who came by a poster. What
    is no place of the study is left alone: anybody can type a number into an address.
    """
    if not Place.objects.filter(study=study, pk=place).exists():
        return
    month = timezone.localdate(at).replace(day=1)
    held, _ = CameBy.objects.get_or_create(place_id=place, month=month)
    CameBy.objects.filter(pk=held.pk).update(answers=F("answers") + 1)
