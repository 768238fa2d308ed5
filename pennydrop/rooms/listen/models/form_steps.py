"""Changes to a study's questions that nobody is asked yet."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.studies import Study


class FormStep(models.Model):
    """One step on the way to the next version of a study's questions: the whole form after it.

    The newest step is what is edited; taking it out undoes it. `base` is the version that the
    steps began from, 0 for none. `what` says in words what the step did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    base = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    what = models.CharField(max_length=200)
    by = models.CharField(max_length=80)
    on = models.DateField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "study", "base", "number", "definition", "what", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="listen_form_step_once")
        ]
