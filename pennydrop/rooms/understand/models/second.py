"""A second person reads some of a source as it was said, without seeing what the finder or the
first person marked. Places only, never words; all of it goes with the originals."""

from django.db import models


class SecondRead(models.Model):
    """One person's blind reading of a source. `ours`, `both`: counted when they said that they are
    done, before anything they found was acted on: what we had in the turns they read, and what of
    it they marked too, names or not. `share`: per cent of the source's letters that they read."""

    id = models.BigAutoField(primary_key=True)
    source = models.UUIDField(db_index=True, help_text="listen's id of the source")
    study = models.UUIDField(db_index=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    share = models.PositiveSmallIntegerField()
    ours = models.PositiveIntegerField(default=0)
    both = models.PositiveIntegerField(default=0)

    class Privacy:
        personal = {"by"}
        plain = {"id", "source", "study", "at", "done_at", "share", "ours", "both"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "by"], name="understand_second_read_once")
        ]


class MarksSeen(models.Model):
    """Somebody opened a page that shows what was marked or hidden in a source: they cannot read it
    blind any more. That it was so and no time; it goes with the originals."""

    id = models.BigAutoField(primary_key=True)
    source = models.UUIDField(help_text="listen's id of the source")
    study = models.UUIDField(db_index=True)
    by = models.CharField(max_length=80)

    class Privacy:
        personal = {"by"}
        plain = {"id", "source", "study"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "by"], name="understand_marks_seen_once")
        ]


class SecondTurn(models.Model):
    """A turn that is read blind."""

    id = models.BigAutoField(primary_key=True)
    read = models.ForeignKey(SecondRead, on_delete=models.CASCADE)
    segment = models.UUIDField(help_text="listen's id of the segment")
    participant = models.UUIDField(db_index=True)

    class Privacy:
        personal = {"participant"}
        plain = {"id", "read", "segment"}


class FirstMark(models.Model):
    """Words that we had hidden, or found and not yet decided on, when the second person said that
    they are done: a place in listen's original, in the turns that they read. What we hide later,
    led by what they marked, is none of these. `name`: one number for marks of one name, of both."""

    id = models.BigAutoField(primary_key=True)
    read = models.ForeignKey(SecondRead, on_delete=models.CASCADE)
    segment = models.UUIDField(help_text="listen's id of the segment")
    participant = models.UUIDField(db_index=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    name = models.PositiveIntegerField()

    class Privacy:
        personal = {"participant"}
        plain = {"id", "read", "segment", "start", "end", "name"}


class SecondMark(models.Model):
    """Words that the second person would hide: a place in listen's original. Once they are done:
    `had`, whether we hid or had found them; `name`, one number for marks of one name; `settled`,
    what came of it where we had not."""

    id = models.BigAutoField(primary_key=True)
    read = models.ForeignKey(SecondRead, on_delete=models.CASCADE)
    segment = models.UUIDField(help_text="listen's id of the segment")
    participant = models.UUIDField(db_index=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    had = models.BooleanField(default=False)
    name = models.PositiveIntegerField(default=0)
    settled = models.CharField(
        max_length=4, blank=True, choices=[("hide", "hide"), ("keep", "keep")]
    )
    settled_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"participant", "settled_by"}
        plain = {
            "id", "read", "segment", "start", "end", "had", "name", "settled", "settled_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["read", "segment", "start", "end"], name="understand_second_mark_once"
            )
        ]
