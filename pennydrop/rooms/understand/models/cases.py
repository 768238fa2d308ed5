"""What is known of a participant besides their words, and questions that the team keeps."""

import uuid

from django.db import models

from pennydrop.rooms.understand.models.texts import NotedOfOne


class CaseAttribute(models.Model):
    """Something that the team notes of participants, such as "Town or country". What the survey
    asked stands in listen and is not copied here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    name = models.CharField(max_length=60)
    order = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "study", "name", "order", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="understand_attribute_once")
        ]


class CaseValue(NotedOfOne):
    """What the team noted of one participant: with a few others it could say who they are."""

    attribute = models.ForeignKey(CaseAttribute, on_delete=models.CASCADE)

    class Privacy:
        personal = {"participant", "sealed", "by"}
        plain = {"id", "attribute", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attribute", "participant"], name="understand_case_value_once"
            )
        ]


class SavedQuery(models.Model):
    """A question to the codings and words that the team keeps under a name. `asked` is the
    question (rules/asking.py) as JSON; it is put anew each time, and keeps no answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    name = models.CharField(max_length=80)
    asked = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "study", "name", "asked", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="understand_query_name_once")
        ]


class StopList(models.Model):
    """Words that a study leaves out when it counts words. Without a row: the list that
    Pennydrop ships."""

    study = models.UUIDField(primary_key=True)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"study", "words", "at"}
