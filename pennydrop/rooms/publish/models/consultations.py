"""Answers to consultations. Nothing that a participant said stands in one: what it quotes of
findings are our own key insights and recommendations."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pennydrop.rooms.publish.models.recommendations import Recommendation


class Consultation(models.Model):
    """Questions that somebody put to the public, and our answer. `sent`: what was sent, word for
    word, once it was; then nothing of it changes. `reply`: what came of it; `led_to`: what we
    follow since, with its owners and promises."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.UUIDField(db_index=True)
    title = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=160, help_text="an organisation, never a person")
    due = models.DateField()
    link = models.URLField(max_length=400, blank=True)
    invented = models.BooleanField(default=False)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    sent = models.JSONField(null=True)
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=80, blank=True)
    reply = models.CharField(max_length=2000, blank=True)
    replied_on = models.DateField(null=True)
    led_to = models.ForeignKey(Recommendation, on_delete=models.PROTECT, null=True)

    class Privacy:
        personal = {"made_by", "sent_by"}
        plain = {"id", "organisation", "title", "asked_by", "due", "link", "invented", "made_at",
                 "sent", "sent_on", "reply", "replied_on", "led_to"}  # fmt: skip

    class Meta:
        ordering = ["due", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent__isnull=True, sent_on=None, sent_by="")
                | Q(sent__isnull=False, sent_on__isnull=False) & ~Q(sent_by=""),
                name="publish_consultation_sent_by_somebody",
            )
        ]


class Question(models.Model):
    """One question with its answer: our own words, and after them what is quoted of editions
    (`cites`: names of parts)."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="questions"
    )
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=1000)
    most_words = models.PositiveIntegerField(null=True)
    answer = models.TextField(blank=True)
    cites = models.JSONField(default=list)

    class Privacy:
        personal: ClassVar[set[str]] = set()
        plain = {"id", "consultation", "number", "text", "most_words", "answer", "cites"}

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="publish_question_once")
        ]


class AnswerSign(models.Model):
    """Somebody put their name to the answers as they stood; `mark` says how they did."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="signs")
    mark = models.CharField(max_length=64)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by"}
        plain = {"id", "consultation", "mark", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "mark", "by"], name="publish_answer_signed_once"
            )
        ]
