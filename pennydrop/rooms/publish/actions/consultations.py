"""Answer a consultation: its questions, our words, two signatures, the sending, and the reply."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.listen.public import studies_in
from pennydrop.rooms.publish.actions.drafts import check_own_words
from pennydrop.rooms.publish.models import AnswerSign, Consultation, Question, Recommendation
from pennydrop.rooms.publish.queries.consultations import citable, consultation_view, frozen
from pennydrop.rooms.publish.rules.consultations import Asked

LONGEST_ANSWER = 40_000


class CannotAnswer(ValueError):
    """That cannot be done as it stands; the message says why."""


@dataclass(frozen=True)
class NewConsultation:
    """What is known when it begins. `due`: the last day on which an answer is taken."""

    title: str
    asked_by: str
    due: dt.date
    questions: Sequence[Asked]
    link: str = ""


@transaction.atomic
def begin_consultation(
    *, organisation: UUID, new: NewConsultation, by: str, at: dt.datetime
) -> Consultation:
    """Keep the questions, each to be answered."""
    row = Consultation.objects.create(
        organisation=organisation, title=new.title, asked_by=new.asked_by, due=new.due,
        link=new.link, invented=Organisation.objects.get(pk=organisation).invented,
        made_by=by, made_at=at,
    )  # fmt: skip
    Question.objects.bulk_create(
        Question(consultation=row, number=number, text=one.text, most_words=one.most_words)
        for number, one in enumerate(new.questions, start=1)
    )
    record(what="publish.consultation.begin", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def answer_question(
    *, question: Question, answer: str, cites: Sequence[str], by: str, at: dt.datetime
) -> None:
    """Keep an answer; it may be too long while it is being written. What somebody signed before is
    signed no longer. Raises CannotAnswer, and Copied where it repeats what anybody told a study."""
    row = question.consultation
    if row.sent is not None:
        raise CannotAnswer("It was sent. What was sent is kept as it is.")
    if len(answer) > LONGEST_ANSWER:
        raise CannotAnswer(f"At most {LONGEST_ANSWER} characters fit.")
    known = {one.name for one in citable(row.organisation)} | set(question.cites)
    if lost := [name for name in cites if name not in known]:
        raise CannotAnswer(f"There is no “{lost[0]}” in what was published.")
    check_own_words([study.id for study in studies_in([row.organisation])], [answer])
    question.answer, question.cites = answer, list(cites)
    question.save(update_fields=["answer", "cites"])
    record(what="publish.consultation.answer", on=str(row.pk), by=by, at=at)


@transaction.atomic
def sign_answer(*, consultation: Consultation, mark: str, by: str, at: dt.datetime) -> None:
    """Put one's name to all of it as it was read. Raises CannotAnswer."""
    view = consultation_view(consultation, today=at.date())
    if consultation.sent is not None or view.mark != mark:
        raise CannotAnswer("It was changed meanwhile. Read it again.")
    if by in view.signers:
        raise CannotAnswer("You have signed it. The other signature is somebody else’s.")
    AnswerSign.objects.create(consultation=consultation, mark=mark, by=by, at=at)
    record(what="publish.consultation.sign", on=str(consultation.pk), by=by, at=at)


@transaction.atomic
def note_sent(*, consultation: Consultation, on: dt.date, by: str, at: dt.datetime) -> None:
    """Keep what was sent, who sent it and on which day. Raises CannotAnswer with all that stands in
    the way: an answer that is missing or too long, or a signature."""
    view = consultation_view(consultation, today=at.date())
    if view.gaps:
        raise CannotAnswer(" ".join(view.gaps))
    if on > at.date():
        raise CannotAnswer("That day is still to come.")
    sent = Consultation.objects.filter(pk=consultation.pk, sent__isnull=True)
    if not sent.update(sent=frozen(view), sent_on=on, sent_by=by):
        raise CannotAnswer("It was sent already.")
    record(what="publish.consultation.sent", on=str(consultation.pk), by=by, at=at)


@transaction.atomic
def note_outcome(
    *, consultation: Consultation, reply: str, on: dt.date, led_to: UUID | None, by: str,
    at: dt.datetime,
) -> None:  # fmt: skip
    """What came of it, and what is followed since, if anything. Raises CannotAnswer."""
    if consultation.sent is None:
        raise CannotAnswer("It was not sent yet.")
    mine = Recommendation.objects.filter(organisation=consultation.organisation)
    if led_to is not None and not mine.filter(pk=led_to).exists():
        raise CannotAnswer("That recommendation is not followed here.")
    rows = Consultation.objects.filter(pk=consultation.pk)
    rows.update(reply=reply.strip(), replied_on=on, led_to=led_to)
    record(what="publish.consultation.outcome", on=str(consultation.pk), by=by, at=at)
