"""What stands round a theme besides its own text."""

import uuid

from django.db import models

from pennydrop.rooms.understand.models.analysis import Coding, Theme
from pennydrop.rooms.understand.models.texts import NotedOfOne


class ContraryCase(models.Model):
    """A coded passage that speaks against a theme. It goes with the coding, and so with whoever
    takes those words back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE)
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "theme", "coding", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "coding"], name="understand_contrary_case_once"
            )
        ]


class Summary(NotedOfOne):
    """What one person said about one theme, summed up by the team: a cell of the framework's
    table. It retells them."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE)

    class Privacy:
        personal = {"participant", "sealed", "by"}
        plain = {"id", "theme", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "participant"], name="understand_summary_of_a_cell_once"
            )
        ]


class MemberCheck(models.Model):
    """A key insight sent to those who took part and may be asked more. `words`: the insight as it
    was sent, in the team's own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE)
    words = models.TextField()
    open = models.BooleanField(default=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "study", "theme", "words", "open", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme"], condition=models.Q(open=True), name="understand_one_open_check"
            )
        ]


class MemberAnswer(models.Model):
    """What one person says of an insight. Why is sealed under their words key; it came straight
    from them, so names may be in it. The day is kept and no time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    check_sent = models.ForeignKey(MemberCheck, on_delete=models.CASCADE)
    participant = models.UUIDField(db_index=True)
    answer = models.CharField(
        max_length=10, choices=[("yes", "yes"), ("not_quite", "not quite"), ("no", "no")]
    )
    sealed = models.BinaryField()
    on = models.DateField()

    class Privacy:
        personal = {"participant", "answer", "sealed"}
        plain = {"id", "check_sent", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_sent", "participant"], name="understand_answer_a_check_once"
            )
        ]
