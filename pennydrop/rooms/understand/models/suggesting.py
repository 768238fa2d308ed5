"""Suggested codes: whether a study wants them, and what somebody found not to fit. Suggestions
themselves are worked out in scratch and never kept."""

from django.db import models

from pennydrop.rooms.understand.models.analysis import Code
from pennydrop.rooms.understand.models.texts import Segment


class Suggesting(models.Model):
    """What a team decided about suggestions. Without a row the study's approach decides."""

    study = models.UUIDField(primary_key=True)
    on = models.BooleanField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"study", "on", "at"}


class Declined(models.Model):
    """A code that does not fit a passage, as somebody said. `version`: which sealing of the turn
    they read (queries/texts.py); when its words are written anew it is asked again."""

    id = models.BigAutoField(primary_key=True)
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE)
    code = models.ForeignKey(Code, on_delete=models.CASCADE)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    version = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "segment", "code", "start", "end", "version", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "code", "start", "end", "version"],
                name="understand_declined_once",
            )
        ]
