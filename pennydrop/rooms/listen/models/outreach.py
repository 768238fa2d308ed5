"""Outreach, counted: where, what kind of contact, which day. Nobody stands in these tables."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.studies import Study

LONGEST_NAME = 60


class Listed(models.Model):
    """One line of a study's own list. One that is taken off it is retired, so that what was
    counted under it stays."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "name", "position", "retired"}

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Place(Listed):
    """A place, as coarse as the team words it: "Market", "the north"."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="listen_place_name_once")
        ]


class ContactKind(Listed):
    """What a contact was: "Talked", "Gave a leaflet"."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="listen_contact_kind_once")
        ]


class Contact(models.Model):
    """One contact, by one tap. The day and no time; nobody who was met and nobody who counted.

    The id is made on the phone, so that sending the same tap twice counts once. One that was
    undone stays as a mark: a late retry must not bring it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    kind = models.ForeignKey(ContactKind, on_delete=models.PROTECT)
    on = models.DateField()
    undone = models.BooleanField(default=False)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "place", "kind", "on", "undone"}


class CameBy(models.Model):
    """How many answers were shared in a month by people who came by a place's own address: what
    its poster, its square or its tablet carries. A count and no list: it stands beside nobody, so
    that it stays when somebody takes their words back. `month`: its first day."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    month = models.DateField()
    answers = models.PositiveIntegerField(default=0)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "place", "month", "answers"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "month"], name="listen_came_by_once_a_month")
        ]
