"""Editions: what was released, immutable as a skeleton; people's words in sealed slots."""

import uuid

from django.db import models


class Edition(models.Model):
    """One published version of a findings document. `skeleton` is the list of blocks with slots
    in place of words, and the figures as released; it is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    document = models.UUIDField(db_index=True, help_text="core/documents' id of the draft")
    study = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    slug = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    skeleton = models.JSONField()
    invented = models.BooleanField(default=False)
    released_by = models.CharField(max_length=80)
    released_at = models.DateTimeField()

    class Privacy:
        personal = {"released_by"}
        plain = {
            "id",
            "document",
            "study",
            "number",
            "slug",
            "title",
            "skeleton",
            "invented",
            "released_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="publish_edition_number_once"
            )
        ]


class Slot(models.Model):
    """The words of one piece of one quote in one edition, sealed with their salt. The commitment
    SHA-256(salt + words) stays when the words go; without the salt it says nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    quote = models.UUIDField(help_text="understand's id of the quote")
    order = models.PositiveIntegerField(help_text="which piece of the quote")
    participant = models.UUIDField(db_index=True)
    consent = models.CharField(
        max_length=200, help_text="the consent versions it was released under"
    )
    commitment = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    removed_on = models.DateField(null=True)

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "edition", "quote", "order", "consent", "commitment", "removed_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "quote", "order"], name="publish_slot_once"),
            models.CheckConstraint(
                condition=models.Q(sealed__isnull=True, removed_on__isnull=False)
                | models.Q(sealed__isnull=False, removed_on__isnull=True),
                name="publish_slot_sealed_or_removed",
            ),
        ]
