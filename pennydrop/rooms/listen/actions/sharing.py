"""A draft becomes a source: free text as passages, everything else as values, files as they are."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from pennydrop.core import concerns
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.answers import hold_draft
from pennydrop.rooms.listen.actions.outreach import count_for_place
from pennydrop.rooms.listen.actions.participants import note, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import (
    Answer,
    AnswerFile,
    FormVersion,
    Participant,
    Sheet,
    Value,
)
from pennydrop.rooms.listen.queries.answers import draft_with_form
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.values import LONGEST_NAME, VALUES
from pennydrop.rooms.listen.queries.walks import walk_for
from pennydrop.rooms.listen.rules.consent import ASKED_UNDER_OWN_WORDS, Scope
from pennydrop.rooms.listen.rules.form import Kind
from pennydrop.rooms.listen.rules.form.model import UPLOADING
from pennydrop.rooms.listen.rules.pieces import pieces
from pennydrop.rooms.listen.rules.risk_words import Kind as Risk
from pennydrop.rooms.listen.rules.risk_words import opens_concern, pressing, risk_in
from pennydrop.rooms.listen.rules.walking import Walk


class NothingToShare(Exception):
    """There is no answer to share."""


class YesNeeded(Exception):
    """The form itself asks for a yes that was not given; `address` is the page that asks."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__("The form asks for a yes first.")


@transaction.atomic
def share_answers(
    *, participant: Participant, replies: Mapping[str, str], sheet: Sheet | None,
    how: str = "online", came_by: int = 0, by: str, at: dt.datetime,
) -> None:  # fmt: skip
    """Turn a draft into a source, with what the person said under their own words. `how` they said
    it: online, or spoken where staff asked. `came_by`: the place whose poster led here, which is
    counted and not kept with the person; 0 where none is known.

    A scope without a reply is kept as unknown, which counts as no. What is not relevant any more
    is not kept. Raises NotADraft when it was shared before (so that a second click shares nothing
    twice), StudyClosed, NothingToShare and YesNeeded.
    """
    risks = _share(participant=participant, replies=replies, sheet=sheet, how=how, by=by, at=at)
    if came_by:
        count_for_place(study=participant.study, place=came_by, at=at)
    # Together or not at all: an answer that calls for somebody must not be taken in without it.
    level = opens_concern(risks)
    if level:
        concerns.raise_from_words(
            study=participant.study_id, participant=participant.pk,
            joined_on=participant.joined_on, level=concerns.Level(level), what=pressing(risks),
            at=at,
        )  # fmt: skip


def _share(
    *, participant: Participant, replies: Mapping[str, str], sheet: Sheet | None, how: str, by: str,
    at: dt.datetime,
) -> frozenset[Risk]:  # fmt: skip
    hold_draft(participant, "shared")
    version, answers = draft_with_form(participant)
    if version is None:
        raise NothingToShare("There is no answer to share.")
    walk = walk_for(version, answers, seed=participant.pk, on=timezone.localdate(at))
    kept = walk.kept()
    if not kept:
        raise NothingToShare("There is no answer to share.")
    missing = walk.missing_yes()
    if missing:
        raise YesNeeded(missing.address)
    asked = {scope.value: replies.get(scope.value, "unknown") for scope in ASKED_UNDER_OWN_WORDS}
    record_consent(
        participant=participant, answers=asked, sheet=sheet, how=how,
        reconfirm_by=_waits_until(participant), by=by, at=at,
    )  # fmt: skip
    _keep_words(participant, walk, kept, by, at)
    _keep_values(participant, version, walk, kept)
    AnswerFile.objects.filter(participant=participant).exclude(question__in=list(kept)).delete()
    Answer.objects.filter(participant=participant).delete()
    note("listen.answers.shared", participant, by=by, at=at)
    participant.state = "shared"
    return frozenset(kind for text in kept.values() for kind in risk_in(text))


def _waits_until(participant: Participant) -> dt.date | None:
    """Where the yes to taking part waits to be said again, so does every yes that follows it."""
    state = consent_states([participant.pk], [Scope.TAKE_PART])[participant.pk]
    return state.on(Scope.TAKE_PART).reconfirm_by


def _keep_words(
    participant: Participant, walk: Walk, kept: Mapping[str, str], by: str, at: dt.datetime
) -> None:
    segments = [
        NewSegment(owner=participant, speaker=participant.name, text=piece, question=name)
        for name, words in _words(walk, kept)
        for piece in pieces(words)
    ]
    if segments:
        add_source(
            study=participant.study, kind="survey", fidelity="word_for_word", segments=segments,
            by=by, at=at,
        )  # fmt: skip


def _words(walk: Walk, kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    # What was chosen is in the form's words, not in the person's: it is kept as a value.
    for path, text in kept.items():
        question = walk.question_at(path)
        if question and question.kind is Kind.TEXT:
            yield question.name[:LONGEST_NAME], text


def _keep_values(
    participant: Participant, version: FormVersion, walk: Walk, kept: Mapping[str, str]
) -> None:
    closed = {
        path: text
        for path, text in kept.items()
        if (q := walk.question_at(path)) and q.kind is not Kind.TEXT and q.kind not in UPLOADING
    }
    rows = []
    for path, text in {**closed, **walk.worked_out()}.items():
        row = uuid.uuid4()
        box = seal(
            text, participant=participant.pk, key="words", table=VALUES, row=row, field="sealed"
        )
        rows.append(Value(id=row, participant=participant, form=version, question=path, sealed=box))
    Value.objects.bulk_create(rows)
