"""What people read around the questions, in the other languages of a study's form."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.studies import Study

LONGEST_LANGUAGE = 40


class Wording(models.Model):
    """One version of everything in one language. Rows are only added, so that it stays known what
    somebody could read. `texts`: for each text its own words (`said`) and the English they were
    made from (`of`): once the English is another, it is shown instead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    language = models.CharField(max_length=LONGEST_LANGUAGE, help_text="as the form names it")
    version = models.PositiveIntegerField()
    texts = models.JSONField()
    made_on = models.DateField()

    class Privacy:
        # What the settings say names the safeguarding lead, and whom people can ask.
        personal = {"texts"}
        plain = {"id", "study", "language", "version", "made_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "language", "version"], name="listen_wording_version_once"
            )
        ]
