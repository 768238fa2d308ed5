"""How a draft comes to be released: two people, what they weighed, and who tried to recognise
somebody in it."""

import uuid

from django.db import models
from django.db.models import F, Q


class Proposal(models.Model):
    """One person says: this, exactly as it is, may be released. Another signs it or nobody does.

    `stands_for` is a fingerprint of all that readers would see, quotes by a digest under their
    participants' own keys. Whatever changes after the first signature changes it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    document = models.UUIDField(db_index=True, help_text="core/documents' id of the draft")
    study = models.UUIDField()
    revision = models.PositiveIntegerField()
    stands_for = models.CharField(max_length=64)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    signed_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, blank=True)
    edition = models.ForeignKey("publish.Edition", null=True, on_delete=models.PROTECT)

    class Privacy:
        personal = {"by", "signed_by", "stands_for"}
        plain = {"id", "document", "study", "revision", "at", "ended_at", "ended_why", "edition"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by="") | ~Q(signed_by=F("by")), name="publish_two_people_release"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(ended_at=None), name="publish_one_open_proposal"
            ),
        ]


class Weighed(models.Model):
    """Something the release check found that a person let stand, and why. `what` names the kind of
    finding, never the words it was found in."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="weighed")
    what = models.CharField(max_length=40)
    block = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "proposal", "what", "block", "reason"}


class OutsideAnswer(models.Model):
    """What somebody without an account said of a proposal that they were asked to sign: who they
    say they are, and why they declined; empty: they signed. `link`: the guest link they used."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="outside")
    link = models.UUIDField()
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=120)
    declined_why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal = {"name", "role"}
        plain = {"id", "proposal", "link", "declined_why", "at"}


class IntruderTest(models.Model):
    """Somebody tried to find out who is quoted, as a curious neighbour would; or a reason why
    nobody did. What they searched with is kept by kind, never the words they found.

    `quotes` is a fingerprint of the quotes as they were, under their participants' own keys.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    document = models.UUIDField(db_index=True)
    study = models.UUIDField()
    quotes = models.CharField(max_length=64)
    tried_by = models.CharField(max_length=80, blank=True)
    kinds = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20)
    changed = models.CharField(max_length=500, blank=True)
    not_done_why = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"quotes", "tried_by", "by"}
        plain = {
            "id",
            "document",
            "study",
            "kinds",
            "minutes",
            "outcome",
            "changed",
            "not_done_why",
            "at",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="not done") & ~Q(not_done_why="")
                | ~Q(outcome="not done") & Q(minutes__gt=0) & ~Q(tried_by="") & ~Q(kinds=""),
                name="publish_intruder_tried_or_says_why_not",
            )
        ]
