"""Give somebody who passed a certificate, delete one, and delete those whose time is over."""

import datetime as dt
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.rooms.inform.models import Certificate
from pennydrop.rooms.inform.queries.courses import CourseView
from pennydrop.rooms.inform.rules.certificates import (
    CODE_LENGTH,
    LETTERS,
    LONGEST_NAME,
    LONGEST_WORKPLACE,
    BadCertificate,
    kept_until,
)
from pennydrop.rooms.inform.rules.courses import Result

# Nobody can fill the record of an organisation by a program that passes all day.
MOST_A_DAY = 300


@dataclass(frozen=True)
class Learner:
    """Who passed, as they say themself. `account`: of this site, or empty."""

    name: str
    workplace: str = ""
    account: str = ""


@transaction.atomic
def give_certificate(
    *,
    view: CourseView,
    result: Result,
    attempt: UUID,
    learner: Learner,
    by: str = "quiet",
    at: dt.datetime,
) -> Certificate:
    """A certificate, or the one that this attempt has already. The day is kept and no time.

    Raises BadCertificate where they did not pass, gave no name, or too many were given today.
    """
    here = Certificate.objects.filter(attempt=attempt).first()
    if here is not None:
        return here
    today = at.date()
    _check(result, learner)
    if Certificate.objects.filter(passed_on=today).count() >= MOST_A_DAY:
        raise BadCertificate("Too many certificates were given today. Please try again tomorrow.")
    made = Certificate.objects.create(
        course_id=view.id, attempt=attempt, code=_code(),
        name=learner.name.strip(), workplace=learner.workplace.strip(), learner=learner.account,
        title=view.head.title, passed_on=today, kept_until=kept_until(today),
        right=result.right, asked=result.asked, pass_mark=result.pass_mark,
        words=view.words, facts=view.facts, draft=view.draft,
    )  # fmt: skip
    record_quietly(what="inform.certificate.give", on=str(made.pk), day=today)
    return made


@transaction.atomic
def delete_certificate(*, certificate: Certificate, by: str, at: dt.datetime) -> None:
    """It is gone, and its code opens nothing. `by`: the staff member, or "owner"."""
    key = str(certificate.pk)
    Certificate.objects.filter(pk=certificate.pk).delete()
    if by == "owner":
        record_quietly(what="inform.certificate.delete", on=key, day=at.date())
    else:
        record(what="inform.certificate.delete", on=key, by=by, at=at)


@transaction.atomic
def delete_old_certificates(*, by: str = "clock", at: dt.datetime) -> int:
    """Delete those whose last day has passed, and return how many."""
    over = Certificate.objects.filter(kept_until__lt=at.date())
    keys = list(over.values_list("pk", flat=True))
    over.delete()
    for key in keys:
        record_quietly(what="inform.certificate.over", on=str(key), day=at.date())
    return len(keys)


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _check(result: Result, learner: Learner) -> None:
    if not result.passed:
        raise BadCertificate("Not enough answers are right yet.")
    if not learner.name.strip():
        raise BadCertificate("Write the name that the certificate should carry.")
    if len(learner.name) > LONGEST_NAME or len(learner.workplace) > LONGEST_WORKPLACE:
        raise BadCertificate("That is too long for a certificate.")
