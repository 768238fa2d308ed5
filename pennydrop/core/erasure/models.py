"""What is left on purpose after somebody takes their words back: the receipt, and the list of
copies that people made by hand."""

import uuid

from django.db import models


class HandCopy(models.Model):
    """A copy with words in it that somebody took out of the system (an export, a printed page)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    what = models.CharField(max_length=120)
    by = models.CharField(max_length=80)
    on = models.DateField()
    destroyed_on = models.DateField(null=True)
    destroyed_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"by", "destroyed_by"}
        plain = {"id", "study", "what", "on", "destroyed_on"}


class Receipt(models.Model):
    """What was removed, when, and what is still to be done. Holds no words and no code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    participant = models.UUIDField()
    name = models.CharField(max_length=20, help_text="the pseudonym, such as P014")
    on = models.DateField()
    asked = models.CharField(max_length=30, help_text="with the code, or through a coordinator")
    removed = models.JSONField(help_text="room -> {what: how many}")
    copies = models.JSONField(help_text="copies made by hand that must be destroyed")
    keys_gone = models.BooleanField(default=False)
    key_copy_gone_by = models.DateField()
    seen_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"participant", "name", "seen_by"}
        plain = {
            "id",
            "study",
            "on",
            "asked",
            "removed",
            "copies",
            "keys_gone",
            "key_copy_gone_by",
        }
