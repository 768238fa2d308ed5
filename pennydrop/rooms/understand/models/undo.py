"""How each write in the analysis can be undone. What was set aside moves along with corrections, is
sealed as before, and goes when a person takes their words back."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from pennydrop.rooms.understand.models.texts import Text


class Undo(models.Model):
    """One write, and what is needed to undo it: ids, and the codebook's own fields. Never words of
    a participant. `on` names the thing (a code, a coding, a memo): what was written to it later
    must be undone first. `text` is set for what was done to one text."""

    id = models.BigAutoField(primary_key=True)
    study = models.UUIDField()
    text = models.ForeignKey(Text, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    on = models.CharField(max_length=40)
    said = models.CharField(max_length=200, help_text="what was done, as its list says it")
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    from_undo = models.BooleanField(default=False, help_text="written by undoing something else")
    along = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, help_text="the write that it is undone with"
    )

    class Privacy:
        personal = {"by"}
        plain = {
            "id", "study", "text", "kind", "on", "said", "facts", "at", "undone_at", "from_undo",
            "along",
        }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["study", "by", "id"]),
            models.Index(fields=["study", "on", "id"]),
        ]


class AsideCoding(models.Model):
    """A coding that was removed or merged away. With `start` equal to `end` it was one that waited
    to be placed, and stood near there."""

    id = models.BigAutoField(primary_key=True)
    undo = models.ForeignKey(Undo, on_delete=models.CASCADE)
    coding = models.BigIntegerField()
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    code = models.UUIDField()
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "undo", "coding", "text", "code", "start", "end", "at"}


class AsideMemo(models.Model):
    """A memo that was removed, or its words before they were changed: sealed as the memo was."""

    id = models.BigAutoField(primary_key=True)
    undo = models.ForeignKey(Undo, on_delete=models.CASCADE)
    memo = models.UUIDField()
    study = models.UUIDField()
    code = models.UUIDField(null=True)
    text = models.ForeignKey(Text, null=True, on_delete=models.CASCADE)
    start = models.BigIntegerField(null=True)
    end = models.BigIntegerField(null=True)
    participant = models.UUIDField(null=True, db_index=True)
    sealed = models.BinaryField(null=True)
    plain_words = models.TextField(blank=True, help_text="only on a study or a code")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"participant", "sealed", "by"}
        plain = {
            "id", "undo", "memo", "study", "code", "text", "start", "end", "plain_words", "at",
        }  # fmt: skip


class AsideQuote(models.Model):
    """A quote that was dropped, or how it was cut before it was cut otherwise."""

    id = models.BigAutoField(primary_key=True)
    undo = models.ForeignKey(Undo, on_delete=models.CASCADE)
    quote = models.UUIDField()
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    theme = models.UUIDField(null=True)
    attribution = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "undo", "quote", "text", "theme", "attribution", "at"}


class AsidePiece(models.Model):
    """One piece of a quote that was set aside: as a `Piece`, a position and no words."""

    id = models.BigAutoField(primary_key=True)
    aside = models.ForeignKey(AsideQuote, on_delete=models.CASCADE)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=15)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    participant = models.UUIDField(db_index=True)
    clarification = models.CharField(max_length=120, blank=True)

    class Privacy:
        personal = {"participant"}
        plain = {"id", "aside", "order", "kind", "start", "end", "clarification"}


class AsideSummary(models.Model):
    """What stood in a cell of the framework's table before it was written anew: sealed as the
    summary was; nothing where the cell was empty."""

    id = models.BigAutoField(primary_key=True)
    undo = models.ForeignKey(Undo, on_delete=models.CASCADE)
    summary = models.UUIDField()
    theme = models.UUIDField()
    participant = models.UUIDField(db_index=True)
    sealed = models.BinaryField(null=True)

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "undo", "summary", "theme"}
