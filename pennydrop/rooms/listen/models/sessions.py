"""Interviews, groups and visits as they happened: when, roughly where, who was there, what each
agreed to then, and a transcript that is being typed."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.outreach import Place
from pennydrop.rooms.listen.models.participants import Participant
from pennydrop.rooms.listen.models.sources import Source
from pennydrop.rooms.listen.models.studies import Study

SESSION_KINDS = ["interview", "focus_group", "visit"]
HOW = ["read_aloud", "signed"]


class Session(models.Model):
    """One time that people met. The day and a coarse place; staff by their account.

    `facilitator` is the participant under whose key staff's turns of a group stand. `batch` is
    where its files lie while they are brought in, `source` what they, or the typed turns, became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    kind = models.CharField(max_length=15, choices=[(k, k) for k in SESSION_KINDS])
    number = models.PositiveIntegerField()
    on = models.DateField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    interviewer = models.CharField(max_length=80)
    note_taker = models.CharField(max_length=80, blank=True)
    facilitator = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL)
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL)
    batch = models.UUIDField(null=True)
    typed_version = models.PositiveIntegerField(default=0)

    class Privacy:
        personal = {"interviewer", "note_taker", "facilitator"}
        plain = {
            "id",
            "study",
            "kind",
            "number",
            "on",
            "place",
            "source",
            "batch",
            "typed_version",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "kind", "number"], name="listen_session_number_once"
            )
        ]

    @property
    def title(self) -> str:
        kinds = {"interview": "Interview", "focus_group": "Group", "visit": "Visit"}
        return f"{kinds[self.kind]} session {self.number}"


class Present(models.Model):
    """Somebody who takes part was at a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)

    class Privacy:
        personal = {"participant"}
        plain = {"id", "session"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"], name="listen_present_once_at_a_session"
            )
        ]


class SessionConsent(models.Model):
    """What somebody answered about one scope at one session. The consent ledger holds it too;
    this says at which session, and how it was asked."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    scope = models.CharField(max_length=20)
    answer = models.CharField(max_length=7)
    how = models.CharField(max_length=10, choices=[(h, h) for h in HOW])
    intoxicated = models.BooleanField(default=False)
    on = models.DateField()
    recorded_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"participant", "answer", "intoxicated", "recorded_by"}
        plain = {"id", "session", "scope", "how", "on"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__in=["yes", "no", "unknown"]),
                name="listen_session_answer_is_known",
            )
        ]


class TypedTurn(models.Model):
    """A turn of a transcript that somebody is typing, sealed under a raw key at every save.

    `participant` is whose key seals it; `by_staff`: the interviewer or facilitator says it. A turn
    that a machine heard knows its recording and the second at which it begins; until a person says
    whose it is, it has no participant and is sealed under the recording's own key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    session = models.ForeignKey(Session, on_delete=models.CASCADE)
    order = models.PositiveIntegerField()
    participant = models.ForeignKey(Participant, null=True, on_delete=models.CASCADE)
    by_staff = models.BooleanField(default=False)
    recording = models.ForeignKey("listen.Recording", null=True, on_delete=models.CASCADE)
    begins = models.PositiveIntegerField(default=0, help_text="seconds into the recording")
    sealed = models.BinaryField()

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "session", "order", "by_staff", "recording", "begins"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "order"], name="listen_typed_order_once"),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=False) | models.Q(recording__isnull=False),
                name="listen_typed_turn_has_a_key",
            ),
        ]
