"""What was done, press by press, while names were taken out. No words here: the decisions that a
step made or ended are sealed rows of their own (models/texts.py)."""

from django.db import models

from pennydrop.rooms.understand.rules.rare import OUTCOMES
from pennydrop.rooms.understand.rules.stepping import DONE


class NameStep(models.Model):
    """One press on the page of taking names out: who decided what kind of thing, over how many
    names and places. It can be undone as a whole, and goes with the originals of its source.

    `place`: the turn and offset where it was pressed ("3-17"), so that undoing leads back there.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.UUIDField(db_index=True, help_text="listen's id of the source")
    study = models.UUIDField(db_index=True)
    what = models.CharField(max_length=12, choices=[(what, said) for what, said in DONE.items()])
    names = models.PositiveIntegerField()
    places = models.PositiveIntegerField(help_text="mentions in this source")
    place = models.CharField(max_length=20, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["by", "at"])]

    class Privacy:
        personal = {"by", "undone_by"}
        plain = {"id", "source", "study", "what", "names", "places", "place", "at", "undone_at"}


class RareLooked(models.Model):
    """Somebody looked at words that look rare, and they stay: a place in listen's original."""

    id = models.BigAutoField(primary_key=True)
    segment = models.UUIDField(help_text="listen's id of the segment")
    participant = models.UUIDField(db_index=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=12, help_text="its key in rules/rare")
    outcome = models.CharField(max_length=6, choices=list(OUTCOMES.items()))
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "start", "end", "rule"], name="understand_looked_once"
            )
        ]

    class Privacy:
        personal = {"participant", "by"}
        plain = {"id", "segment", "start", "end", "rule", "outcome", "at"}
