"""Recordings of sessions: where they stand on their way to a draft, and the day they go."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.sessions import Session
from pennydrop.rooms.listen.models.studies import Study

STATES = ["waiting", "hearing", "drafted", "failed", "corrected", "gone"]
WHYS = ["day", "by_hand", "taken_back", "originals", "lost"]


class Recording(models.Model):
    """A recording of a session. The sound lies sealed in a file of its own, under a key of its own
    in the key store, by this row's id; the row stays when both are gone, and says so.

    `go_on` is the day on which it is destroyed at the latest; `erased` turns true once the key and
    the file are gone, too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL)
    media = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField(help_text="bytes")
    seconds = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=[(s, s) for s in STATES], default="waiting")
    problem = models.CharField(max_length=200, blank=True, help_text="our own words")
    days = models.PositiveIntegerField(help_text="kept so long after the draft was corrected")
    on = models.DateField(help_text="the day it was brought in")
    added_by = models.CharField(max_length=80)
    corrected_on = models.DateField(null=True)
    corrected_by = models.CharField(max_length=80, blank=True)
    go_on = models.DateField(db_index=True)
    gone_on = models.DateField(null=True)
    gone_why = models.CharField(max_length=10, choices=[(w, w) for w in WHYS], blank=True)
    erased = models.BooleanField(default=False)

    class Privacy:
        personal = {"added_by", "corrected_by"}
        plain = {
            "id",
            "study",
            "session",
            "media",
            "size",
            "seconds",
            "state",
            "problem",
            "days",
            "on",
            "corrected_on",
            "go_on",
            "gone_on",
            "gone_why",
            "erased",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=90),
                name="listen_recording_is_kept_for_days",
            ),
            models.CheckConstraint(
                condition=models.Q(state="gone") | models.Q(erased=False),
                name="listen_recording_is_erased_when_gone",
            ),
        ]
