"""Care for those who read: content notes on hard passages, and how many each opens a day."""

import uuid

from django.db import models

from pennydrop.rooms.understand.models.texts import Text
from pennydrop.rooms.understand.rules.care import NOTES


class HardPassage(models.Model):
    """A passage that somebody marked as hard to read. It stays folded for each reader until they
    open it. Positions as in Coding; the note is one of a list, so that it retells nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    note = models.CharField(max_length=40, choices=[(note, note) for note in NOTES])
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "text", "start", "end", "note", "at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="understand_hard_not_empty"
            )
        ]


class HardOpened(models.Model):
    """A reader opened a hard passage: it stays open for them, and counts on that day."""

    id = models.BigAutoField(primary_key=True)
    passage = models.ForeignKey(HardPassage, on_delete=models.CASCADE)
    by = models.CharField(max_length=80, db_index=True)
    on = models.DateField()

    class Privacy:
        personal = {"by", "on"}
        plain = {"id", "passage"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "by"], name="understand_open_hard_once")
        ]


class ReadingLimit(models.Model):
    """How many hard passages a day: each reader's own, or the study's (`by` empty) for whoever has
    set none."""

    id = models.BigAutoField(primary_key=True)
    study = models.UUIDField()
    by = models.CharField(max_length=80, blank=True)
    most = models.PositiveSmallIntegerField()

    class Privacy:
        personal = {"by", "most"}
        plain = {"id", "study"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "by"], name="understand_one_limit_each")
        ]
