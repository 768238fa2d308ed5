"""The only part of this room that other rooms may import."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from pennydrop.rooms.inform.actions.starter import bring_in_starter
from pennydrop.rooms.inform.queries.dashboard import Need, dashboard
from pennydrop.rooms.inform.queries.guides import public_guides
from pennydrop.rooms.inform.rules.doors import DOORS as HELP_DOORS
from pennydrop.rooms.inform.rules.guides import Door, GuideHead

__all__ = [
    "HELP_DOORS",
    "Door",
    "GuideHead",
    "Need",
    "bring_in_starter",
    "needs_of",
    "public_guides",
]


def needs_of(organisations: Sequence[UUID], *, today: dt.date) -> dict[Need, int]:
    """How many claims need what, over several organisations; only what is there."""
    found: dict[Need, int] = {}
    for organisation in organisations:
        for need, waiting in dashboard(organisation, today=today).groups:
            found[need] = found.get(need, 0) + len(waiting)
    return found
