"""Myths: questions that claims answer."""

import uuid

from django.db import models

from pennydrop.rooms.inform.rules.myths import LONGEST_ASKED


class StoredMyth(models.Model):
    """A question with the keys of the claims that answer it, in their order. `starter`: it is as it
    was shipped, and may be brought up to date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    key = models.SlugField(max_length=60)
    asked = models.CharField(max_length=LONGEST_ASKED)
    claims = models.JSONField(default=list)
    place = models.PositiveSmallIntegerField(default=0)
    starter = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id",
            "organisation",
            "key",
            "asked",
            "claims",
            "place",
            "starter",
            "retired",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="inform_myth_key_once")
        ]
