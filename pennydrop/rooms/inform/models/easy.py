"""Easy words of a claim's version, and who answers for them. Nothing here is about a
participant."""

import uuid

from django.db import models
from django.db.models import Q

from pennydrop.rooms.inform.models.claims import ClaimVersion
from pennydrop.rooms.inform.rules.claims import Side


class EasyWording(models.Model):
    """One wording; the highest `number` of a version counts. `lines` is a list of [picture,
    sentence]. Words are written once: what changes them is a new one, and begins unsigned.
    `starter`: it is as it was shipped, and may be brought up to date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.ForeignKey(ClaimVersion, on_delete=models.CASCADE, related_name="easy")
    number = models.PositiveIntegerField()
    lines = models.JSONField(default=list)
    starter = models.BooleanField(default=False)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Privacy:
        personal = {"made_by"}
        plain = {"id", "version", "number", "lines", "starter", "made_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="inform_easy_number_once")
        ]


class EasySignOff(models.Model):
    """Somebody answers for a wording, from one side, as with claims. Taken back, it stays on
    record with the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wording = models.ForeignKey(EasyWording, on_delete=models.CASCADE, related_name="signoffs")
    side = models.CharField(max_length=20, choices=[(side.value, side.value) for side in Side])
    role = models.CharField(max_length=80)
    by = models.CharField(max_length=80)
    on = models.DateField()
    review_by = models.DateField(help_text="the last day on which it counts")
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"by", "ended_by"}
        plain = {"id", "wording", "side", "role", "on", "review_by", "ended_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "side"],
                condition=Q(ended_on=None),
                name="inform_one_easy_sign_off_for_each_side",
            ),
            models.UniqueConstraint(
                fields=["wording", "by"],
                condition=Q(ended_on=None),
                name="inform_nobody_signs_easy_words_for_both_sides",
            ),
        ]
