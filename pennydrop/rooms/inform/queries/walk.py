"""What the robot finds in the table of the self-check as it stands here, for those who sign it."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from pennydrop.rooms.inform.queries.selfcheck import Check, check_of
from pennydrop.rooms.inform.rules.claims import Severity
from pennydrop.rooms.inform.rules.selfcheck import Table
from pennydrop.rooms.inform.rules.walk import TooLarge, Walk, walk


@dataclass(frozen=True)
class Robot:
    """The walk, or in `refused` why there is none."""

    walk: Walk | None
    refused: str = ""

    @property
    def sound(self) -> bool:
        """Only a table that was walked whole and without a fault is put to anybody to sign."""
        return self.walk is not None and self.walk.sound

    @property
    def said(self) -> str:
        """What whoever signs is told, on the page and on paper."""
        if self.walk is None:
            return f"{self.refused} It cannot be signed so."
        if not self.sound:
            return "A robot found a fault in this table. It cannot be signed so."
        return (
            f"A robot went through every one of the {self.walk.walked:,} ways to answer, leaving "
            "questions unsaid counted. In each of them every red flag reaches its next steps, as "
            "pressing as the table says or more, and one of these steps never vanishes. No step "
            "stands twice, and none stands where no answer leads to it."
        )

    @property
    def flags(self) -> list[dict[str, str]]:
        """Each red flag with its two counts, to read."""
        return [
            {
                "said": f"{flag.question}: {flag.answer}", "level": flag.level.value,
                "held": f"{flag.held:,}", "reached": f"{flag.reached:,}",
            }
            for flag in (self.walk.flags if self.walk else ())
        ]  # fmt: skip


def robot_of(check: Check) -> Robot:
    """A few seconds at first; then remembered until the table changes, or a claim that it names
    stops to be one that never vanishes, or begins to."""
    stays = {(key, claim.severity) for key, claim in check.claims.items() if claim.kind.stays}
    return _walked(check.table, frozenset(stays))


def is_sound(organisation: UUID, *, today: dt.date) -> bool:
    """Whether the table may be signed as it stands here."""
    return robot_of(check_of(organisation, today=today)).sound


@lru_cache(maxsize=8)
def _walked(table: Table, stays: frozenset[tuple[str, Severity]]) -> Robot:
    try:
        return Robot(walk(table, dict(stays)))
    except TooLarge as why:
        return Robot(None, str(why))
