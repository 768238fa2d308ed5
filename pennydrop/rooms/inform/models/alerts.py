"""Alerts that a graded source raised. A version is written once; what changes anything is a new one
and begins without grades. Nothing here is about a participant."""

import uuid

from django.db import models
from django.db.models import Q

from pennydrop.rooms.inform.rules.alerts import LONGEST_LINE, LONGEST_WHY, Evidence, Level
from pennydrop.rooms.inform.rules.claims import Side
from pennydrop.rooms.inform.rules.places import Place


class Alert(models.Model):
    """One matter over its versions. Withdrawn, it stays on show as withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Privacy:
        personal = {"withdrawn_by"}
        plain = {"id", "organisation", "withdrawn_at", "withdrawn_why"}


class AlertVersion(models.Model):
    """One wording. `source` is a mapping with title, publisher, year, link and seen; `claims` a
    list of keys. `issued_at` is None until it went out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    found = models.CharField(max_length=LONGEST_LINE)
    sold_as = models.CharField(max_length=LONGEST_LINE, blank=True)
    looks = models.CharField(max_length=LONGEST_LINE, blank=True)
    why = models.CharField(max_length=LONGEST_WHY)
    strength = models.CharField(max_length=LONGEST_LINE, blank=True)
    level = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Level])
    area = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Place])
    evidence = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Evidence])
    samples = models.PositiveIntegerField(null=True)
    first_seen = models.DateField(null=True)
    last_seen = models.DateField(null=True)
    source = models.JSONField()
    claims = models.JSONField(default=list)
    review_by = models.DateField()
    expires = models.DateField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"made_by", "issued_by"}
        plain = {
            "id",
            "alert",
            "number",
            "found",
            "sold_as",
            "looks",
            "why",
            "strength",
            "level",
            "area",
            "evidence",
            "samples",
            "first_seen",
            "last_seen",
            "source",
            "claims",
            "review_by",
            "expires",
            "made_at",
            "issued_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "number"], name="inform_alert_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(samples=None) | Q(samples__gt=0), name="inform_alert_samples_or_unknown"
            ),
        ]


class AlertGrade(models.Model):
    """What somebody decided of a version, from one side. `role` is what readers see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.ForeignKey(AlertVersion, on_delete=models.CASCADE, related_name="grades")
    side = models.CharField(max_length=20, choices=[(side.value, side.value) for side in Side])
    role = models.CharField(max_length=80)
    level = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Level])
    looks = models.BooleanField(default=False)
    by = models.CharField(max_length=80)
    on = models.DateField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "version", "side", "role", "level", "looks", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "side"], name="inform_one_grade_for_each_side"
            ),
            models.UniqueConstraint(
                fields=["version", "by"], name="inform_nobody_grades_for_both_sides"
            ),
        ]
