"""What an interviewer has in mind beside the study's questions."""

from django.db import models

from pennydrop.rooms.listen.models.studies import Study


class Prompt(models.Model):
    """What to ask further under one question of the form; "opening" and "closing" stand before
    and after all of them."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    question = models.CharField(max_length=80)
    text = models.TextField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "question", "text"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "question"], name="listen_prompt_once")
        ]
