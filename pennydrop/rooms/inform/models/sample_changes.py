"""What was changed of tested samples, which of them a figure that is out counts, and corrections of
such figures: two people put one out, and it stands beside what it corrects."""

import uuid

from django.db import models

from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.sample_changes import Why


class SampleChange(models.Model):
    """A result that was corrected or taken back. `before`: what stood here until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sample = models.ForeignKey(
        "inform.CheckedSample", on_delete=models.CASCADE, related_name="changes"
    )
    taken_back = models.BooleanField(default=False)
    why = models.CharField(max_length=40, choices=[(one.value, one.said) for one in Why])
    before = models.JSONField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "sample", "taken_back", "why", "before", "at"}


class ToldSample(models.Model):
    """A sample that a figure which is out counts, and where. `changed_on`: since then it was
    corrected or taken back, and no correction has counted that yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sample = models.ForeignKey(
        "inform.CheckedSample", on_delete=models.CASCADE, related_name="told"
    )
    substance = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Place])
    changed_on = models.DateField(null=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "sample", "substance", "year", "quarter", "place", "changed_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "substance"], name="inform_sample_told_once")
        ]


class SampleCorrection(models.Model):
    """A correction of a quarter that is out: one person asks for it, another puts it out. What it
    tells are its lines; with none, that there was something to correct is all it says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    substance = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    by_place = models.BooleanField()
    asked_by = models.CharField(max_length=80)
    asked_on = models.DateField()
    put_out_by = models.CharField(max_length=80, blank=True)
    put_out_on = models.DateField(null=True)

    class Privacy:
        personal = {"asked_by", "put_out_by"}
        plain = {
            "id", "organisation", "substance", "year", "quarter", "by_place", "asked_on",
            "put_out_on",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "substance", "year", "quarter"],
                condition=models.Q(put_out_on=None),
                name="inform_sample_correction_asked_once",
            )
        ]
