"""The key store. It lives in a database of its own (alias "keys"), apart from the data."""

from django.db import models


class StudyKey(models.Model):
    """A study's key, wrapped by the root key. It wraps the keys of the study's participants."""

    study = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()

    class Privacy:
        personal: set[str] = set()
        plain = {"study", "wrapped"}


class ParticipantKey(models.Model):
    """One of a participant's two keys. The row is the promise: without it the words are gone."""

    participant = models.UUIDField()
    kind = models.CharField(max_length=5)
    study = models.UUIDField(db_index=True)
    wrapped = models.BinaryField()

    class Privacy:
        personal = {"participant", "wrapped"}
        plain = {"id", "kind", "study"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "kind"], name="vault_one_key_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["raw", "words"]), name="vault_kind_is_raw_or_words"
            ),
        ]


class Mark(models.Model):
    """A small fact that must not be rolled back with the data, such as the newest audit seal."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.TextField()

    class Privacy:
        personal: set[str] = set()
        plain = {"name", "value"}
