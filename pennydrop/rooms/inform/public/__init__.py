"""The only part of this room that other rooms may import."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from pennydrop.rooms.inform.actions.certificates import delete_old_certificates
from pennydrop.rooms.inform.actions.keeping import drop_old_answers
from pennydrop.rooms.inform.actions.starter import bring_in_starter
from pennydrop.rooms.inform.queries.alert_duties import AlertDuty, AlertNeed, alert_duties
from pennydrop.rooms.inform.queries.dashboard import Need, dashboard
from pennydrop.rooms.inform.queries.doors import help_claims
from pennydrop.rooms.inform.queries.guides import public_guides
from pennydrop.rooms.inform.queries.services import due
from pennydrop.rooms.inform.queries.spoken import languages_spoken
from pennydrop.rooms.inform.rules.claims import Side
from pennydrop.rooms.inform.rules.doors import DOORS as HELP_DOORS
from pennydrop.rooms.inform.rules.doors import FEW, HelpPage, few_lines
from pennydrop.rooms.inform.rules.guides import Door, GuideHead

__all__ = [
    "HELP_DOORS",
    "AlertDuty",
    "AlertNeed",
    "Door",
    "GuideHead",
    "HelpPage",
    "Need",
    "Side",
    "alert_duties",
    "bring_in_starter",
    "delete_old_certificates",
    "drop_old_answers",
    "languages_spoken",
    "lines_to_call",
    "needs_of",
    "public_guides",
    "services_to_ask",
]


def services_to_ask(organisations: Sequence[UUID], *, today: dt.date) -> int:
    """How many services of the directory somebody has to ask again, or has never asked."""
    return due(organisations, today=today).count()


def needs_of(organisations: Sequence[UUID], *, today: dt.date) -> dict[Need, int]:
    """How many claims need what, over several organisations; only what is there."""
    found: dict[Need, int] = {}
    for organisation in organisations:
        for need, waiting in dashboard(organisation, today=today).groups:
            found[need] = found.get(need, 0) + len(waiting)
    return found


def lines_to_call(*, today: dt.date) -> HelpPage:
    """Whom to call, in few words: this site's own wording where it has one. One group of lines, or
    none where every one of them was retired here."""
    return few_lines(help_claims(today=today, keys=FEW), today=today)
