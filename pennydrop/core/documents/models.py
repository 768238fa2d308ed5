"""Drafts and their revisions. A revision is written once and never changed."""

import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnly(RuntimeError):
    """Somebody tried to change or remove a revision by itself."""


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Reads and inserts; whoever wants a revision gone deletes its document."""

    def update(self, **changes: Any) -> NoReturn:
        raise AppendOnly("A revision is never changed: save a new one.")

    def delete(self) -> NoReturn:
        raise AppendOnly("A revision goes only together with its document.")


class Document(models.Model):
    """A draft that a team writes together: findings, a guide, an alert.

    `subject` is the opaque id of what it is about (a study, say) and `organisation` that of
    whoever owns it; no foreign keys, because both live elsewhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    organisation = models.CharField(max_length=80)
    title = models.CharField(max_length=300)

    class Privacy:
        personal: ClassVar[set[str]] = set()
        plain = {"id", "kind", "subject", "organisation", "title"}

    class Meta:
        indexes = [models.Index(fields=["kind", "subject"], name="documents_kind_subject")]


class Revision(models.Model):
    """The blocks of a document as somebody saved them. Numbers count from 1 without gaps.

    `blocks` holds references to quotes, never their words; see `blocks.py`. A block keeps its
    key while it is moved or rewritten, so that what refers to it (a comment, a commitment) finds
    it again.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    blocks = models.JSONField()
    keys = models.JSONField(default=list, help_text="one for each block; it goes with the block")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Privacy:
        personal = {"by"}
        plain = {"id", "document", "number", "blocks", "keys", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="documents_revision_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="documents_revision_number_from_one"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("A revision is never changed: save a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("A revision goes only together with its document.")
