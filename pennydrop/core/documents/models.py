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


class Comment(models.Model):
    """What somebody of the team says about a block, or answers to such a word.

    `block` is the key of the block, so a comment stays with it while it moves. Only the first of
    a thread is settled, by whoever thinks that it is. Nobody edits a comment: they answer.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="comments")
    block = models.CharField(max_length=20)
    first = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    text = models.CharField(max_length=2000)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    settled_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"by", "settled_by"}
        plain = {"id", "document", "block", "first", "text", "at", "settled_at"}

    class Meta:
        indexes = [models.Index(fields=["document", "block"], name="documents_comment_place")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_by="")
                | (models.Q(settled_at__isnull=False, first=None) & ~models.Q(settled_by="")),
                name="documents_first_is_settled_by_somebody",
            )
        ]
