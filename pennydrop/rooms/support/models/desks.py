"""The safeguarding desk of an organisation: its hours, its days off, and which studies it watches.

The desk has an id of its own, which is also the id of its key: concerns are sealed under the desk
and never under anything that belongs to a study.
"""

import uuid

from django.conf import settings
from django.db import models

from pennydrop.core.people.models import Organisation

DAYS = [(n, n) for n in range(7)]


class Desk(models.Model):
    """Where an organisation's concerns are kept, and for how long after they are closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT)
    keep_months = models.PositiveSmallIntegerField(default=72)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "organisation", "keep_months"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(keep_months__gte=1, keep_months__lte=1200),
                name="support_concerns_end_some_day",
            )
        ]


class Shift(models.Model):
    """Weekly hours in which somebody is there to look at concerns."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE)
    weekday = models.PositiveSmallIntegerField(choices=DAYS)
    starts = models.TimeField()
    ends = models.TimeField()
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Privacy:
        personal = {"lead", "deputy"}
        plain = {"id", "desk", "weekday", "starts", "ends"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="support_a_week_has_seven_days"
            ),
            models.CheckConstraint(
                condition=~models.Q(starts=models.F("ends")), name="support_hours_have_a_length"
            ),
            models.CheckConstraint(
                condition=models.Q(deputy=None) | ~models.Q(deputy=models.F("lead")),
                name="support_deputy_is_somebody_else",
            ),
        ]


class ClosedDay(models.Model):
    """A day on which nobody is there, whatever the weekly hours say."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE)
    day = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "desk", "day"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "day"], name="support_closed_once_a_day")
        ]


class Watch(models.Model):
    """A study in which words that suggest a risk open a concern, for people who begin on
    `from_day` or later: they were told before."""

    study = models.UUIDField(primary_key=True)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE)
    from_day = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"study", "desk", "from_day"}
