"""What came of the invented findings: recommendations in each state, put to invented owners; and
real ones that others published, each with its source."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.core.figures import Kind
from pennydrop.rooms import publish
from pennydrop.rooms.publish.actions.answering import answer_beside
from pennydrop.rooms.publish.actions.commitments import (
    give_later_day,
    note_figure,
    read_named_figures,
)
from pennydrop.rooms.publish.actions.corrections import take_off
from pennydrop.rooms.publish.actions.recommendations import (
    Terms,
    follow_block,
    note_agreed,
    note_declined,
    note_past,
    put_to_owner,
)
from pennydrop.rooms.publish.models import Ask, Commitment, Recommendation
from pennydrop.rooms.publish.public import released_editions
from pennydrop.rooms.publish.queries.parts import parts_of
from pennydrop.rooms.publish.rules.commitments import USUAL_WAIT_DAYS, OwnerKind
from pennydrop.rooms.publish.rules.past import read_past
from pennydrop.web.demo.content import read

PAST = Path(publish.__file__).parent / "static/publish/past-recommendations.csv"
RELEASED, NOTED = 172, 170
"""So many days ago the edition came out, and its recommendations were noted to be followed."""


def follow(organisation: UUID, study: UUID, by: str, at: dt.datetime) -> None:
    """Days in the file count back from today."""
    note_past(organisation=organisation, rows=_past(), by=by, at=at - _days(NOTED))
    (edition,) = released_editions(study=study, limit=1)
    asks = [part for part in parts_of(edition) if part.recommends]
    for entry in read("promises"):
        part = asks[entry["ask"]]
        row = follow_block(organisation=organisation, part=part, by=by, at=at - _days(NOTED))
        for owner in entry["owners"]:
            _put(row, owner, by, at)
    read_named_figures(by=by, at=at - _days(1))


def _past() -> list[Any]:
    (rows,) = read_sheets(PAST.read_bytes(), PAST.name).values()
    found, _ = read_past(rows)
    return found


def _put(row: Recommendation, told: dict[str, Any], by: str, at: dt.datetime) -> None:
    asked = at - _days(told["asked"])
    ask = put_to_owner(
        recommendation=row, owner=told["owner"], kind=OwnerKind[told["kind"]], on=asked.date(),
        how=told["how"], wait_days=USUAL_WAIT_DAYS, by=by, at=asked,
    )  # fmt: skip
    if said := told.get("declined"):
        on = at - _days(said["on"])
        note_declined(ask=ask, on=on.date(), said=said["said"], by=by, at=on)
    if said := told.get("agreed"):
        _went(_agreed(ask, said, by, at), told, by, at)
    if wrong := told.get("error"):
        take_off(ask=ask, why=wrong[1], by=by, at=at - _days(wrong[0]))
    if answer := told.get("answer"):
        answer_beside(ask=ask, said=answer[1], by=by, at=at - _days(answer[0]))


def _agreed(ask: Ask, said: dict[str, Any], by: str, at: dt.datetime) -> Commitment:
    on = at - _days(said["on"])
    terms = Terms(
        due=(at - _days(said["due"])).date(),
        target=Decimal(said["target"]),
        figure=said.get("figure", ""),
        measure=said.get("measure", ""),
        kind=Kind(said.get("kind", Kind.COUNT.value)),
        people=said.get("people", False),
        lasting=said.get("lasting", False),
    )
    return note_agreed(ask=ask, on=on.date(), said=said["said"], terms=terms, by=by, at=on)


def _went(made: Commitment, told: dict[str, Any], by: str, at: dt.datetime) -> None:
    for noted, due, why in told.get("later", []):
        day = (at - _days(due)).date()
        give_later_day(commitment=made, due=day, why=why, by=by, at=at - _days(noted))
    for ago, value, base, evidence in told.get("figures", []):
        on = at - _days(ago)
        note_figure(
            commitment=made, on=on.date(), value=Decimal(value),
            base=None if base is None else Decimal(base), evidence=evidence, by=by, at=on,
        )  # fmt: skip


def _days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)
