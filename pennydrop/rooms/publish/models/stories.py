"""Stories that people tell to be put out. Every word is sealed under a key of the teller's own."""

import uuid

from django.db import models

from pennydrop.rooms.publish.rules.stories import Reply, Teller


class Story(models.Model):
    """A story and whose key its words are sealed under: a participant's of `study`, or one made for
    this teller alone. `lookup` finds it by the teller's code, where they have none of a study.
    `ended_on`: it was taken back; then nothing of it is left but this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    study = models.UUIDField(null=True, db_index=True)
    participant = models.UUIDField(db_index=True, default=uuid.uuid4)
    teller = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Teller])
    lookup = models.CharField(max_length=64, unique=True, null=True)
    slug = models.CharField(max_length=20, unique=True)
    invented = models.BooleanField(default=False)
    begun_by = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Privacy:
        personal = {"participant", "teller", "lookup", "begun_by"}
        plain = {"id", "organisation", "study", "slug", "invented", "begun_at", "ended_on"}


class StoryText(models.Model):
    """One wording of a story, sealed under the teller's words key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    participant = models.UUIDField(db_index=True, help_text="whose key, as the story says")
    sealed = models.BinaryField()
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()

    class Privacy:
        personal = {"participant", "sealed", "written_by"}
        plain = {"id", "story", "number", "written_at"}

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="publish_story_text_once")
        ]


class StoryAnswer(models.Model):
    """What the teller said to one wording; the newest counts. The day is kept and no time."""

    text = models.ForeignKey(StoryText, on_delete=models.CASCADE, related_name="answers")
    reply = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Reply])
    why = models.BinaryField(null=True)
    row = models.UUIDField(default=uuid.uuid4, help_text="what `why` is bound to")
    on = models.DateField()

    class Privacy:
        personal = {"reply", "why"}
        plain = {"id", "text", "row", "on"}

    class Meta:
        ordering = ["pk"]


class StorySign(models.Model):
    """Somebody of the team read this wording, in full, and puts their name to its going out."""

    text = models.ForeignKey(StoryText, on_delete=models.CASCADE, related_name="signs")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "text", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "by"], name="publish_story_sign_once")
        ]
