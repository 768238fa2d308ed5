"""People who asked to be told by e-mail when something changes: what every list keeps of them."""

import uuid

from django.db import models


class FollowerBase(models.Model):
    """One address, sealed under a key of its own that goes when they leave (`participant` names
    the key; nobody who takes part in a study). `mark` finds an address again without holding it.
    Days only."""

    participant = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sealed = models.BinaryField()
    mark = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True)

    class Meta:
        abstract = True
