"""Answers to the self-check that somebody asked us to keep. A row says nothing of whose it is, or
of what is in it: its key is made of a code that only this person has."""

from django.db import models


class KeptAnswers(models.Model):
    """`box` opens with the code alone; `lookup` is how the code finds it; `until` is the last day
    on which it is kept."""

    lookup = models.CharField(max_length=64, primary_key=True)
    box = models.BinaryField()
    until = models.DateField(db_index=True)

    class Privacy:
        personal = {"lookup", "box"}
        plain = {"until"}
        derived = True  # never in a backup: what somebody removes must not lie in a copy
