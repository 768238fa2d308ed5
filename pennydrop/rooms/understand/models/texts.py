"""De-identified texts, and the decisions that made them. listen's ids throughout, no foreign keys
across rooms."""

import uuid

from django.db import models

from pennydrop.rooms.understand.models.reviewing import NameStep


class Text(models.Model):
    """The de-identified side of one source. Made when one person has signed that names are out;
    from then on the team may code it."""

    source = models.UUIDField(primary_key=True, help_text="listen's id of the source")
    study = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=15)
    fidelity = models.CharField(max_length=15)
    title = models.CharField(max_length=40)
    order = models.PositiveIntegerField(help_text="for lists: as they were brought in")
    signed_by = models.CharField(max_length=80)
    signed_at = models.DateTimeField()
    came_from = models.UUIDField(
        null=True, db_index=True, help_text="the source in another study whose words these are"
    )
    version = models.PositiveIntegerField(default=0, help_text="one more with each correction")

    class Meta:
        indexes = [
            # Asked with every page of words: most studies have none, and the answer is at hand.
            models.Index(
                fields=["study"],
                condition=models.Q(came_from__isnull=False),
                name="texts_brought_in",
            ),
        ]

    class Privacy:
        personal = {"signed_by"}
        plain = {
            "source",
            "study",
            "kind",
            "fidelity",
            "title",
            "order",
            "signed_at",
            "came_from",
            "version",
        }


class Segment(models.Model):
    """A de-identified speaker turn, sealed under its participant's words key."""

    id = models.UUIDField(primary_key=True, help_text="listen's id of the segment")
    text = models.ForeignKey(Text, on_delete=models.CASCADE)
    order = models.PositiveIntegerField()
    participant = models.UUIDField(db_index=True)
    speaker = models.CharField(max_length=20)
    question = models.CharField(max_length=80, blank=True)
    length = models.PositiveIntegerField(help_text="code points, with the closing line end")
    sealed = models.BinaryField()
    came_from = models.UUIDField(
        null=True, db_index=True, help_text="the turn in another study whose words these are"
    )

    class Privacy:
        personal = {"participant", "sealed"}
        plain = {"id", "text", "order", "speaker", "question", "length", "came_from"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "order"], name="understand_segment_order_once")
        ]


class NotedOfOne(models.Model):
    """What somebody of the team wrote about one participant, sealed under that person's words key,
    so that it goes with them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    participant = models.UUIDField(db_index=True)
    sealed = models.BinaryField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Identifier(models.Model):
    """A decision about one name, place or number, wherever this participant mentions it.

    `form` (as written) and `surrogate` (such as [friend 1]) are sealed under the raw key: this is
    the table that leads back, and it goes when the originals go.

    A row stands while `ended` is empty; the step that decided anew, or opened it again, ended it.
    `ruling` is one number for all whose words one decision touches; `added`: a person pointed to
    it and the finder had not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.UUIDField(db_index=True)
    participant = models.UUIDField(db_index=True)
    label = models.CharField(max_length=20)
    decision = models.CharField(max_length=4, choices=[("hide", "hide"), ("keep", "keep")])
    form = models.BinaryField()
    surrogate = models.BinaryField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    ruling = models.UUIDField(null=True)
    added = models.BooleanField(default=False)
    step = models.ForeignKey(NameStep, null=True, on_delete=models.SET_NULL, related_name="made")
    ended = models.ForeignKey(NameStep, null=True, on_delete=models.CASCADE, related_name="ends")

    class Privacy:
        personal = {"participant", "form", "surrogate", "by"}
        plain = {"id", "study", "label", "decision", "at", "ruling", "added", "step", "ended"}


class OneMention(models.Model):
    """One mention that is decided otherwise than its form: a position in listen's original. It
    stands while `ended` is empty, as a decision about a form does."""

    id = models.BigAutoField(primary_key=True)
    segment = models.UUIDField(help_text="listen's id of the segment")
    participant = models.UUIDField(db_index=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    decision = models.CharField(max_length=4, choices=[("hide", "hide"), ("keep", "keep")])
    surrogate = models.BinaryField(help_text="sealed under the raw key; empty when kept")
    row = models.UUIDField(default=uuid.uuid4)
    step = models.ForeignKey(
        NameStep, null=True, on_delete=models.SET_NULL, related_name="made_here"
    )
    ended = models.ForeignKey(
        NameStep, null=True, on_delete=models.CASCADE, related_name="ends_here"
    )

    class Privacy:
        personal = {"participant", "surrogate"}
        plain = {"id", "segment", "start", "end", "decision", "row", "step", "ended"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "start", "end"],
                condition=models.Q(ended__isnull=True),
                name="understand_one_exception",
            )
        ]
