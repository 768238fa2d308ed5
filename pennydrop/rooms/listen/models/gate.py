"""What must be entered about a study before it may ask anybody, and every change to it."""

import uuid

from django.db import models
from django.db.models import Q

REVIEWS = ["ethics", "service_evaluation"]
DEADLINES = ["days", "publication"]
BELOW_AGE = ["help_only", "with_adult"]


def _chosen(values: list[str]) -> "models.CharField[str, str]":
    return models.CharField(max_length=20, blank=True, choices=[(v, v) for v in values])


def _text(length: int) -> "models.CharField[str, str]":
    return models.CharField(max_length=length, blank=True)


class GateItems(models.Model):
    """The go-live items, on the study's own row, so that the database itself can refuse an open
    study without them. Empty means: not entered yet. What each means stands in rules/gate.py."""

    review_kind = _chosen(REVIEWS)
    review_body = _text(200)
    review_reference = _text(80)
    review_reason = models.TextField(blank=True)
    review_by = _text(120)
    review_on = models.DateField(null=True)
    dpia_reference = _text(80)
    dpia_on = models.DateField(null=True)
    lead_name = _text(120)
    lead_role = _text(120)
    lead_reach = _text(200)
    deputy_name = _text(120)
    deputy_reach = _text(200)
    contact_name = _text(120)
    contact_reach = _text(200)
    contact_when = _text(120)
    keep_until = models.DateField(null=True, help_text="words are deleted on this day")
    keep_longest = models.DateField(null=True, help_text="the same, for those who said “keep”")
    take_back = _chosen(DEADLINES)
    take_back_days = models.PositiveSmallIntegerField(null=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    below_age = _chosen(BELOW_AGE)
    reconfirm_days = models.PositiveSmallIntegerField(
        default=14, help_text="a yes given while intoxicated lapses after so many days"
    )

    class Meta:
        abstract = True


PERSONAL = {
    "review_by", "lead_name", "lead_role", "lead_reach", "deputy_name", "deputy_reach",
    "contact_name", "contact_reach",
}  # fmt: skip
PLAIN = {f.name for f in GateItems._meta.local_fields} - PERSONAL

_ETHICS = Q(review_kind="ethics") & ~Q(review_body="") & ~Q(review_reference="")
_EVALUATION = Q(review_kind="service_evaluation") & ~Q(review_reason="") & ~Q(review_by="")
_LEAD = ~Q(lead_name="") & ~Q(lead_role="") & ~Q(lead_reach="")
_DEPUTY = ~Q(deputy_name="") & ~Q(deputy_reach="")
_BY_DAYS = Q(take_back="days", take_back_days__isnull=False)
PASSED = (
    (_ETHICS | _EVALUATION)
    & Q(review_on__isnull=False)
    & (~Q(dpia_reference="") & Q(dpia_on__isnull=False))
    & (_LEAD & _DEPUTY)
    & Q(keep_until__isnull=False, keep_longest__isnull=False)
    & Q(keep_longest__gte=models.F("keep_until"))
    & (Q(take_back="publication") | _BY_DAYS)
    & Q(minimum_age__isnull=False, below_age__in=BELOW_AGE)
)
"""Everything is entered. The same as `rules.gate.missing` finds nothing; a test holds them so."""


class GateEntry(models.Model):
    """One item of the gate as somebody entered it. Rows are only ever added. Once a study has
    been open, each says why it was changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey("listen.Study", on_delete=models.PROTECT)
    item = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    values = models.JSONField()
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    on = models.DateField()

    class Privacy:
        personal = {"values", "by"}
        plain = {"id", "study", "item", "version", "reason", "on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "item", "version"], name="listen_gate_version_once"
            )
        ]


class RetentionReceipt(models.Model):
    """What went because its time was over. Counts only: no words, no codes, no pseudonyms."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    study = models.ForeignKey("listen.Study", on_delete=models.PROTECT)
    on = models.DateField()
    people = models.PositiveIntegerField(help_text="whose words went")
    stayed = models.PositiveIntegerField(help_text="who said that we may keep theirs")
    published = models.PositiveIntegerField(help_text="of `people`: a line is in an edition")
    removed = models.JSONField(help_text="room -> {what: how many}")
    copies = models.JSONField(help_text="copies made by hand that must be destroyed")
    keys_gone = models.BooleanField(default=False)
    key_copy_gone_by = models.DateField()
    seen_by = models.CharField(max_length=80, blank=True)

    class Privacy:
        personal = {"seen_by"}
        plain = {
            "id",
            "study",
            "on",
            "people",
            "stayed",
            "published",
            "removed",
            "copies",
            "keys_gone",
            "key_copy_gone_by",
        }
