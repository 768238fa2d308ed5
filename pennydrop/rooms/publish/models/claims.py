"""What a sentence of a document stands on, as somebody of the team said."""

import uuid

from django.db import models

from pennydrop.core.documents.keys import LONGEST_KEY
from pennydrop.core.documents.sentences import MARK_LENGTH
from pennydrop.rooms.publish.rules.claims import Kind


class ClaimTie(models.Model):
    """One sentence tied to one piece of evidence. It belongs to the document and to no revision:
    `block` is the block's key, `sentence` a fingerprint of our own words, so whichever revision
    holds that sentence holds its ties. `said`: the sentence as it was, to be shown when it changed;
    `target`: an id in this study, or an address; `label`: what others published is called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    document = models.UUIDField(help_text="core/documents' id of the draft")
    block = models.CharField(max_length=LONGEST_KEY)
    sentence = models.CharField(max_length=MARK_LENGTH)
    said = models.CharField(max_length=600)
    kind = models.CharField(max_length=10, choices=[(one.value, one.name) for one in Kind])
    target = models.CharField(max_length=400, blank=True)
    label = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "document", "block", "sentence", "said", "kind", "target", "label", "at"}

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["document", "block"], name="publish_claim_tie_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "block", "sentence", "kind", "target"],
                name="publish_claim_tie_once",
            )
        ]
