"""People who asked to be told by e-mail of drug alerts."""

from django.db import models

from pennydrop.core.messages.followers import FollowerBase


class AlertFollower(FollowerBase):
    """One address, as every list keeps it. Whatever went out is counted from the first alert on:
    `told` is how much of it they were told, `queued` how much had gone out when an e-mail to them
    was last queued, on the day `queued_on`. No time of day is kept of anybody."""

    told = models.PositiveIntegerField(default=0)
    queued = models.PositiveIntegerField(default=0)
    queued_on = models.DateField(null=True)

    class Privacy:
        personal = {"participant", "sealed", "mark"}
        plain = {"asked_on", "confirmed_on", "told", "queued", "queued_on"}
