"""Recommendations, whom they were put to, and what came of it. Rows are only ever added: a later
day, another figure or another word never takes the place of an earlier one, nor does a correction
(`models/corrections`)."""

import uuid

from django.db import models
from django.db.models import Q

from pennydrop.core.figures import Kind
from pennydrop.rooms.publish.rules.commitments import OwnerKind


class Recommendation(models.Model):
    """Something that should change. From an edition of ours (`edition`; `place`, the address inside
    it; `block`, the key that the block keeps in every edition), or from somebody else's publication
    (`source_…`). `who`: who must act, as the findings say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    slug = models.CharField(max_length=20, unique=True)
    text = models.CharField(max_length=600)
    study = models.UUIDField(null=True, db_index=True)
    edition = models.UUIDField(null=True)
    place = models.CharField(max_length=120, blank=True)
    block = models.CharField(max_length=80, blank=True)
    who = models.CharField(max_length=300, blank=True)
    insight = models.CharField(max_length=300, blank=True)
    source_title = models.CharField(max_length=300, blank=True)
    source_publisher = models.CharField(max_length=200, blank=True)
    source_year = models.PositiveIntegerField(null=True)
    source_link = models.URLField(max_length=400, blank=True)
    invented = models.BooleanField(default=False)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Privacy:
        personal = {"made_by"}
        plain = {
            "id",
            "organisation",
            "slug",
            "text",
            "study",
            "edition",
            "place",
            "block",
            "who",
            "insight",
            "source_title",
            "source_publisher",
            "source_year",
            "source_link",
            "invented",
            "made_at",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, source_title="")
                | (Q(edition__isnull=True) & ~Q(source_title="")),
                name="publish_recommendation_says_where_from",
            )
        ]


class Ask(models.Model):
    """A recommendation put to one owner: the day, how, and how long we wait for a reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT)
    owner = models.CharField(max_length=160, help_text="an organisation, never a person")
    kind = models.CharField(max_length=40, choices=[(k.name, k.value) for k in OwnerKind])
    on = models.DateField()
    how = models.CharField(max_length=200)
    wait_days = models.PositiveIntegerField()
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"noted_by"}
        plain = {"id", "recommendation", "owner", "kind", "on", "how", "wait_days", "noted_on"}

    class Meta:
        ordering = ["noted_on", "on", "pk"]


class Reply(models.Model):
    """What an owner said. A no after a yes takes the promise back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT)
    agreed = models.BooleanField()
    on = models.DateField()
    said = models.CharField(max_length=600, blank=True)
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"noted_by"}
        plain = {"id", "ask", "agreed", "on", "said", "noted_on"}

    class Meta:
        ordering = ["noted_on", "on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ask", "agreed"], name="publish_one_yes_and_one_no_for_each_ask"
            )
        ]


class Commitment(models.Model):
    """What an owner agreed to do, by when, and what shows it. `due` is the first day and never
    changes; `figure` names a figure that is read by itself, or is empty. `read_on` is the last day
    on which it was read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ask = models.OneToOneField(Ask, on_delete=models.PROTECT)
    due = models.DateField()
    measure = models.CharField(max_length=200)
    figure = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in Kind])
    people = models.BooleanField()
    target = models.DecimalField(max_digits=12, decimal_places=2)
    at_least = models.BooleanField(default=True)
    lasting = models.BooleanField(default=False)
    threshold = models.PositiveIntegerField()
    read_on = models.DateField(null=True)
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"noted_by"}
        plain = {
            "id",
            "ask",
            "due",
            "measure",
            "figure",
            "kind",
            "people",
            "target",
            "at_least",
            "lasting",
            "threshold",
            "read_on",
            "noted_on",
        }


class NewDate(models.Model):
    """A later day that the owner gave, and why. The first one stays and stays in sight."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT)
    due = models.DateField()
    why = models.CharField(max_length=600)
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=80)

    class Privacy:
        personal = {"noted_by"}
        plain = {"id", "commitment", "due", "why", "noted_on"}

    class Meta:
        ordering = ["noted_on", "due", "pk"]


class Reading(models.Model):
    """A figure about one day with its evidence. One entered in error is struck, with a reason, and
    stays in sight."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT)
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    base = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    evidence = models.CharField(max_length=600)
    link = models.URLField(max_length=400, blank=True)
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=80)
    struck_on = models.DateField(null=True)
    struck_by = models.CharField(max_length=80, blank=True)
    struck_why = models.CharField(max_length=600, blank=True)

    class Privacy:
        personal = {"noted_by", "struck_by"}
        plain = {
            "id",
            "commitment",
            "on",
            "value",
            "base",
            "evidence",
            "link",
            "noted_on",
            "struck_on",
            "struck_why",
        }

    class Meta:
        ordering = ["noted_on", "on", "pk"]


class Answer(models.Model):
    """What an owner wrote beside the page, through their link; shown as theirs. One that must not
    be read by everybody (it names a person, say) is withheld, and the page says why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT)
    said = models.CharField(max_length=1200)
    by = models.CharField(max_length=80)
    on = models.DateField()
    withheld_why = models.CharField(max_length=300, blank=True)
    withheld_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"by", "withheld_by"}
        plain = {"id", "ask", "said", "on", "withheld_why"}

    class Meta:
        ordering = ["on", "pk"]
