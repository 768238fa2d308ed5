"""Quotes: passages chosen to leave the study, each piece anchored, signed by two people."""

import uuid

from django.db import models

from pennydrop.rooms.understand.models.analysis import Theme
from pennydrop.rooms.understand.models.texts import Text


class Quote(models.Model):
    """A passage that somebody wants to leave the study. Its words are always read anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL)
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    attribution = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "study", "theme", "text", "attribution", "at"}


class Piece(models.Model):
    """One piece of a quote: words (a position), or a clarification put in square brackets by us.
    Between two pieces of words that do not touch, an omission is marked."""

    id = models.BigAutoField(primary_key=True)
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE)
    order = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=15, choices=[("words", "words"), ("clarification", "clarification")]
    )
    start = models.BigIntegerField()
    end = models.BigIntegerField(help_text="equals start for a clarification: where it is anchored")
    participant = models.UUIDField(db_index=True)
    clarification = models.CharField(max_length=120, blank=True)

    class Privacy:
        personal = {"participant"}
        plain = {"id", "quote", "order", "kind", "start", "end", "clarification"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "order"], name="understand_piece_order_once"),
            models.CheckConstraint(
                condition=models.Q(kind="words", start__lt=models.F("end"))
                | models.Q(kind="clarification", start=models.F("end")),
                name="understand_piece_fits_its_kind",
            ),
        ]


class Signature(models.Model):
    """Somebody saw the passage in its context and says it may leave. `digest` is a fingerprint of
    the words as they were then, under the participant's key: a changed passage is unsigned."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Privacy:
        personal = {"by", "digest"}
        plain = {"id", "quote", "at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quote", "by"], name="understand_sign_once")]


class SentBack(models.Model):
    """Somebody looked at the passage and says "not like this", with the reason. Until the quote is
    changed or put forward again it stays in. The reason retells what was said: it is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE)
    participant = models.UUIDField(db_index=True)
    sealed = models.BinaryField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"participant", "sealed", "by"}
        plain = {"id", "quote", "at", "answered_at"}
