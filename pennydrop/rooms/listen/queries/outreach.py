"""Read the tally, and how the field stands: contacts, then talks, then survey answers."""

import datetime as dt
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.listen.models import Contact, ContactKind, Place, Session, Source
from pennydrop.rooms.listen.rules.outreach import Counted, Steps


def places_of(study: UUID) -> list[Place]:
    """The study's places that stand on its list now."""
    return list(Place.objects.filter(study=study, retired=False).order_by("position", "pk"))


def kinds_of(study: UUID) -> list[ContactKind]:
    return list(ContactKind.objects.filter(study=study, retired=False).order_by("position", "pk"))


def known_places(study: UUID) -> set[int]:
    """Retired ones too: a phone may send what it counted before the list changed."""
    return set(Place.objects.filter(study=study).values_list("pk", flat=True))


def known_kinds(study: UUID) -> set[int]:
    return set(ContactKind.objects.filter(study=study).values_list("pk", flat=True))


def counted_on(study: UUID, day: dt.date) -> dict[tuple[int, int], int]:
    """Contacts of one day, by place and kind."""
    rows = Contact.objects.filter(study=study, on=day, undone=False)
    found = rows.values_list("place_id", "kind_id").annotate(n=Count("pk"))
    return {(place, kind): n for place, kind, n in found}


def contact_in(study: UUID, contact: UUID) -> Contact | None:
    """A contact that is counted (not one that was undone)."""
    rows = Contact.objects.filter(study=study, undone=False).select_related("place", "kind")
    return rows.filter(pk=contact).first()


def has_tally(study: UUID) -> bool:
    return Contact.objects.filter(study=study).exists()


def field_counts(study: UUID) -> list[Counted]:
    """Contacts, talks and survey answers by day and place. Nothing of what anybody said."""
    met = Contact.objects.filter(study=study, undone=False)
    contacts = met.values_list("on", "place__name").annotate(n=Count("pk"))
    kept = Source.objects.filter(study=study)
    shared = kept.filter(kind="survey").values_list("on").annotate(n=Count("pk"))
    # What came in as a file alone stands on the day it came in, and has no place.
    alone = kept.exclude(kind="survey").exclude(session__isnull=False)
    talks = alone.values_list("on").annotate(n=Count("pk"))
    held = Session.objects.filter(study=study).exclude(kind="visit")
    sessions = held.values_list("on", "place__name").annotate(n=Count("pk"))
    return [
        *(Counted(on, place, Steps(contacts=n)) for on, place, n in contacts),
        *(Counted(on, "", Steps(talks=n)) for on, n in talks),
        *(Counted(on, place or "", Steps(talks=n)) for on, place, n in sessions),
        *(Counted(on, "", Steps(surveys=n)) for on, n in shared),
    ]


def kind_totals(study: UUID) -> list[tuple[str, int]]:
    """How many contacts of each kind, most frequent first."""
    rows = Contact.objects.filter(study=study, undone=False)
    found = rows.values_list("kind__name").annotate(n=Count("pk")).order_by("-n", "kind__name")
    return list(found)
