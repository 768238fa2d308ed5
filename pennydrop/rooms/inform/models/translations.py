"""Texts of pages in other languages, as people wrote and confirmed them."""

import uuid

from django.db import models
from django.db.models import F, Q

from pennydrop.rooms.inform.rules.translations import LONGEST_NAME


class Translation(models.Model):
    """One wording of one text. Rows are added and never written again, but for who confirmed them
    and who took them back. `source` names the very words it was made from (`Source.mark`), which
    stand here, too: when a page has others, this is not shown. `forms`: one, or one for each kind
    of number. `translator` and `reader` are names as they are shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    language = models.CharField(max_length=12)
    source = models.CharField(max_length=32, db_index=True)
    number = models.PositiveIntegerField()
    context = models.CharField(max_length=200, blank=True)
    english = models.TextField()
    plural = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True, help_text="where the English stood")
    forms = models.JSONField()
    translator = models.CharField(max_length=LONGEST_NAME)
    made_by = models.CharField(max_length=80)
    made_on = models.DateField()
    reader = models.CharField(max_length=LONGEST_NAME, blank=True)
    read_by = models.CharField(max_length=80, blank=True)
    read_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True)

    class Privacy:
        personal = {"translator", "made_by", "reader", "read_by", "ended_by"}
        plain = {
            "id",
            "language",
            "source",
            "number",
            "context",
            "english",
            "plural",
            "place",
            "forms",
            "made_on",
            "read_on",
            "ended_on",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "source", "number"], name="inform_translation_number_once"
            ),
            models.CheckConstraint(
                condition=Q(read_by="") | ~Q(read_by=F("made_by")),
                name="inform_translation_read_by_somebody_else",
            ),
        ]


class TranslationCount(models.Model):
    """How often the shown words of a language have changed: by it every process knows when to read
    them anew."""

    language = models.CharField(max_length=12, primary_key=True)
    number = models.PositiveIntegerField(default=0)

    class Privacy:
        personal: set[str] = set()
        plain = {"language", "number"}
