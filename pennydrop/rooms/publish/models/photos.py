"""Pictures of the team's own that stand in findings."""

import uuid

from django.db import models

from pennydrop.rooms.publish.models.findings import Findings


class OwnPicture(models.Model):
    """A picture of one document, drawn anew from its pixels, by the digest of its bytes.

    It is the team's, not a participant's. It stays as long as its document: earlier revisions and
    editions show it still.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    findings = models.ForeignKey(Findings, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    media = models.CharField(max_length=20)
    width = models.PositiveIntegerField(help_text="dots")
    height = models.PositiveIntegerField(help_text="dots")
    data = models.BinaryField()
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    class Privacy:
        personal = {"added_by"}
        plain = {"id", "findings", "digest", "media", "width", "height", "data", "added_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["findings", "digest"], name="publish_own_picture_once")
        ]
