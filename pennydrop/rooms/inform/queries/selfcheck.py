"""Read the self-check as it stands on a day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import Claim
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.checkpages import check_page, closed_page, urgent_page
from pennydrop.rooms.inform.rules.claims import ClaimText, Severity, Standing, standing
from pennydrop.rooms.inform.rules.pages import GuidePage
from pennydrop.rooms.inform.rules.selfcheck import TABLE_KEY, Table, table_standing
from pennydrop.rooms.inform.rules.starter.checking import shipped_table
from pennydrop.rooms.inform.rules.starter.reading import starter_claims

_SIGNS = "call-999-"


@dataclass(frozen=True)
class Check:
    """The table with its claims. `invented`: drafts are shown, under a banner that says so."""

    table: Table
    claims: Mapping[str, ClaimText]
    standing: Standing
    invented: bool
    today: dt.date

    @property
    def open(self) -> bool:
        """Whether anybody may be asked today."""
        return self.standing.public or self.invented

    def page(self, given: Mapping[str, str]) -> GuidePage:
        """What these answers lead to; only what never vanishes while the table is not open."""
        if not self.open:
            return self.closed()
        judge = partial(standing, today=self.today)
        return check_page(self.table, given, self.claims, judge, drafts=self.invented)

    def urgent(self, given: Mapping[str, str], *, just: str) -> GuidePage:
        """What must not wait for the last question: a call to 999 always, and what else is pressing
        right after the question that brought it."""
        now = {
            ask.key: given[ask.key]
            for ask in self.table.questions
            if ask.key in given
            and (ask.key == just or ask.rows[given[ask.key]].level is Severity.NOW)
        }
        judge = partial(standing, today=self.today)
        return urgent_page(self.table, now, self.claims, judge, drafts=self.invented)

    def closed(self) -> GuidePage:
        """Emergency signs, steps and helplines alone."""
        signs = [key for key in self.claims if key.startswith(_SIGNS)]
        return closed_page(
            self.claims, signs, self.table.always, partial(standing, today=self.today)
        )


def public_check(*, today: dt.date) -> Check:
    """The self-check of this site on a day: that of the organisation whose table is signed, or else
    of the first one that has one. Without any it is closed, and shows the shipped emergency steps.
    """
    places = Claim.objects.filter(key=TABLE_KEY, retired=False).order_by("pk")
    found = [
        check_of(place, today=today) for place in places.values_list("organisation", flat=True)
    ]
    found.sort(key=lambda check: (not check.standing.public, not check.invented))
    return found[0] if found else _check({}, invented=False, today=today)


def check_of(organisation: UUID, *, today: dt.date) -> Check:
    """The self-check with the claims of one organisation."""
    keys = {*shipped_table().keys, TABLE_KEY, *_emergency()}
    invented = Organisation.objects.filter(pk=organisation, invented=True).exists()
    return _check(claims_of(organisation, keys), invented=invented, today=today)


def _check(theirs: Mapping[str, ClaimText], *, invented: bool, today: dt.date) -> Check:
    table = shipped_table()
    how = table_standing(table, theirs.get(TABLE_KEY), today=today)
    # A red flag never leads to a gap: what nobody here keeps as a step stands as shipped.
    missing = {key: one for key, one in _emergency().items() if _gone(theirs.get(key))}
    claims = {**theirs, **missing}
    return Check(table, claims, how, invented, today)


def _gone(claim: ClaimText | None) -> bool:
    return claim is None or not claim.kind.stays


def _emergency() -> dict[str, ClaimText]:
    """The shipped emergency steps and helplines that the self-check may show."""
    named = shipped_table().keys
    return {
        key: claim
        for key, claim in starter_claims().items()
        if claim.kind.stays and (key in named or key.startswith(_SIGNS))
    }
