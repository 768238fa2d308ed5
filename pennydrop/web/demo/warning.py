"""An invented alert, so that somebody sees how one looks. It says that it is invented."""

import datetime as dt
from typing import Any
from uuid import UUID

from pennydrop.rooms.inform.actions.alerts import grade_alert, issue_alert, write_alert
from pennydrop.rooms.inform.rules.alerts import AlertText, Evidence, Level
from pennydrop.rooms.inform.rules.claims import Side, Source
from pennydrop.rooms.inform.rules.places import Place

_CLAIMS = (
    "night-testing", "mix-downers", "call-999-wont-wake", "call-999-breathing", "aid-side",
    "aid-stay", "aid-tell-crew",
)  # fmt: skip


def pass_one_on(organisation: UUID, graders: dict[Side, str], at: Any) -> None:
    """Write it, grade it from both sides and send it out."""
    day = at.date()
    made = AlertText(
        found="a sedative that lasts for hours",
        sold_as="ketamine",
        why="People stay drowsy for longer than they expect, and some are hard to wake.",
        level=Level.CARE,
        area=Place.EAST,
        evidence=Evidence.LAB,
        source=Source("Invented alert", "Invented checking service", link="https://a.example/1"),
        review_by=day + dt.timedelta(14),
        expires=day + dt.timedelta(28),
        claims=_CLAIMS,
        samples=6,
        first_seen=day - dt.timedelta(12),
        last_seen=day - dt.timedelta(3),
    )
    version = write_alert(organisation=organisation, new=made, by=graders[Side.LIVED], at=at)
    for side, by in graders.items():
        grade_alert(
            version=version, side=side, role="invented grader", level=made.level,
            looks=False, by=by, at=at,
        )  # fmt: skip
    issue_alert(version=version, by=graders[Side.LIVED], at=at)
