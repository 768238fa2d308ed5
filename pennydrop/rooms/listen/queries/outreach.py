"""Read the tally, and how the field stands: contacts, then talks, then survey answers."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from pennydrop.rooms.listen.models import CameBy, Contact, ContactKind, Place, Session, Source
from pennydrop.rooms.listen.rules.outreach import Steps


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


def counts_by_day(study: UUID) -> list[tuple[dt.date, Steps]]:
    """Contacts, talks and survey answers, each with its day. Nothing of what anybody said."""
    return [
        *((day, Steps(contacts=n)) for day, n in _counted(_contacts(study), "on")),
        *((day, Steps(talks=n)) for day, n in _counted(_files_alone(study), "on")),
        *((day, Steps(talks=n)) for day, n in _counted(_talks(study), "on")),
        *((day, Steps(surveys=n)) for day, n in _counted(_surveys(study), "on")),
    ]


def counts_by_place(study: UUID) -> list[tuple[str, Steps]]:
    """The same with the name of each place ("" where none was said).

    Answers are counted for a place when they are shared, and stay counted when words are taken
    back: nothing says whose they were.
    """
    met = _counted(_contacts(study), "place__name")
    talks = _counted(_talks(study), "place__name")
    came = CameBy.objects.filter(place__study=study).values_list("place__name")
    placed = list(came.annotate(n=Sum("answers")))
    without = _surveys(study).count() - sum(n for _, n in placed)
    return [
        *((place, Steps(contacts=n)) for place, n in met),
        *((place or "", Steps(talks=n)) for place, n in talks),
        *((place, Steps(surveys=n)) for place, n in placed),
        ("", Steps(talks=_files_alone(study).count(), surveys=max(0, without))),
    ]


def _contacts(study: UUID) -> QuerySet[Contact]:
    return Contact.objects.filter(study=study, undone=False)


def _talks(study: UUID) -> QuerySet[Session]:
    return Session.objects.filter(study=study).exclude(kind="visit")


def _files_alone(study: UUID) -> QuerySet[Source]:
    """What came in as a file alone stands on the day it came in, and has no place."""
    return Source.objects.filter(study=study, session__isnull=True).exclude(kind="survey")


def _surveys(study: UUID) -> QuerySet[Source]:
    return Source.objects.filter(study=study, kind="survey")


def _counted(rows: QuerySet[Any], name: str) -> list[tuple[Any, int]]:
    return list(rows.values_list(name).annotate(n=Count("pk")))


def place_at(study: UUID, number: int | None) -> Place | None:
    """The place that an address names; None where it is no place of the study."""
    return Place.objects.filter(study=study, pk=number).first() if number else None


def kind_totals(study: UUID) -> list[tuple[str, int]]:
    """How many contacts of each kind, most frequent first."""
    found = (
        _contacts(study)
        .values_list("kind__name")
        .annotate(n=Count("pk"))
        .order_by("-n", "kind__name")
    )
    return list(found)
