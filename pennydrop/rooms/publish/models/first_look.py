"""What is shown to those who took part before it is printed, and what they say against it."""

import uuid
from typing import ClassVar

from django.db import models

from pennydrop.rooms.publish.rules.first_look import USUAL_DAYS, Objection


class FirstLook(models.Model):
    """A document whose lines are on show to whoever said them. `days`: how long a line is shown
    before it may be printed."""

    document = models.UUIDField(primary_key=True, help_text="core/documents' id of the draft")
    study = models.UUIDField(db_index=True)
    days = models.PositiveSmallIntegerField(default=USUAL_DAYS)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain: ClassVar[set[str]] = {"document", "study", "days", "at"}


class ShownLine(models.Model):
    """One quote of a document on show to one person. `digest`: in which words, as a fingerprint
    under that person's key. Whether they looked is not kept."""

    first_look = models.ForeignKey(FirstLook, on_delete=models.CASCADE, related_name="lines")
    quote = models.UUIDField(help_text="understand's id of the quote")
    participant = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)
    last_day = models.DateField()

    class Privacy:
        personal = {"participant", "digest"}
        plain = {"id", "first_look", "quote", "last_day"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first_look", "quote", "participant"], name="publish_shown_line_once"
            )
        ]


class LineObjection(models.Model):
    """Somebody does not want a line of theirs printed, or not in these words. Why is sealed under
    their words key. The day is kept and no time. It holds in every document of the study."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    quote = models.UUIDField(help_text="understand's id of the quote")
    participant = models.UUIDField(db_index=True)
    objection = models.CharField(
        max_length=20, choices=[(one.value, one.name) for one in Objection]
    )
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField()
    on = models.DateField()

    class Privacy:
        personal = {"participant", "objection", "digest", "sealed"}
        plain = {"id", "study", "quote", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "participant"], name="publish_line_objection_once"
            )
        ]
