"""How interviews were for those who held them, and who looks after them. Nothing here says what
was told or by whom: no participant, no session, no study."""

import uuid

from django.conf import settings
from django.db import models

from pennydrop.core.people.models import Organisation
from pennydrop.rooms.listen.rules.debrief import LIMIT


class Debrief(models.Model):
    """One interview as it was for the person who held it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    researcher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    held_on = models.DateField()
    hardness = models.PositiveSmallIntegerField()
    wants_talk = models.BooleanField(default=False)
    with_whom = models.CharField(max_length=80, blank=True)
    booked_for = models.DateField(null=True)
    talked_on = models.DateField(null=True)

    class Privacy:
        personal = {"researcher", "hardness", "wants_talk", "with_whom"}
        plain = {"id", "organisation", "held_on", "booked_for", "talked_on"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hardness__gte=1, hardness__lte=5),
                name="listen_hardness_is_one_to_five",
            )
        ]


class Supervision(models.Model):
    """Who looks after somebody who interviews, and how many hard interviews a week they bear."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    researcher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    limit = models.PositiveSmallIntegerField(default=LIMIT)

    class Privacy:
        personal = {"researcher", "supervisor", "limit"}
        plain = {"id", "organisation"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "researcher"], name="listen_one_supervision_each"
            ),
            models.CheckConstraint(
                condition=models.Q(limit__gte=1, limit__lte=20), name="listen_limit_one_to_twenty"
            ),
            models.CheckConstraint(
                condition=models.Q(supervisor=None) | ~models.Q(supervisor=models.F("researcher")),
                name="listen_nobody_supervises_themself",
            ),
        ]
