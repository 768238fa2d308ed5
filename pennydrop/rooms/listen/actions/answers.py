"""Somebody answers by themself: a draft under their own keys, then their words are shared."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.participants import add_participant, note, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import Answer, FormVersion, Participant, Sheet, Study
from pennydrop.rooms.listen.queries.answers import draft_answers, form_of
from pennydrop.rooms.listen.rules.consent import (
    ASKED_UNDER_OWN_WORDS,
    FIRST_ASKED,
    ConsentState,
    Given,
    Reply,
    Scope,
    Use,
    check_may,
)
from pennydrop.rooms.listen.rules.form import form_from_json
from pennydrop.rooms.listen.rules.pieces import pieces

TABLE = "listen_answer"


class StudyClosed(Exception):
    """The study takes no answers: it is a draft, or it is over."""


class NotADraft(Exception):
    """The words were shared or taken back already; answers can no longer change."""


class NothingToShare(Exception):
    """There is no answer to share."""


class AlreadyBegun(Exception):
    """This code was used already: the same first answer was sent twice, or somebody went back."""

    def __init__(self, participant: Participant) -> None:
        self.participant = participant
        super().__init__("An answer is kept under this code already.")


@dataclass(frozen=True)
class Begun:
    """What somebody had read and agreed to when they gave their first answer."""

    study: Study
    sheet: Sheet
    form: FormVersion
    replies: Mapping[str, str]
    lookup: str


def begin_answering(
    *, begun: Begun, question: str, text: str, by: str, at: dt.datetime
) -> Participant:
    """Make the participant, their keys, their consents and their first answer, all or nothing.

    `begun.lookup` comes from the private code. Raises NotConsented without a yes to both first
    consents, StudyClosed, and AlreadyBegun where the code is in use: nothing is ever doubled.
    """
    _check_replies(begun.replies)
    held = Participant.objects.filter(lookup=begun.lookup).first()
    if held:
        raise AlreadyBegun(held)
    try:
        return _begin(begun=begun, question=question, text=text, by=by, at=at)
    except IntegrityError:
        # Sent twice at the same moment: the unique code let one of the two through.
        held = Participant.objects.filter(lookup=begun.lookup).first()
        if held is None:
            raise
        raise AlreadyBegun(held) from None


@transaction.atomic
def _begin(*, begun: Begun, question: str, text: str, by: str, at: dt.datetime) -> Participant:
    _check_open(begun.study)
    person = add_participant(study=begun.study, state="draft", lookup=begun.lookup, by=by, at=at)
    record_consent(
        participant=person, answers=begun.replies, sheet=begun.sheet, how="online", by=by, at=at
    )
    keep_answer(participant=person, form=begun.form, question=question, text=text, by=by, at=at)
    return person


@transaction.atomic
def keep_answer(
    *, participant: Participant, form: FormVersion, question: str, text: str, by: str,
    at: dt.datetime,
) -> None:  # fmt: skip
    """Keep one answer of a draft, sealed; an empty one takes the earlier answer away.

    Raises NotADraft, StudyClosed, and ValueError for a question that the form does not ask.
    """
    if form_from_json(form.definition).question(question) is None:
        raise ValueError(f"The form has no question {question!r}.")
    _check_open(participant.study)
    _hold_draft(participant, "draft")
    held = Answer.objects.filter(participant=participant, question=question)
    if not text.strip():
        held.delete()
        note("listen.answer.removed", participant, by=by, at=at)
        return
    row = held.values_list("pk", flat=True).first() or uuid.uuid4()
    box = seal(
        text.strip(), participant=participant.pk, key="raw", table=TABLE, row=row, field="sealed"
    )
    Answer.objects.update_or_create(
        participant=participant, question=question,
        defaults={"sealed": box, "form": form}, create_defaults={
            "id": row, "sealed": box, "form": form,
        },
    )  # fmt: skip
    note("listen.answer.kept", participant, by=by, at=at)


@transaction.atomic
def share_answers(
    *, participant: Participant, replies: Mapping[str, str], sheet: Sheet | None, by: str,
    at: dt.datetime,
) -> None:  # fmt: skip
    """Turn a draft into a source, with what the person said under their own words.

    A scope without a reply is kept as unknown, which counts as no. Raises NotADraft when it was
    shared before (so that a second click shares nothing twice), StudyClosed, NothingToShare.
    """
    _check_open(participant.study)
    _hold_draft(participant, "shared")
    version = form_of(participant)
    answers = draft_answers(participant)
    if version is None or not answers:
        raise NothingToShare("There is no answer to share.")
    asked = {scope.value: replies.get(scope.value, "unknown") for scope in ASKED_UNDER_OWN_WORDS}
    record_consent(participant=participant, answers=asked, sheet=sheet, how="online", by=by, at=at)
    questions = form_from_json(version.definition).questions()
    segments = [
        NewSegment(owner=participant, speaker=participant.name, text=piece, question=question.name)
        for question in questions
        if question.name in answers
        for piece in pieces(question.said(answers[question.name]))
    ]
    add_source(
        study=participant.study, kind="survey", fidelity="word_for_word", segments=segments,
        by=by, at=at,
    )  # fmt: skip
    Answer.objects.filter(participant=participant).delete()
    participant.state = "shared"


def _check_replies(replies: Mapping[str, str]) -> None:
    given = {
        scope: Given(Reply(replies.get(scope.value, "unknown")), version=1, sheet=None, how="")
        for scope in FIRST_ASKED
    }
    check_may(ConsentState(given), Use.ANALYSE)
    if set(replies) - {scope.value for scope in Scope}:
        raise ValueError("There is a reply to something that was not asked.")


def _check_open(study: Study) -> None:
    if Study.objects.values_list("state", flat=True).get(pk=study.pk) != "open":
        raise StudyClosed("This study takes no answers.")


def _hold_draft(participant: Participant, after: str) -> None:
    # A conditional update holds the row, so that nothing is written into a draft being shared.
    held = Participant.objects.filter(pk=participant.pk, state="draft").update(state=after)
    if not held:
        raise NotADraft("These words were shared or taken back already.")
