"""Give somebody who passed a certificate, delete one, and delete those whose time is over."""

import datetime as dt
import secrets
from uuid import UUID

from django.db import IntegrityError, transaction

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.core.vault.keys import destroy, holders, make_participant_keys, make_study_key
from pennydrop.rooms.inform.models import Certificate
from pennydrop.rooms.inform.queries.courses import CourseView
from pennydrop.rooms.inform.queries.learners import KEYS, Learner, sealed_learner
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


def give_certificate(
    *, view: CourseView, result: Result, attempt: UUID, learner: Learner, by: str = "quiet",
    at: dt.datetime,
) -> Certificate:  # fmt: skip
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
    row = Certificate(
        course_id=view.id, attempt=attempt, code=_code(), title=view.head.title, passed_on=today,
        kept_until=kept_until(today), right=result.right, asked=result.asked,
        pass_mark=result.pass_mark, words=view.words, facts=view.facts, draft=view.draft,
    )  # fmt: skip
    make_study_key(KEYS)
    make_participant_keys(KEYS, [row.pk])
    row.sealed = sealed_learner(_trimmed(learner), key=row.pk)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record_quietly(what="inform.certificate.give", on=str(row.pk), day=today)
    except IntegrityError:  # the same attempt twice at once: one certificate is enough
        destroy([row.pk])
        return Certificate.objects.get(attempt=attempt)
    return row


def delete_certificate(*, certificate: Certificate, by: str, at: dt.datetime) -> None:
    """It is gone, its code opens nothing, and older backups hold no name of it. `by`: the staff
    member, or "owner". The key goes first: what an interruption leaves is swept by the clock."""
    key = certificate.pk
    destroy([key])
    with transaction.atomic():
        Certificate.objects.filter(pk=key).delete()
        if by == "owner":
            record_quietly(what="inform.certificate.delete", on=str(key), day=at.date())
        else:
            record(what="inform.certificate.delete", on=str(key), by=by, at=at)


def delete_old_certificates(*, by: str = "clock", at: dt.datetime) -> int:
    """Delete those whose last day has passed, and those whose key is gone; returns how many."""
    every = Certificate.objects.values_list("pk", "kept_until")
    held = holders(KEYS)
    over = [key for key, last in every if last < at.date() or key not in held]
    if not over:
        return 0
    destroy(over)
    with transaction.atomic():
        for key in over:
            Certificate.objects.filter(pk=key).delete()
            record_quietly(what="inform.certificate.over", on=str(key), day=at.date())
    return len(over)


def _trimmed(learner: Learner) -> Learner:
    return Learner(learner.name.strip(), learner.workplace.strip(), learner.account)


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _check(result: Result, learner: Learner) -> None:
    if not result.passed:
        raise BadCertificate("Not enough answers are right yet.")
    if not learner.name.strip():
        raise BadCertificate("Write the name that the certificate should carry.")
    if len(learner.name) > LONGEST_NAME or len(learner.workplace) > LONGEST_WORKPLACE:
        raise BadCertificate("That is too long for a certificate.")
