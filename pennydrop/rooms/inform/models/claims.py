"""A claim and its versions. A version is written once; what changes the words or the sources is a
new one, and begins without sign-offs. Nothing here is about a participant."""

import uuid

from django.db import models
from django.db.models import Q

from pennydrop.rooms.inform.rules.claims import Kind, Severity, Side


class Claim(models.Model):
    """A sentence that somebody answers for. `key` is how guides name it; `current` the number of
    the version that counts; `starter` the mark of the shipped text that it was last taken from,
    empty for a claim of the organisation's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    key = models.CharField(max_length=80)
    current = models.PositiveIntegerField(default=0)
    retired = models.BooleanField(default=False)
    starter = models.CharField(max_length=64, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "organisation", "key", "current", "retired", "starter"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="inform_claim_key_once_in_an_organisation"
            )
        ]


class ClaimVersion(models.Model):
    """One wording with its sources. `sources` is a list of mappings with title, publisher, year,
    link and seen; `nations` a list of names, empty where the claim holds everywhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=600)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    severity = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Severity])
    nations = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    disagree = models.BooleanField(default=False)
    conflict = models.CharField(max_length=400, blank=True)
    why = models.CharField(max_length=200, blank=True, help_text="why it was changed")
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Privacy:
        personal = {"made_by"}
        plain = {
            "id",
            "claim",
            "number",
            "text",
            "kind",
            "severity",
            "nations",
            "sources",
            "disagree",
            "conflict",
            "why",
            "made_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"], name="inform_claim_version_number_once"
            )
        ]


class SignOff(models.Model):
    """Somebody answers for a version, from one side. `role` is what readers see; `by` stays inside.
    Taken back, it stays on record with the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.ForeignKey(ClaimVersion, on_delete=models.CASCADE, related_name="signoffs")
    side = models.CharField(max_length=20, choices=[(side.value, side.value) for side in Side])
    role = models.CharField(max_length=80)
    by = models.CharField(max_length=80)
    on = models.DateField()
    review_by = models.DateField(help_text="the last day on which it counts")
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"by", "ended_by"}
        plain = {"id", "version", "side", "role", "on", "review_by", "ended_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "side"],
                condition=Q(ended_on=None),
                name="inform_one_sign_off_for_each_side",
            ),
            models.UniqueConstraint(
                fields=["version", "by"],
                condition=Q(ended_on=None),
                name="inform_nobody_signs_for_both_sides",
            ),
        ]
