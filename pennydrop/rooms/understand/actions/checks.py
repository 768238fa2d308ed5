"""Writes of member checks: an insight is sent, answered with a code, and ended."""

import datetime as dt
import uuid
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.core.checks import ANSWERS, NotAsked
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.models import MemberAnswer, MemberCheck, Theme
from pennydrop.rooms.understand.queries.checks import TABLE, checks_for
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.copying import check_own_words

LONGEST_WHY = 4_000


class BadCheck(Exception):
    """Only a written insight can be sent, and the same one once."""


@transaction.atomic
def send_check(*, theme: UUID, by: str, at: dt.datetime) -> MemberCheck:
    """Ask those who may be asked whether the theme's key insight is right. An earlier wording is
    asked no more; its answers stay beside the theme. Raises BadCheck, or NotOurs."""
    row = Theme.objects.get(pk=theme)
    words = row.insight.strip()
    if not words:
        raise BadCheck("Write the key insight first; then ask whether it is right.")
    if MemberCheck.objects.filter(theme=row, open=True, words=words).exists():
        raise BadCheck("This insight is being asked about already.")
    # Other people will read it: what was brought in since it was written counts too.
    check_own_words(copied(row.study, words))
    MemberCheck.objects.filter(theme=row, open=True).update(open=False)
    sent = MemberCheck.objects.create(study=row.study, theme=row, words=words, by=by, at=at)
    record(what="understand.check.sent", on=str(sent.pk), by=by, at=at)
    return sent


@transaction.atomic
def end_check(*, check: UUID, by: str, at: dt.datetime) -> None:
    """Ask no more. What was answered stays, until a person takes it back."""
    if MemberCheck.objects.filter(pk=check, open=True).update(open=False):
        record(what="understand.check.ended", on=str(check), by=by, at=at)


@transaction.atomic
def answer_check(
    *, participant: UUID, check: UUID, answer: str, why: str, by: str, at: dt.datetime
) -> None:
    """Keep one person's answer, in place of the one before. Nobody is named in the record.

    `by` is "quiet": an answer is nobody's who has an account. Raises NotAsked.
    """
    asked = {one.id for one in checks_for(participant, at.date())}
    if check not in asked or answer not in ANSWERS or len(why) > LONGEST_WHY:
        raise NotAsked("This is not asked any more.")
    row = uuid.uuid4()
    sealed = seal(
        why.strip(), participant=participant, key="words", table=TABLE, row=row, field="sealed"
    )
    MemberAnswer.objects.filter(check_sent=check, participant=participant).delete()
    MemberAnswer.objects.create(
        id=row, check_sent_id=check, participant=participant, answer=answer, sealed=sealed,
        on=at.date(),
    )  # fmt: skip
    record_quietly(what="understand.check.answered", on=str(check), day=at.date())
