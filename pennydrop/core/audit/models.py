"""Who did what, when; and, for anonymous people, what happened on which day. Never any words."""

from django.db import models


class Seal(models.Model):
    """An HMAC over a run of events, chained to the seal before it."""

    stream = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    mac = models.CharField(max_length=64)
    on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "stream", "number", "count", "mac", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "number"], name="audit_seal_number_once")
        ]


class Event(models.Model):
    """One thing that somebody with an account did. No foreign keys: it outlives what it records."""

    what = models.CharField(max_length=80)
    on = models.CharField(max_length=80)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT)

    class Privacy:
        personal = {"by"}
        plain = {"id", "what", "on", "at", "seal"}


class QuietEvent(models.Model):
    """One thing that a person without an account did: the day only, no time, no address."""

    what = models.CharField(max_length=80)
    on = models.CharField(max_length=80)
    day = models.DateField(db_index=True)
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "what", "on", "day", "seal"}
