"""A claim: one sentence that somebody answers for, and whether the public may read it today.

The rule (design, rule 7): advice is shown only with sources, a sign-off from lived experience and
one from a clinician, and a review date that has not passed. What helps in an emergency and where to
call is never taken away: overdue, it stays, says from when it is, and raises an alarm to staff.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum

LONGEST_REVIEW_DAYS = 183  # at most six months between two reviews of a claim
SOON_DAYS = 30  # editors are told of a review this long before it is due


class Kind(StrEnum):
    """What a claim is for. The last two never vanish."""

    ADVICE = "advice"
    EMERGENCY = "emergency"
    HELPLINE = "helpline"

    @property
    def stays(self) -> bool:
        """Whether it is shown though nobody signed it in time: hiding it would cost more."""
        return self in (Kind.EMERGENCY, Kind.HELPLINE)


class Severity(StrEnum):
    """How soon somebody should act, as the care cards name it."""

    INFORMATION = "information"
    CARE = "see somebody"
    TODAY = "get help today"
    NOW = "call 999"


class Nation(StrEnum):
    """Where a claim holds. A claim that names none holds in all four."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


class Side(StrEnum):
    """Who signs: both sides, and never one person for both."""

    LIVED = "lived experience"
    CLINICAL = "clinical"


@dataclass(frozen=True)
class Source:
    """Where a claim comes from. `year` is that of the source, `seen` when somebody read it."""

    title: str
    publisher: str
    year: int | None = None
    link: str = ""
    seen: dt.date | None = None

    @property
    def cited(self) -> str:
        year = f" ({self.year})" if self.year else ""
        return f"{self.publisher}{year}. {self.title}"


@dataclass(frozen=True)
class Signed:
    """A sign-off as readers may see it: the side, the role of who signed (no name), the day, and
    the last day on which it counts."""

    side: Side
    role: str
    on: dt.date
    review_by: dt.date


@dataclass(frozen=True)
class ClaimText:
    """A claim as it stands in one version. `text` is Markdown, one or two sentences.

    `disagree`: its sources do not say the same; `conflict` then says so to the reader.
    """

    key: str
    text: str
    kind: Kind = Kind.ADVICE
    severity: Severity = Severity.INFORMATION
    nations: frozenset[Nation] = frozenset()
    sources: tuple[Source, ...] = ()
    disagree: bool = False
    conflict: str = ""
    signed: tuple[Signed, ...] = ()

    @property
    def review_by(self) -> dt.date | None:
        """The last day on which every sign-off counts; None where nobody has signed."""
        return min((one.review_by for one in self.signed), default=None)

    @property
    def where(self) -> str:
        """The nations in which it holds, unless it holds everywhere or its own words name one."""
        named = any(nation in self.text for nation in self.nations)
        return "" if named else ", ".join(nation for nation in Nation if nation in self.nations)


class Gap(Enum):
    """What keeps a claim from the public. The value says it to an editor."""

    SOURCE = "No source is named."
    LIVED = "Nobody has signed it from lived experience."
    CLINICAL = "No clinician has signed it."
    CONFLICT = "Its sources disagree, and no note tells the reader."
    OVERDUE = "Its review date has passed."


@dataclass(frozen=True)
class Standing:
    """How a claim stands on one day. `gaps` in the order of `Gap`."""

    gaps: tuple[Gap, ...]
    kind: Kind

    @property
    def sound(self) -> bool:
        """Nothing is missing."""
        return not self.gaps

    @property
    def public(self) -> bool:
        """Whether anybody may read it."""
        return self.sound or self.kind.stays

    @property
    def alarm(self) -> bool:
        """It is shown, and should not have to be as it is: staff are told until it is mended."""
        return self.kind.stays and not self.sound


def standing(claim: ClaimText, *, today: dt.date) -> Standing:
    """How the claim stands on a day. The review date itself still counts."""
    missing = {
        Gap.SOURCE: not claim.sources,
        Gap.LIVED: not _has(claim.signed, Side.LIVED, today),
        Gap.CLINICAL: not _has(claim.signed, Side.CLINICAL, today),
        Gap.CONFLICT: claim.disagree and not claim.conflict.strip(),
        Gap.OVERDUE: claim.review_by is not None and claim.review_by < today,
    }
    return Standing(tuple(gap for gap in Gap if missing[gap]), claim.kind)


def due_soon(claim: ClaimText, *, today: dt.date) -> bool:
    """Whether its review falls due within `SOON_DAYS`, and has not passed."""
    if claim.review_by is None:
        return False
    return today <= claim.review_by <= today + dt.timedelta(days=SOON_DAYS)


def holds_in(claim: ClaimText, nation: Nation | None) -> bool:
    """Whether the claim holds there. Without a nation only what holds everywhere does."""
    return not claim.nations or (nation is not None and nation in claim.nations)


def _has(signed: Iterable[Signed], side: Side, today: dt.date) -> bool:
    return any(one.side is side and one.on <= today for one in signed)
