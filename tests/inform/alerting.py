"""Alerts for tests: one as its source raised it, and one that is out."""

import datetime as dt

from pennydrop.rooms.inform.actions.alerts import grade_alert, issue_alert, write_alert
from pennydrop.rooms.inform.rules.alerts import AlertText, Evidence, Level
from pennydrop.rooms.inform.rules.claims import Side, Source
from pennydrop.rooms.inform.rules.places import Place

TODAY = dt.date(2026, 11, 22)
RAISED = Source("Public alert 12", "A health board", link="https://board.example/alerts/12")


def text(**more):
    said = {
        "found": "nitazenes", "sold_as": "ketamine", "level": Level.WARNING,
        "why": "They can stop somebody breathing.", "area": Place.WALES, "evidence": Evidence.LAB,
        "source": RAISED, "review_by": TODAY + dt.timedelta(10),
        "expires": TODAY + dt.timedelta(30), "claims": ("go-slow", "call"),
    }  # fmt: skip
    return AlertText(**said | more)


def graded(version, at, *, level=Level.WARNING, looks=(True, True)):
    for number, side in enumerate(Side):
        grade_alert(
            version=version, side=side, role=f"grader {number}", level=level, looks=looks[number],
            by=f"user:{200 + number}", at=at,
        )  # fmt: skip


def out(organisation, at, *, alert=None, **more):
    """An alert that two people graded and somebody sent out."""
    day = at.date()
    days = {"review_by": day + dt.timedelta(10), "expires": day + dt.timedelta(30)}
    version = write_alert(
        organisation=organisation, new=text(**days | more), alert=alert, by="user:1", at=at
    )
    graded(version, at)
    issue_alert(version=version, by="user:1", at=at)
    return version.alert
