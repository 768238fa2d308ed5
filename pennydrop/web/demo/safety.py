"""The invented organisation's safeguarding desk, and how its interviewers are."""

import datetime as dt
from typing import Any

from pennydrop.core.concerns import Level, Pointer
from pennydrop.core.people.models import User
from pennydrop.rooms.listen.actions.debrief import note_debrief, set_supervision
from pennydrop.rooms.listen.models import Source, Study
from pennydrop.rooms.support.actions.handling import close, hand_over, look, note_done
from pennydrop.rooms.support.actions.raising import raise_concern
from pennydrop.rooms.support.actions.rota import add_shift, watch_study
from pennydrop.rooms.support.models import Concern
from pennydrop.rooms.support.rules.handling import Origin

HOURS = (dt.time(9, 30), dt.time(16, 30))


def look_after_people(
    study: Study, sources: dict[str, Source], actors: dict[str, str], at: Any
) -> None:
    """Hours and a deputy, one concern that waits for a second person, one that is closed, and a
    researcher who has heard two hard stories this week."""
    people = {name: User.objects.get(username=name) for name in ("dev", "maya", "ros")}
    for weekday in range(5):
        add_shift(
            organisation=study.organisation_id, weekday=weekday, starts=HOURS[0], ends=HOURS[1],
            lead=people["dev"], deputy=people["maya"], by=actors["dev"], at=at - days(30),
        )  # fmt: skip
    watch_study(
        organisation=study.organisation_id, study=study.pk, watched=True, by=actors["dev"],
        at=at - days(7),
    )  # fmt: skip
    _waiting(study, next(iter(sources.values())), actors, at - days(2))
    _closed(study, actors, at - days(20))
    _debriefs(study, people, actors, at)


def _waiting(study: Study, source: Source, actors: dict[str, str], at: Any) -> None:
    row = raise_concern(
        organisation=study.organisation_id,
        level=Level.RISK,
        origin=Origin.WRITTEN,
        summary="Reads as if somebody at home takes this person's money and phone. I may be wrong. "
        "There is no name or address, so I could do nothing but tell you.",
        pointer=Pointer(study=study.pk, source=source.pk),
        by=actors["ros"],
        at=at,
    )
    look(concern=row, by=actors["maya"], at=at + hours(1))
    row.refresh_from_db()
    note_done(
        concern=row,
        note="Read the whole answer. Nobody can be found from it. Asked the web team to put the "
        "domestic abuse helpline on the last page of the survey.",
        by=actors["maya"],
        at=at + hours(2),
    )


def _closed(study: Study, actors: dict[str, str], at: Any) -> None:
    row = raise_concern(
        organisation=study.organisation_id,
        level=Level.SOMEBODY_AT_RISK,
        origin=Origin.OBSERVED,
        summary="A young person came to the drop-in alone, thin, and would not say who is at home.",
        by=actors["sam"],
        at=at,
    )
    look(concern=row, by=actors["dev"], at=at + hours(1))
    row.refresh_from_db()
    hand_over(
        concern=row,
        note="Children's services, duty desk. They know the family and visit today.",
        by=actors["dev"],
        at=at + hours(2),
    )
    close(
        concern=Concern.objects.select_related("desk").get(pk=row.pk),
        note="Duty desk rang back: seen, and a worker is named. Nothing left for us to do.",
        by=actors["maya"],
        at=at + days(2),
    )


def _debriefs(study: Study, people: dict[str, User], actors: dict[str, str], at: Any) -> None:
    set_supervision(
        organisation=study.organisation_id, researcher=people["ros"], supervisor=people["maya"],
        limit=3, by=actors["dev"], at=at - days(30),
    )  # fmt: skip
    for ago, hardness, wants in ((9, 3, False), (5, 4, False), (2, 5, True)):
        note_debrief(
            organisation=study.organisation_id, researcher=people["ros"],
            held_on=(at - days(ago)).date(), hardness=hardness, wants_talk=wants,
            by=actors["ros"], at=at - days(ago),
        )  # fmt: skip


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def hours(number: int) -> dt.timedelta:
    return dt.timedelta(hours=number)
