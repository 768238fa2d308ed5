"""Several people read one text: who is done with it, whether they see each other's codings before,
and what they settled where they differ."""

from django.db import models

from pennydrop.rooms.understand.models.analysis import Memo
from pennydrop.rooms.understand.models.texts import Text
from pennydrop.rooms.understand.rules.agreement.differing import OUTCOMES


class Blind(models.Model):
    """While there is such a row, coders of the study do not see each other's codings in a text
    before they say that they are done with it."""

    study = models.UUIDField(primary_key=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"study", "at"}


class Finished(models.Model):
    """`coder` is done with a text. An empty `coder` is everybody: a coordinator has lifted the
    blind for this text."""

    id = models.BigAutoField(primary_key=True)
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    coder = models.CharField(max_length=80, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"coder", "by"}
        plain = {"id", "text", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "coder"], name="understand_finished_once")
        ]


class Settled(models.Model):
    """What two coders made of a turn that they coded differently. The reasons are in a memo on
    the turn, sealed like every memo on words; it takes this row with it when it goes."""

    memo = models.OneToOneField(Memo, primary_key=True, on_delete=models.CASCADE)
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    turn = models.PositiveIntegerField(help_text="order of the turn in the text")
    one = models.CharField(max_length=80)
    other = models.CharField(max_length=80)
    outcome = models.CharField(max_length=4, choices=[(o.value, t) for o, t in OUTCOMES.items()])
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"one", "other", "by"}
        plain = {"memo", "text", "turn", "outcome", "at"}

    class Meta:
        indexes = [models.Index(fields=["text", "turn"])]
