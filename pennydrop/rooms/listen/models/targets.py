"""Whom a study wants to hear, and what people chose to share about themselves."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.participants import Participant
from pennydrop.rooms.listen.models.studies import Study

PLACES = "@places"


class Characteristic(models.Model):
    """Something "about you" that people may share, such as age.

    `question` is the form's question that asks it, PLACES for where sessions were held, or empty
    for a list of the study's own.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "name", "question", "position"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="listen_characteristic_once")
        ]


class Band(models.Model):
    """One answer to a characteristic, such as "18 to 24", and how many people the study wants to
    hear of it (null: no target)."""

    characteristic = models.ForeignKey(Characteristic, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    wanted = models.PositiveSmallIntegerField(null=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "characteristic", "name", "position", "wanted"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["characteristic", "name"], name="listen_band_once")
        ]


class AboutYou(models.Model):
    """What somebody chose to share about themselves: the name of a band, sealed (words key)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    characteristic = models.ForeignKey(Characteristic, on_delete=models.CASCADE)
    sealed = models.BinaryField()

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "characteristic"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "characteristic"], name="listen_about_you_once"
            )
        ]
