"""Outreach, counted: where, what kind of contact, which day. Nobody stands in these tables."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.studies import Study

LONGEST_NAME = 60


class Place(models.Model):
    """A place of the study's own list, as coarse as the team words it: "Market", "the north".

    One that is taken off the list is retired, so that what was counted there stays.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "name", "position", "retired"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="listen_place_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class ContactKind(models.Model):
    """What a contact was, in the study's own list: "Talked", "Gave a leaflet"."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.PositiveSmallIntegerField()
    retired = models.BooleanField(default=False)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "name", "position", "retired"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="listen_contact_kind_once")
        ]

    def __str__(self) -> str:
        return self.name


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
