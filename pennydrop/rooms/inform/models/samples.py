"""Tested samples as services list them, the figures made from them, and the keys that services use
to send them. A sample is nobody's: no person, no effect, no place finer than a region."""

import uuid

from django.db import models

from pennydrop.rooms.inform.models.sample_changes import SampleCorrection
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.sample_changes import Kind
from pennydrop.rooms.inform.rules.samples import Role


class CheckedSample(models.Model):
    """One result. `service` lists it under `source_ref`. `shape`: powder, crystals or a pill. One
    that was taken back counts nowhere, and stays, so that the same list does not bring it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    service = models.CharField(max_length=80)
    source_ref = models.CharField(max_length=40)
    expected = models.JSONField(default=list)
    nothing = models.BooleanField(default=False)
    shape = models.CharField(max_length=200, blank=True)
    colour = models.CharField(max_length=200, blank=True)
    received = models.DateField(null=True)
    reported = models.DateField(null=True)
    published = models.DateField(null=True)
    place = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Place])
    method = models.CharField(max_length=200, blank=True)
    limits = models.CharField(max_length=200, blank=True)
    taken_back_on = models.DateField(null=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id",
            "organisation",
            "service",
            "source_ref",
            "expected",
            "nothing",
            "shape",
            "colour",
            "received",
            "reported",
            "published",
            "place",
            "method",
            "limits",
            "taken_back_on",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service", "source_ref"], name="inform_sample_listed_once"
            )
        ]


class FoundSubstance(models.Model):
    """A substance that was found in a sample. `amount` as the service says it, or empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sample = models.ForeignKey(CheckedSample, on_delete=models.CASCADE, related_name="found")
    substance = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    amount = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "sample", "substance", "role", "amount"}


class SampleLine(models.Model):
    """A line of the public table as it was put out: it never changes, so that nobody learns of one
    sample by comparing two days. `cells` holds for each class the rounded count, or None; a line of
    corrected results has a cell more. `correction`: with which it came out later, or None."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField()
    substance = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Place])
    kind = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in Kind], default=Kind.FIRST.value
    )
    correction = models.ForeignKey(
        SampleCorrection, null=True, on_delete=models.PROTECT, related_name="lines"
    )
    cells = models.JSONField()
    words = models.JSONField()
    services = models.JSONField(default=list)
    put_out_on = models.DateField()
    put_out_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"put_out_by"}
        plain = {
            "id",
            "organisation",
            "substance",
            "year",
            "quarter",
            "place",
            "kind",
            "correction",
            "cells",
            "words",
            "services",
            "put_out_on",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "substance", "year", "quarter", "place"],
                condition=models.Q(correction=None),
                name="inform_sample_line_put_out_once",
            ),
            models.UniqueConstraint(
                fields=["correction", "kind", "place"], name="inform_sample_line_corrected_once"
            ),
        ]


class SampleKey(models.Model):
    """With it one service sends its results. Shown once; here is only its SHA-256. It stays on
    record once it is ended. `used_on`: the last day on which something came in with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    service = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=80)
    made_on = models.DateField()
    used_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True)

    class Privacy:
        personal = {"made_by", "ended_by"}
        plain = {"id", "organisation", "service", "digest", "made_on", "used_on", "ended_on"}
