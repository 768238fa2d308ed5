"""What was entered wrongly about a recommendation or a promise, and put right since."""

import uuid

from django.db import models

from pennydrop.rooms.publish.models.recommendations import Recommendation


class Correction(models.Model):
    """One thing that was put right: `field` of the row `entry`, as text, before and after. The row
    itself never changes. Without a field the whole of an ask was entered in error."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT)
    entry = models.UUIDField()
    field = models.CharField(max_length=40, blank=True)
    was = models.CharField(max_length=600, blank=True)
    now = models.CharField(max_length=600, blank=True)
    why = models.CharField(max_length=600)
    noted_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"noted_by"}
        plain = {
            "id",
            "recommendation",
            "entry",
            "field",
            "was",
            "now",
            "why",
            "noted_on",
            "noted_at",
        }

    class Meta:
        ordering = ["noted_at", "pk"]
