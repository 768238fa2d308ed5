"""How a study came to work as it does: the decision trail, and the reflexivity journal."""

import uuid

from django.db import models

from pennydrop.rooms.understand.models.analysis import Theme

ABOUT = ["approach", "codes", "theme", "contrary cases", "material", "other"]


class Decision(models.Model):
    """One decision of the team with its reason. The trail only grows: nothing in it is changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    about = models.CharField(max_length=20, choices=[(a, a) for a in ABOUT])
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL)
    words = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "study", "about", "theme", "words", "at"}


class JournalEntry(models.Model):
    """What somebody who reads brings along, and what reading does to them. Their own: nobody else
    opens it unless they share it with the team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    words = models.TextField()
    shared = models.BooleanField(default=False)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"words", "by"}
        plain = {"id", "study", "shared", "at"}
