"""A study, and the two things it asks with: its information sheet and its form, both versioned."""

import uuid

from django.db import models

from pennydrop.core.people.models import Organisation
from pennydrop.rooms.listen.models.gate import PASSED, PERSONAL, PLAIN, GateItems

APPROACHES = ["reflexive thematic", "codebook", "framework"]
STATES = ["draft", "open", "closed"]
# "both" is for studies whose sheet says so; a new one asks one kind of people, because what those
# close to somebody say is about their own life and is told apart in the findings.
WHOM = ["used", "affected", "both"]


class Study(GateItems):
    """Asks people about one substance, for one organisation. Its slug is random and neutral,
    because it stands in addresses and on phones."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    slug = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    public_title = models.CharField(max_length=120, help_text="neutral: it shows on phones")
    substance = models.CharField(max_length=60)
    approach = models.CharField(max_length=30, choices=[(a, a) for a in APPROACHES])
    asks_whom = models.CharField(max_length=10, default="both", choices=[(w, w) for w in WHOM])
    state = models.CharField(max_length=10, default="draft", choices=[(s, s) for s in STATES])
    opened_on = models.DateField(null=True, help_text="the first day on which it was open")
    invented = models.BooleanField(default=False)
    small_number = models.PositiveSmallIntegerField(default=10)
    contacts_made = models.PositiveIntegerField(
        null=True, help_text="outreach contacts, if counted"
    )
    next_steps = models.TextField(blank=True, help_text="what happens next, with dates")
    made_on = models.DateField()

    class Privacy:
        personal = PERSONAL
        plain = PLAIN | {
            "id",
            "organisation",
            "slug",
            "title",
            "public_title",
            "substance",
            "approach",
            "asks_whom",
            "state",
            "opened_on",
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
            # Nobody real is asked before the go-live gate is passed: the database says so too.
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(invented=True) | PASSED,
                name="listen_an_open_study_has_passed_its_gate",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Sheet(models.Model):
    """One version of the information sheet. A consent names the version that the person read.

    `facts` is what the study's settings say (how long, who may be told, from what age), in words
    for people who take part, as they were when this version was made. `reason`: why it was
    changed, once the study has been open. `questions` is the newest version of the questions when
    somebody last saved the wording: newer questions may not be what the sheet promises.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    text = models.TextField()
    limits = models.TextField(
        help_text="limits of confidentiality, shown before the first question"
    )
    facts = models.TextField(blank=True)
    questions = models.PositiveIntegerField(default=1)
    reason = models.TextField(blank=True)
    made_on = models.DateField()

    class Privacy:
        # The facts name the safeguarding lead.
        personal = {"facts"}
        plain = {"id", "study", "version", "text", "limits", "questions", "reason", "made_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="listen_sheet_version_once")
        ]


class FormVersion(models.Model):
    """One version of the study's questions (an XLSForm, read into JSON).

    `reason`: why the questions were changed, once the study has been open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey(Study, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    definition = models.JSONField()
    reason = models.TextField(blank=True)
    made_on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "study", "version", "definition", "reason", "made_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="listen_form_version_once")
        ]
