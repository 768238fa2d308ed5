"""Concerns for somebody's safety. Sealed under keys of their own; never joined to a study."""

import uuid

from django.db import models
from django.db.models import F, Q

from pennydrop.core.concerns import Level
from pennydrop.rooms.support.models.desks import Desk
from pennydrop.rooms.support.rules.handling import Origin, StepKind


class Concern(models.Model):
    """A worry about somebody's safety, in the words of whoever raised it.

    `summary` and `pointer` are sealed under the concern's own key. `mark` finds the pointers of
    somebody who takes their words back; without the root key it says nothing. A concern that
    words in an answer opened has a day and no time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT)
    origin = models.CharField(max_length=60, choices=[(o.value, o.value) for o in Origin])
    level = models.CharField(max_length=20, choices=[(o.value, o.value) for o in Level])
    summary = models.BinaryField()
    pointer = models.BinaryField(null=True)
    mark = models.CharField(max_length=64, blank=True, db_index=True)
    pointer_gone = models.BooleanField(default=False)
    raised_by = models.CharField(max_length=80)
    raised_on = models.DateField()
    raised_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    handler = models.CharField(max_length=80, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)

    class Privacy:
        personal = {"summary", "pointer", "mark", "raised_by", "handler", "closed_by"}
        plain = {
            "id",
            "desk",
            "origin",
            "level",
            "pointer_gone",
            "raised_on",
            "raised_at",
            "due_at",
            "looked_at",
            "closed_at",
            "ends_on",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by="")
                | (~Q(closed_by=F("raised_by")) & ~Q(closed_by=F("handler"))),
                name="support_closed_by_a_different_person",
            ),
            models.CheckConstraint(
                condition=Q(closed_by="", closed_at__isnull=True, ends_on__isnull=True)
                | (~Q(closed_by="") & Q(closed_at__isnull=False, ends_on__isnull=False)),
                name="support_closed_wholly_or_not",
            ),
            models.CheckConstraint(
                condition=Q(closed_by="") | ~Q(handler=""), name="support_handled_before_closed"
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.ANSWER.value) | Q(raised_at__isnull=True),
                name="support_an_answer_has_no_time",
            ),
            models.CheckConstraint(
                condition=Q(pointer__isnull=False) | Q(mark=""),
                name="support_no_mark_without_a_pointer",
            ),
        ]


class Step(models.Model):
    """One thing that somebody did about a concern. Rows are only ever added; `note` is sealed
    under the concern's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    concern = models.ForeignKey(Concern, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20, choices=[(o.value, o.value) for o in StepKind])
    note = models.BinaryField(null=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"note", "by"}
        plain = {"id", "concern", "kind", "at"}

    class Meta:
        ordering = ["at", "pk"]
