"""Pictures and sounds that a study's questions show."""

import uuid

from django.db import models

from pennydrop.rooms.listen.models.studies import Study


class FormMedia(models.Model):
    """A picture or sound of a study's questions, by the name under which the form speaks of it.

    They are the team's, not a participant's. A file of the same name takes its place, for those too
    who go on with an earlier version. `type` is what was found in the bytes themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    name = models.CharField(max_length=160)
    type = models.CharField(max_length=40)
    data = models.BinaryField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "name", "type", "data"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "name"], name="listen_form_media_once")
        ]
