"""Two invented consultations: one was answered from the findings, one is being answered."""

import datetime as dt
from typing import Any
from uuid import UUID

from pennydrop.rooms.publish.actions.consultations import (
    NewConsultation,
    answer_question,
    begin_consultation,
    note_outcome,
    note_sent,
    sign_answer,
)
from pennydrop.rooms.publish.models import Consultation, Recommendation
from pennydrop.rooms.publish.queries.consultations import citable, consultation_view
from pennydrop.rooms.publish.rules.consultations import Asked

ASKED_BY = "Invented County Health Committee"
QUESTIONS = (
    Asked("What keeps people who use ketamine from asking for help?", 250),
    Asked("What is the first thing that should change?", 150),
)
ANSWERS = (
    "People told us that being believed decides whether they come back. Where nobody believes "
    "them, they wait, and the harm grows.",
    "Let people be seen while they still use. We can say more of it on any day you choose.",
)


def answer_consultations(organisation: UUID, actors: dict[str, str], at: Any) -> None:
    _answered(organisation, actors, at - dt.timedelta(days=10), at)
    new = NewConsultation(
        "Schools and ketamine: your views", "Invented Schools Forum",
        at.date() + dt.timedelta(days=40),
        [Asked("What should a lesson hold?", 300), Asked("Who should teach it?")],
    )  # fmt: skip
    row = begin_consultation(organisation=organisation, new=new, by=actors["ros"], at=at)
    answer_question(
        question=row.questions.get(number=1), cites=[], by=actors["ros"], at=at,
        answer="The early signs, whom to tell, and nothing that frightens.",
    )  # fmt: skip


def _answered(organisation: UUID, actors: dict[str, str], then: Any, at: Any) -> None:
    new = NewConsultation(
        "Help for people harmed by ketamine", ASKED_BY, then.date() + dt.timedelta(days=3),
        QUESTIONS,
    )  # fmt: skip
    row = begin_consultation(organisation=organisation, new=new, by=actors["ros"], at=then)
    quoted = [one.name for one in citable(organisation)]
    for question, words, cite in zip(row.questions.all(), ANSWERS, (quoted[:1], []), strict=True):
        answer_question(question=question, answer=words, cites=cite, by=actors["ros"], at=then)
    for who in ("ros", "dev"):
        mark = consultation_view(row, today=then.date()).mark
        sign_answer(consultation=row, mark=mark, by=actors[who], at=then)
    note_sent(consultation=row, on=then.date(), by=actors["dev"], at=then)
    led_to = Recommendation.objects.filter(organisation=organisation).order_by("made_at").first()
    note_outcome(
        consultation=Consultation.objects.get(pk=row.pk), on=at.date() - dt.timedelta(days=2),
        reply="The committee will ask each clinic to see people who still use.",
        led_to=led_to.pk if led_to else None, by=actors["dev"], at=at,
    )  # fmt: skip
