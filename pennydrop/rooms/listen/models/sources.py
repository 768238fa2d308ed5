"""Sources as they came: original words, in segments, each sealed under its speaker's raw key."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.participants import Participant
from pennydrop.rooms.listen.models.studies import Study

KINDS = ["interview", "focus_group", "survey"]
FIDELITIES = ["word_for_word", "notes", "remembered"]


class Source(models.Model):
    """An interview, a focus group or one person's survey answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    kind = models.CharField(max_length=15, choices=[(k, k) for k in KINDS])
    number = models.PositiveIntegerField()
    fidelity = models.CharField(max_length=15, choices=[(f, f) for f in FIDELITIES])
    on = models.DateField(help_text="the day it was brought in")
    added_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"added_by"}
        plain = {"id", "study", "kind", "number", "fidelity", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "kind", "number"], name="listen_source_number_once"
            )
        ]

    @property
    def title(self) -> str:
        kinds = {"interview": "Interview", "focus_group": "Focus group", "survey": "Survey answer"}
        return f"{kinds[self.kind]} {self.number}"


class FileName(models.Model):
    """What the file was called that a source came in, sealed like the original words under the raw
    key of whoever speaks first in it. `file` is one for all sources of one file: what a file is
    called may name everybody in it."""

    source = models.OneToOneField(Source, primary_key=True, on_delete=models.CASCADE)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    file = models.UUIDField(db_index=True)
    sealed = models.BinaryField()

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"source", "file"}


class Segment(models.Model):
    """A speaker turn of at most 4,000 code points, or one survey answer.

    `participant` is whose key seals it: in a one-to-one interview the interviewer's turns too.
    `sealed` is null once the originals were destroyed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    source = models.ForeignKey(Source, on_delete=models.CASCADE)
    order = models.PositiveIntegerField()
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    speaker = models.CharField(max_length=20, help_text="P014, Interviewer, Facilitator; no names")
    question = models.CharField(max_length=80, blank=True)
    sealed = models.BinaryField(null=True)

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "source", "order", "speaker", "question"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "order"], name="listen_segment_order_once")
        ]
