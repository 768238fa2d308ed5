"""What must be remembered so that nothing comes twice from the field, or back after it was taken
back. Nobody's words, and no participant, stand in these tables."""

from django.db import models

from pennydrop.rooms.listen.models.studies import Study


class SpentCode(models.Model):
    """The lookup of a private code whose words were taken back: it never begins anything again.

    It says nothing to anybody who does not have the code itself, and names nobody.
    """

    lookup = models.CharField(max_length=64, primary_key=True)

    class Privacy:
        personal = {"lookup"}
        plain: set[str] = set()


class Submission(models.Model):
    """Something that came from a phone in the field. The id is made there, and kept here even when
    what it brought was taken back, so that sending it again brings nothing."""

    id = models.UUIDField(primary_key=True)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    on = models.DateField(help_text="the day it arrived")

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "on"}
