"""People who asked to be told by e-mail when something changes on the page of promises."""

from django.db import models

from pennydrop.core.messages.followers import FollowerBase


class Follower(FollowerBase):
    """One address, sealed under a key of its own that goes when they leave (`participant` names
    the key; nobody who takes part in a study). `mark` finds an address again without holding it.
    Days only. `told_until`: they were told of everything up to this day; `queued_on`: the last day
    on which an e-mail to them was queued."""

    told_until = models.DateField(null=True)
    queued_on = models.DateField(null=True)

    class Privacy:
        personal = {"participant", "sealed", "mark"}
        plain = {"asked_on", "confirmed_on", "told_until", "queued_on"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_on__isnull=False)
                | models.Q(told_until__isnull=True, queued_on__isnull=True),
                name="publish_nobody_is_told_before_they_said_yes",
            )
        ]
