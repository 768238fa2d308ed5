"""Codes, codings, memos and themes. A coding stores a position, never words."""

import uuid

from django.db import models

from pennydrop.rooms.understand.models.texts import Text


class Code(models.Model):
    """A label in the study's codebook. Names may repeat under different parents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    definition = models.TextField(blank=True)
    barrier = models.CharField(
        max_length=40, blank=True, help_text="says which barrier it is, the same in every study"
    )
    colour = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveIntegerField(default=0)
    retired = models.BooleanField(default=False, help_text="stays on its passages; no new ones")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {
            "id", "study", "parent", "name", "definition", "barrier", "colour", "order", "retired",
            "at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "barrier"],
                condition=~models.Q(barrier=""),
                name="understand_one_code_for_a_barrier",
            ),
            models.CheckConstraint(
                condition=models.Q(colour__gte=1, colour__lte=6), name="understand_six_colours"
            ),
        ]


class Coding(models.Model):
    """A passage of a text with a code, by a coder. Positions: segment order * 65,536 + offset in
    code points within the segment, end exclusive (rules/positions.py)."""

    id = models.BigAutoField(primary_key=True)
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    code = models.ForeignKey(Code, on_delete=models.PROTECT)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "text", "code", "start", "end", "at"}

    class Meta:
        indexes = [
            models.Index(fields=["code", "text", "start"]),
            models.Index(fields=["text", "start"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "code", "by", "start", "end"], name="understand_coding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="understand_coding_not_empty"
            ),
        ]


class Lost(models.Model):
    """A coding whose words were all edited away: it waits here for a person to place it."""

    id = models.BigAutoField(primary_key=True)
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    code = models.ForeignKey(Code, on_delete=models.PROTECT)
    near = models.BigIntegerField(help_text="the position where it stood")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "text", "code", "near", "at"}


class Pending(models.Model):
    """A coding or a memo that came in with a project and waits until names are out of its source.

    `source` is listen's id. Ends in turns that the team cannot read yet count in the original
    words, ends in the others in the words as they are now. A memo is sealed under the words key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    source = models.UUIDField(db_index=True)
    code = models.ForeignKey(Code, null=True, on_delete=models.PROTECT)
    start = models.BigIntegerField(null=True)
    end = models.BigIntegerField(null=True)
    participant = models.UUIDField(db_index=True)
    sealed = models.BinaryField(null=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"participant", "sealed", "by"}
        plain = {"id", "study", "source", "code", "start", "end", "at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    code__isnull=False, sealed__isnull=True, start__lt=models.F("end")
                )
                | models.Q(code__isnull=True, sealed__isnull=False),
                name="understand_pending_is_one_thing",
            )
        ]


class Memo(models.Model):
    """A researcher's note on a study, code, source or passage. About a source or a passage it is
    sealed under that participant's words key, because such notes retell what was said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    code = models.ForeignKey(Code, null=True, on_delete=models.CASCADE)
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
        plain = {"id", "study", "code", "text", "start", "end", "plain_words", "at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(text__isnull=True, sealed__isnull=True)
                | models.Q(
                    text__isnull=False,
                    sealed__isnull=False,
                    participant__isnull=False,
                    plain_words="",
                ),
                name="understand_memo_on_words_is_sealed",
            )
        ]


class Theme(models.Model):
    """A shared meaning round a central idea, not a folder of codes. In the team's own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    title = models.CharField(max_length=120)
    central_idea = models.TextField(blank=True)
    insight = models.TextField(blank=True, help_text="the key insight")
    narrative = models.TextField(blank=True, help_text="Markdown")
    what_it_is = models.TextField(blank=True, help_text="what belongs to it")
    what_it_is_not = models.TextField(blank=True, help_text="what is near it and does not belong")
    codes = models.ManyToManyField(Code, blank=True)
    order = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {
            "id",
            "study",
            "title",
            "central_idea",
            "insight",
            "narrative",
            "what_it_is",
            "what_it_is_not",
            "order",
            "at",
        }
