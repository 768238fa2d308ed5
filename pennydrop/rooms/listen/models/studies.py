"""A study, and the two things it asks with: its information sheet and its form, both versioned."""

import uuid

from django.db import models

from pennydrop.core.people.models import Organisation

APPROACHES = ["reflexive thematic", "codebook", "framework"]
STATES = ["draft", "open", "closed"]


class Study(models.Model):
    """Asks people about one substance, for one organisation. Its slug is random and neutral,
    because it stands in addresses and on phones."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    slug = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    public_title = models.CharField(max_length=120, help_text="neutral: it shows on phones")
    substance = models.CharField(max_length=60)
    approach = models.CharField(max_length=30, choices=[(a, a) for a in APPROACHES])
    state = models.CharField(max_length=10, default="draft", choices=[(s, s) for s in STATES])
    invented = models.BooleanField(default=False)
    small_number = models.PositiveSmallIntegerField(default=10)
    contacts_made = models.PositiveIntegerField(
        null=True, help_text="outreach contacts, if counted"
    )
    next_steps = models.TextField(blank=True, help_text="what happens next, with dates")
    made_on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id",
            "organisation",
            "slug",
            "title",
            "public_title",
            "substance",
            "approach",
            "state",
            "invented",
            "small_number",
            "contacts_made",
            "next_steps",
            "made_on",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(small_number__gte=5), name="listen_small_number_at_least_five"
            ),
            # Until the go-live gate exists nobody real can be asked: the database says so too.
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(invented=True),
                name="listen_only_an_invented_study_is_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Sheet(models.Model):
    """One version of the information sheet. A consent names the version that the person read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    text = models.TextField()
    limits = models.TextField(
        help_text="limits of confidentiality, shown before the first question"
    )
    made_on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "version", "text", "limits", "made_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="listen_sheet_version_once")
        ]


class FormVersion(models.Model):
    """One version of the study's questions (an XLSForm, read into JSON)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    made_on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "version", "definition", "made_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="listen_form_version_once")
        ]
