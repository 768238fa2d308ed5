"""Somebody answers by themself: a draft under their own keys."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from pennydrop.core.prepared import Prepared, PreparedChange, insert
from pennydrop.core.vault.sealing import seal, seal_bytes
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.participants import add_participant, note, record_consent
from pennydrop.rooms.listen.models import (
    Answer,
    AnswerFile,
    FormVersion,
    Participant,
    Sheet,
    Study,
)
from pennydrop.rooms.listen.queries.cards import is_spent
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.consent import (
    FIRST_ASKED,
    ConsentState,
    Given,
    Reply,
    Scope,
    Use,
    check_may,
)
from pennydrop.rooms.listen.rules.walking import (
    Plan,
    asks_for_file,
    removed,
    rounds_said,
    suggests,
    takes,
)

# Asked for each answer that somebody gives.
_HELD = Prepared(
    lambda person, question: Answer.objects.filter(
        participant=person, question=question
    ).values_list("pk"),
    uuid.UUID, str,
)  # fmt: skip
_STATE = Prepared(lambda study: Study.objects.filter(pk=study).values_list("state"), uuid.UUID)
_HOLD = {
    after: PreparedChange(
        lambda person: Participant.objects.filter(pk=person, state="draft", study__state="open"),
        uuid.UUID,
        state=after,
    )  # fmt: skip
    for after in ("draft", "shared")
}
TABLE = "listen_answer"
FILES = "listen_answerfile"


class StudyClosed(Exception):
    """The study takes no answers: it is a draft, or it is over."""


class NotADraft(Exception):
    """The words were shared or taken back already; answers can no longer change."""


class AlreadyBegun(Exception):
    """This code was used already: the same first answer was sent twice, or somebody went back."""

    def __init__(self, participant: Participant) -> None:
        self.participant = participant
        super().__init__("An answer is kept under this code already.")


@dataclass(frozen=True)
class Begun:
    """What somebody had read and agreed to when they gave their first answer.

    `person` becomes their opaque id: it is fixed before, so that dice fall the same way before and
    after the first answer. `clear_head`: False where they said that the day was none, so that the
    yes has to be said again or lapses.
    """

    study: Study
    sheet: Sheet
    form: FormVersion
    replies: Mapping[str, str]
    lookup: str
    person: uuid.UUID | None = None
    clear_head: bool = True

    def reconfirm_by(self, today: dt.date) -> dt.date | None:
        """The last day for saying it again; None where nothing waits."""
        days = self.study.reconfirm_days
        return None if self.clear_head else today + dt.timedelta(days=days)


@dataclass(frozen=True)
class NewFile:
    """A picture or recording, cleaned of what its maker added, with the type of its bytes."""

    data: bytes
    media: str


@dataclass(frozen=True)
class NewAnswer:
    """An answer and the path of its question, with the file that belongs to it."""

    question: str
    text: str
    file: NewFile | None = None


def begin_answering(
    *, begun: Begun, question: str, text: str, file: NewFile | None = None,
    more: Sequence[NewAnswer] = (), by: str, at: dt.datetime,
) -> Participant:  # fmt: skip
    """Make the participant, their keys, their consents and their first answer (with `more` that
    came on the same page), all or nothing.

    `begun.lookup` comes from the private code. Raises NotConsented without a yes to both first
    consents, StudyClosed, and AlreadyBegun where the code is in use: nothing is ever doubled.
    """
    _check_replies(begun.replies)
    answers = (NewAnswer(question, text, file), *more)
    held = Participant.objects.filter(lookup=begun.lookup).first()
    if held:
        raise AlreadyBegun(held)
    try:
        return _begin(begun=begun, answers=answers, by=by, at=at)
    except IntegrityError:
        # Sent twice at the same moment: the unique code let one of the two through.
        held = Participant.objects.filter(lookup=begun.lookup).first()
        if held is None:
            raise
        raise AlreadyBegun(held) from None


@transaction.atomic
def _begin(*, begun: Begun, answers: Sequence[NewAnswer], by: str, at: dt.datetime) -> Participant:
    check_open(begun.study)
    if is_spent(begun.lookup):
        raise TakenBack("The words under this code were taken back.")
    person = add_participant(
        study=begun.study, state="draft", lookup=begun.lookup, person=begun.person, by=by, at=at
    )
    record_consent(
        participant=person, answers=begun.replies, sheet=begun.sheet, how="online",
        reconfirm_by=begun.reconfirm_by(timezone.localdate(at)), by=by, at=at,
    )  # fmt: skip
    keep_answers(participant=person, form=begun.form, answers=answers, by=by, at=at)
    return person


def keep_answers(
    *, participant: Participant, form: FormVersion, answers: Sequence[NewAnswer], by: str,
    at: dt.datetime,
) -> None:  # fmt: skip
    """Keep what came with one page of a draft, sealed, all or nothing; an empty answer takes the
    earlier one away.

    Raises NotADraft, StudyClosed, and ValueError for a path at which the form takes no answer.
    """
    plan = plan_for(form)
    for new in answers:
        if not takes(plan, new.question):
            raise ValueError(f"The form takes no answer at {new.question!r}.")
    # Sealed before the database is held: everybody else who answers waits for it meanwhile.
    ready = [(new, _ready(participant, form, plan, new)) for new in answers]
    if not ready:
        return
    with transaction.atomic():
        hold_draft(participant, "draft")
        for new, row in ready:
            _keep_file(participant, plan, form, new.question, new.file)
            _keep(participant, new, row)
            note(f"listen.answer.{'kept' if row else 'removed'}", participant, by=by, at=at)


def keep_answer(
    *, participant: Participant, form: FormVersion, question: str, text: str,
    file: NewFile | None = None, by: str, at: dt.datetime,
) -> None:  # fmt: skip
    """The same for one answer. `question` is the path in the form with its rounds."""
    new = NewAnswer(question, text, file)
    keep_answers(participant=participant, form=form, answers=[new], by=by, at=at)


def _ready(
    participant: Participant, form: FormVersion, plan: Plan, new: NewAnswer
) -> Answer | None:
    """The row to keep; None where the answer is empty. A blank is kept where the form suggests
    something: the person does not want the suggestion."""
    if not new.text.strip() and not suggests(plan, new.question):
        return None
    return _sealed(participant, form, new.question, new.text, uuid.uuid4())


def _keep(participant: Participant, new: NewAnswer, row: Answer | None) -> None:
    if row is None:
        Answer.objects.filter(participant=participant, question=new.question).delete()
    elif insert(row, once=True) is None:
        pk = _HELD(participant.pk, new.question)[0][0]  # sealed for the row where it stands
        held = _sealed(participant, row.form, new.question, new.text, pk)
        Answer.objects.filter(pk=pk).update(sealed=held.sealed, form=row.form)


def _sealed(
    participant: Participant, form: FormVersion, question: str, text: str, row: uuid.UUID
) -> Answer:
    box = seal(
        text.strip(), participant=participant.pk, key="raw", table=TABLE, row=row, field="sealed"
    )
    return Answer(id=row, participant=participant, form=form, question=question, sealed=box)


def _keep_file(
    participant: Participant, plan: Plan, form: FormVersion, question: str, file: NewFile | None
) -> None:
    """The file that belongs to an answer; whatever was there before goes."""
    if not asks_for_file(plan, question):
        return
    AnswerFile.objects.filter(participant=participant, question=question).delete()
    if file is None:
        return
    row = uuid.uuid4()
    box = seal_bytes(
        file.data, participant=participant.pk, key="raw", table=FILES, row=row, field="sealed"
    )
    AnswerFile.objects.create(
        id=row, participant=participant, form=form, question=question, media=file.media, sealed=box
    )


@transaction.atomic
def remove_round(
    *, participant: Participant, form: FormVersion, repeat: str, number: int,
    answers: Mapping[str, str], by: str, at: dt.datetime,
) -> None:  # fmt: skip
    """Take one round of a repeat out of a draft, with all its answers; later ones move down.

    `answers` are those of the draft as they are now. A number that is not there changes nothing.
    Raises NotADraft and StudyClosed.
    """
    rounds = rounds_said(answers, repeat)
    if not 1 <= number <= rounds:
        return
    keep_answer(
        participant=participant, form=form, question=repeat, text=str(rounds - 1), by=by, at=at
    )
    for table in (Answer, AnswerFile):
        rows = table._default_manager.filter(participant=participant)
        paths = sorted(rows.values_list("question", flat=True), key=_order)
        # In order, so that each place is free before something moves there.
        for path, to in removed(paths, repeat, number).items():
            if to is None:
                rows.filter(question=path).delete()
            else:
                rows.filter(question=path).update(question=to)
    note("listen.answer.removed", participant, by=by, at=at)


def _order(path: str) -> list[tuple[str, int]]:
    steps = (step.partition("[") for step in path.split("/"))
    return [(name, int(number.rstrip("]") or 0)) for name, _, number in steps]


def check_open(study: Study) -> None:
    """Raises StudyClosed."""
    if _STATE(study.pk) != [("open",)]:
        raise StudyClosed("This study takes no answers.")


def hold_draft(participant: Participant, after: str) -> None:
    """Hold the row of a draft in an open study for as long as the transaction lasts, so that
    nothing is written into a draft that is being shared. Raises StudyClosed and NotADraft."""
    if not _HOLD[after](participant.pk):
        check_open(participant.study)
        raise NotADraft("These words were shared or taken back already.")


def _check_replies(replies: Mapping[str, str]) -> None:
    given = {
        scope: Given(Reply(replies.get(scope.value, "unknown")), version=1, sheet=None, how="")
        for scope in FIRST_ASKED
    }
    check_may(ConsentState(given), Use.ANALYSE)
    if set(replies) - {scope.value for scope in Scope}:
        raise ValueError("There is a reply to something that was not asked.")
