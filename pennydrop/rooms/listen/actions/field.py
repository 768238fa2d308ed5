"""What was recorded in the field comes in: once, with its consents, or not at all."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen.actions.answers import NewAnswer, NewFile, check_open, keep_answers
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.ledger import mark_intoxicated
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sessions import (
    NewSession,
    note_session,
    record_session_consent,
)
from pennydrop.rooms.listen.actions.sharing import NothingToShare, YesNeeded, share_answers
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import (
    FormVersion,
    Participant,
    Session,
    Sheet,
    Study,
    Submission,
)
from pennydrop.rooms.listen.queries.answers import form_in, sheet_in
from pennydrop.rooms.listen.queries.cards import is_spent
from pennydrop.rooms.listen.queries.walks import plan_for, walk_for
from pennydrop.rooms.listen.rules import field
from pennydrop.rooms.listen.rules.answer_media import ALLOWED, NAMES
from pennydrop.rooms.listen.rules.consent import ASKED_UNDER_OWN_WORDS, FIRST_ASKED
from pennydrop.rooms.listen.rules.field import INTERVIEW
from pennydrop.rooms.listen.rules.form import Kind, Question
from pennydrop.rooms.listen.rules.speakers import staff_label
from pennydrop.rooms.listen.rules.transcripts.turns import MAX_TURN, split_long
from pennydrop.rooms.listen.rules.transcripts.turns import Turn as Piece
from pennydrop.rooms.listen.rules.walking import Means, coarse, item_spot, takes

IN_USE = "This code is used already. Give the person a new card, and type its numbers."


class NotTaken(Exception):
    """It stays on the phone. The message says what to mend there."""


def take_in(
    *, study: Study, sent: field.Submission, lookup: str,
    files: Mapping[str, NewFile] | None = None, by: str, at: dt.datetime,
) -> bool:  # fmt: skip
    """Keep a submission with its person, consents and words; returns False where it had come
    before, whatever became of it since.

    `lookup` is that of its code (worked out before, because it is slow), `files` are the cleaned
    ones of its answers, by path. Raises TakenBack for a
    code whose words were taken back, NotMeant as a session does, StudyClosed, and NotTaken.
    """
    if Submission.objects.filter(pk=sent.id).exists():
        return False
    try:
        _take_in(study=study, sent=sent, lookup=lookup, files=files or {}, by=by, at=at)
    except IntegrityError:
        # Two tries at the same moment: the unique id, or the unique code, let one of them through.
        if Submission.objects.filter(pk=sent.id).exists():
            return False
        raise NotTaken(IN_USE) from None
    return True


@transaction.atomic
def _take_in(
    *, study: Study, sent: field.Submission, lookup: str, files: Mapping[str, NewFile], by: str,
    at: dt.datetime,
) -> None:  # fmt: skip
    Submission.objects.create(id=sent.id, study=study, on=timezone.localdate(at))
    check_open(study)
    if is_spent(lookup):
        raise TakenBack("The words under this code were taken back.")
    sheet = sheet_in(study.pk, sent.sheet)
    if sheet is None:
        raise NotTaken("This was recorded for another study.")
    if sent.kind == INTERVIEW:
        _interview(study, sheet, sent, lookup, by, at)
    else:
        _answers(study, sheet, sent, files, lookup, by, at)
    record(what="listen.field.received", on=str(sent.id), by=by, at=at)


def _interview(
    study: Study, sheet: Sheet, sent: field.Submission, lookup: str, by: str, at: dt.datetime
) -> None:
    person = _known(study, lookup) or add_participant(
        study=study, state="shared", lookup=lookup, by=by, at=at
    )
    new = NewSession(kind="interview", on=sent.on, place=None, interviewer=by)
    session = note_session(study=study, new=new, people=[person.pk], joining=0, by=by, at=at)
    record_session_consent(
        session=session, participant=person, answers=sent.replies, how="read_aloud", sheet=sheet,
        intoxicated=sent.intoxicated, meant=sent.meant, by=by, at=at,
    )  # fmt: skip
    source = add_source(
        study=study, kind="interview", fidelity=sent.fidelity, by=by, at=at,
        segments=_segments(person, sent.turns),
    )  # fmt: skip
    Session.objects.filter(pk=session.pk).update(source=source)


def _known(study: Study, lookup: str) -> Participant | None:
    """Whoever has the code already and may be heard again; None for a new card."""
    person = Participant.objects.filter(lookup=lookup).select_related("study").first()
    if person is None:
        return None
    if person.study_id != study.pk or person.state != "shared":
        raise NotTaken(IN_USE)
    if person.pk not in holders(study.pk, "raw"):
        raise NotTaken(IN_USE)  # their originals were destroyed, and with them what seals new ones
    return person


def _segments(person: Participant, turns: tuple[field.Turn, ...]) -> list[NewSegment]:
    # One person and an interviewer: everything stands under the person's key.
    return [
        NewSegment(
            owner=person, text=piece.text,
            speaker=staff_label("interview", 1, 1) if turn.staff else person.name,
        )
        for turn in turns
        for piece in split_long([Piece("", turn.text, "")], MAX_TURN - 1)
    ]  # fmt: skip


def _answers(
    study: Study, sheet: Sheet, sent: field.Submission, files: Mapping[str, NewFile], lookup: str,
    by: str, at: dt.datetime,
) -> None:  # fmt: skip
    version = form_in(study.pk, sent.form or uuid.UUID(int=0))
    if version is None:
        raise NotTaken("This was recorded with questions of another study.")
    if Participant.objects.filter(lookup=lookup).exists():
        raise NotTaken(IN_USE)
    person = add_participant(study=study, state="draft", lookup=lookup, by=by, at=at)
    first = {scope.value: sent.replies[scope].value for scope in FIRST_ASKED}
    record_consent(participant=person, answers=first, sheet=sheet, how="spoken", by=by, at=at)
    if sent.intoxicated:  # every later yes then waits to be said again, too
        mark_intoxicated(participant=person, how="spoken", by=by, at=at)
    answers = _checked(person, version, {**sent.answers, **_stand_ins(version, files)}, at)
    keep_answers(
        participant=person, form=version, by=by, at=at,
        answers=[NewAnswer(path, text, files.get(path)) for path, text in answers.items()],
    )  # fmt: skip
    later = {scope.value: sent.replies[scope].value for scope in ASKED_UNDER_OWN_WORDS}
    try:
        share_answers(participant=person, replies=later, sheet=sheet, how="spoken", by=by, at=at)
    except NothingToShare:
        raise NotTaken("None of these questions is asked of somebody who answers so.") from None
    except YesNeeded:
        raise NotTaken("The form asks for a yes that was not given.") from None


def _stand_ins(version: FormVersion, files: Mapping[str, NewFile]) -> dict[str, str]:
    """What stands for each file among the answers; NotTaken for one that nobody asked for."""
    plan = plan_for(version)
    for path, file in files.items():
        spot = item_spot(plan, path)
        kind = spot.item.kind if spot and isinstance(spot.item, Question) else None
        if kind not in ALLOWED or not file.media.startswith(ALLOWED[kind]):
            raise NotTaken("One of the files is not of the kind that was asked for. Take it away.")
    return {path: NAMES[file.media] for path, file in files.items()}


def _checked(
    person: Participant, version: FormVersion, given: Mapping[str, str], at: dt.datetime
) -> dict[str, str]:
    """Answers as they are kept, by the form's own rules, which the phone could not check. What is
    not asked of somebody who answers so falls away later."""
    plan = plan_for(version)
    answers = {}
    for path, text in given.items():
        spot = item_spot(plan, path)
        if spot is None or not takes(plan, path):
            raise NotTaken("These questions are not known here. Open the page with signal.")
        area = isinstance(spot.item, Question) and spot.item.kind is Kind.GEOPOINT
        answers[path] = coarse(text) if area else text
    walk = walk_for(version, answers, seed=person.pk, on=timezone.localdate(at))
    for path, text in answers.items():
        stop = walk.stop_of(path)
        problems = walk.check(stop, text) if stop and stop.means is Means.QUESTION else ()
        if problems and stop:
            asked = walk.page(stop).label.strip().partition("\n")[0]
            raise NotTaken(f"“{asked}”: {problems[0].message}.")
    return answers
