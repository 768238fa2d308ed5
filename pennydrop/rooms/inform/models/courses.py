"""Courses, and the certificates of those who passed. A learner is nobody who takes part in a study:
a certificate holds the name that they typed, and leads to nothing else."""

import uuid

from django.db import models
from django.db.models import Q

from pennydrop.rooms.inform.rules.guides import Reader


class Course(models.Model):
    """`current` is the number of the version that counts; `out`: anybody may take it, as far as its
    claims may be shown on the day. `starter`: the mark of the shipped text, empty for words of the
    organisation's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    slug = models.SlugField(max_length=60, unique=True)
    place = models.PositiveIntegerField(default=0, help_text="where it stands in its list")
    current = models.PositiveIntegerField(default=0)
    out = models.BooleanField(default=False)
    starter = models.CharField(max_length=64, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "organisation", "slug", "place", "current", "out", "starter"}

    class Meta:
        ordering = ["place", "slug"]


class CourseVersion(models.Model):
    """One wording, written once. `text` holds the modules as `rules/course_text.py` reads them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    minutes = models.PositiveIntegerField()
    reader = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Reader])
    pass_mark = models.PositiveIntegerField(help_text="per cent of what is asked")
    text = models.TextField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Privacy:
        personal = {"made_by"}
        plain = {
            "id",
            "course",
            "number",
            "title",
            "summary",
            "minutes",
            "reader",
            "pass_mark",
            "text",
            "made_at",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="inform_course_version_number_once"
            )
        ]


class Certificate(models.Model):
    """Somebody passed a course on a day. `code` is what they show: whoever has it may check it, and
    there is no list to look through. `attempt` keeps one passing from giving two certificates.

    `sealed`: the name and workplace that they typed and their account here, if any, under a key of
    its own (`participant` names it; nobody who takes part in a study), which goes when the
    certificate does: older backups hold no name of it then. `words` and `facts` (claim marks by
    key) are what was taught, so that a reader sees what changed since. `draft`: something in it was
    not signed, or all is invented; such a one counts for nothing.
    """

    participant = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sealed = models.BinaryField()
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="certificates")
    attempt = models.UUIDField(unique=True)
    code = models.CharField(max_length=16, unique=True)
    title = models.CharField(max_length=120)
    passed_on = models.DateField(db_index=True)
    kept_until = models.DateField(db_index=True)
    right = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    pass_mark = models.PositiveIntegerField()
    words = models.CharField(max_length=12)
    facts = models.JSONField()
    draft = models.BooleanField()

    class Privacy:
        personal = {"participant", "sealed", "code"}
        plain = {
            "course",
            "attempt",
            "title",
            "passed_on",
            "kept_until",
            "right",
            "asked",
            "pass_mark",
            "words",
            "facts",
            "draft",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(right__lte=models.F("asked")), name="inform_certificate_right_of_asked"
            )
        ]
