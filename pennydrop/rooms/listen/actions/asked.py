"""Somebody who took part says if what we understood is right, and what of theirs is printed."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core import concerns, first_look
from pennydrop.core.checks import answer_check
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.rules.risk_words import opens_concern, pressing, risk_in


@transaction.atomic
def answer_asked(
    *, participant: Participant, check: UUID, answer: str, why: str, by: str, at: dt.datetime
) -> None:
    """Keep their answer. Where what they write suggests a risk, a person is told to read it, as
    with everything that is shared. Raises NotAsked."""
    answer_check(
        participant=participant.pk, check=check, answer=answer, why=why, by=by, at=at
    )  # fmt: skip
    _tell_of_risk(participant, why, at=at)


@transaction.atomic
def object_to_line(
    *, participant: Participant, quote: UUID, objection: str, why: str, by: str, at: dt.datetime
) -> None:
    """Keep that they do not want a line of theirs printed, or not in these words. Their reason is
    read for risks like everything that is shared. Raises NotShown."""
    first_look.object_to(
        participant=participant.pk, quote=quote, objection=objection, why=why, by=by, at=at
    )  # fmt: skip
    _tell_of_risk(participant, why, at=at)


def _tell_of_risk(participant: Participant, why: str, *, at: dt.datetime) -> None:
    risks = frozenset(risk_in(why))
    level = opens_concern(risks)
    if level:
        concerns.raise_from_words(
            study=participant.study_id, participant=participant.pk,
            joined_on=participant.joined_on, level=concerns.Level(level), what=pressing(risks),
            at=at,
        )  # fmt: skip
