"""Read insights that were sent to those who took part, and what they say of them."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.checks import ANSWERS, Check
from pennydrop.core.numbers.small import Figure
from pennydrop.core.numbers.tables import release_parts
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.listen.public import Use, participants_of, study_card, study_of, who_agrees
from pennydrop.rooms.understand.models import MemberAnswer, MemberCheck
from pennydrop.rooms.understand.queries.people import readable

TABLE = "understand_memberanswer"
ENOUGH_TO_READ = 3


@dataclass(frozen=True)
class Told:
    """What was said of an insight. Counts are protected; `whys` come without who said them, in no
    order, and None while fewer than ENOUGH_TO_READ people answered."""

    check: MemberCheck
    counts: tuple[tuple[str, Figure], ...]
    answered: Figure
    whys: tuple[tuple[str, str], ...] | None


def may_be_asked(study: UUID, *, on: dt.date) -> set[UUID]:
    """Who took part in the study and said that we may ask them more."""
    people = {card.id for card in participants_of(study) if card.state == "shared"}
    staff = {card.id for card in participants_of(study) if card.staff}
    return who_agrees(people - staff, Use.CONTACT, on=on)


def checks_for(participant: UUID, on: dt.date) -> list[Check]:
    """What is asked of this person, the oldest first, with what they have answered."""
    study = study_of(participant)
    if study is None or participant not in may_be_asked(study, on=on):
        return []
    said = {row.check_sent_id: row for row in MemberAnswer.objects.filter(participant=participant)}
    return [
        Check(
            check.pk, check.words,
            said[check.pk].answer if check.pk in said else "",
            open_why(said[check.pk]) if check.pk in said else "",
        )
        for check in MemberCheck.objects.filter(study=study, open=True).order_by("at", "pk")
    ]  # fmt: skip


def told_of(theme: UUID) -> list[Told]:
    """Each time that the theme's insight was sent, the newest first."""
    return [_told(row) for row in MemberCheck.objects.filter(theme=theme).order_by("-at", "pk")]


def _told(check: MemberCheck) -> Told:
    card = study_card(check.study)
    threshold = card.small_number if card else 10
    # By a random id: the order tells nothing of who answered when.
    rows = list(MemberAnswer.objects.filter(check_sent=check).order_by("pk"))
    allowed = readable(check.study, {row.participant for row in rows})
    rows = [row for row in rows if row.participant in allowed]
    given = Counter(row.answer for row in rows)
    warm({row.participant for row in rows}, "words")
    said = tuple((row.answer, why) for row in rows if (why := open_why(row)))
    parts, answered = release_parts([given[name] for name in ANSWERS], threshold=threshold)
    return Told(
        check=check,
        counts=tuple(zip(ANSWERS, parts, strict=True)),
        answered=answered,
        whys=said if len(rows) >= ENOUGH_TO_READ else None,
    )


def open_why(row: MemberAnswer) -> str:
    return unseal(
        row.sealed, participant=row.participant, key="words", table=TABLE, row=row.pk,
        field="sealed",
    )  # fmt: skip
