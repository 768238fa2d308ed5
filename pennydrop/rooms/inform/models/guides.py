"""Guides. The words stand in a draft of core/documents; a guide says where it is found and which
revision is out."""

import uuid

from django.db import models

from pennydrop.rooms.inform.rules.guides import Door, Reader


class Guide(models.Model):
    """`document` is the draft in core/documents; `revision` the number of the one that is out, None
    while none is. What is out still shows no claim that may not be shown on the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    slug = models.SlugField(max_length=60, unique=True)
    document = models.UUIDField(unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    door = models.CharField(max_length=40, choices=[(door.value, door.value) for door in Door])
    reader = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Reader])
    place = models.PositiveIntegerField(default=0, help_text="where it stands in its list")
    revision = models.PositiveIntegerField(null=True)
    starter = models.CharField(max_length=64, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id",
            "organisation",
            "slug",
            "document",
            "title",
            "summary",
            "door",
            "reader",
            "place",
            "revision",
            "starter",
        }

    class Meta:
        ordering = ["place", "title"]
