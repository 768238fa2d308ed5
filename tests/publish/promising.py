"""A recommendation and what came of it, entered on days of a test's choosing."""

import datetime as dt
from decimal import Decimal

from pennydrop.rooms.publish.actions.commitments import note_figure
from pennydrop.rooms.publish.actions.recommendations import (
    FromFindings,
    Terms,
    note_agreed,
    note_recommendation,
    put_to_owner,
)
from pennydrop.rooms.publish.queries.parts import Part
from pennydrop.rooms.publish.rules.commitments import OwnerKind

BY = "user:1"
ASKED = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
DUE = dt.date(2026, 9, 1)
TEXT = "Ring on the day that was named, and keep a tally."
TERMS = Terms(due=DUE, target=Decimal(2), measure="Groups near a toilet", people=False)


def after(days):
    return ASKED + dt.timedelta(days=days)


def recommended(told, edition, text=TEXT):
    return note_recommendation(
        organisation=told.card.organisation,
        new=FromFindings(Part(edition, "section-1", "key1", "Looked at"), text),
        by=BY,
        at=ASKED,
    )


def put(recommendation, owner="The county partnership", wait_days=30, on=None, at=ASKED):
    return put_to_owner(
        recommendation=recommendation, owner=owner, kind=OwnerKind.PARTNERSHIP,
        on=on or at.date(), how="by letter", wait_days=wait_days, by=BY, at=at,
    )  # fmt: skip


def agreed(ask, terms=TERMS, at=ASKED):
    return note_agreed(
        ask=ask, on=at.date(), said="Two groups by September.", terms=terms, by=BY, at=at
    )


def figure(commitment, value, at, base=None):
    return note_figure(
        commitment=commitment, on=at.date(), value=Decimal(value),
        base=None if base is None else Decimal(base), evidence="Minutes of the board", by=BY, at=at,
    )  # fmt: skip
