"""Findings: what this room knows of a draft beside its blocks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Findings(models.Model):
    """One document of a study: its report, its summary, a briefing. The blocks stand in
    core/documents under the same id. One that was deleted is kept for a while, read by nobody."""

    document = models.UUIDField(primary_key=True, help_text="core/documents' id of the draft")
    study = models.UUIDField(db_index=True)
    template = models.CharField(max_length=20, default="report")
    started_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"deleted_by"}
        plain: ClassVar[set[str]] = {"document", "study", "template", "started_at", "deleted_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deleted_at=None, deleted_by="")
                | Q(deleted_at__isnull=False) & ~Q(deleted_by=""),
                name="publish_deleted_by_somebody",
            )
        ]


class DrawnOn(models.Model):
    """Another study that a document may draw on, beside the one it belongs to."""

    findings = models.ForeignKey(Findings, on_delete=models.CASCADE, related_name="others")
    study = models.UUIDField()

    class Privacy:
        personal: ClassVar[set[str]] = set()
        plain = {"id", "findings", "study"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["findings", "study"], name="publish_drawn_on_once")
        ]
