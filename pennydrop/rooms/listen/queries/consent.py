"""What people agreed to: the newest answer for each scope."""

import datetime as dt
from collections.abc import Collection, Iterable
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.listen.models import Consent
from pennydrop.rooms.listen.rules.consent import (
    ConsentState,
    Given,
    Reply,
    Scope,
    as_it_stands,
)

_SCOPES = {scope.value: scope for scope in Scope}
_REPLIES = {reply.value: reply for reply in Reply}


def _values(rows: QuerySet[Consent]) -> QuerySet[Consent, Any]:
    """Values, not rows: a page of quotes asks about everybody in the study."""
    return rows.order_by("version").values_list(
        "participant", "scope", "answer", "version", "sheet__version", "how", "reconfirm_by"
    )


# Asked at each press of a key in the coding workspace.
_OF_ONE = Prepared(lambda person: _values(Consent.objects.filter(participant=person)), UUID)


@lru_cache(maxsize=1024)
def _given(
    answer: str, version: int, sheet: int | None, how: str, reconfirm_by: dt.date | None
) -> Given:
    """Hundreds of people give the same few answers: each is one value, and values are shared."""
    return Given(_REPLIES[answer], version, sheet, how, reconfirm_by)


def consent_states(
    participants: Iterable[UUID],
    scopes: Collection[Scope] = tuple(Scope),
    *,
    on: dt.date | None = None,
) -> dict[UUID, ConsentState]:
    """One state for each person asked about; somebody never asked is all unknown.

    `scopes`: where only these matter, no others are read (and they stay unknown). `on`: the day
    for which it is asked, so that a yes which lapsed before it counts as no. Without a day the
    ledger's own entries say so: a lapse is written down within a minute of midnight
    (actions/ledger.py), and nothing is served before it is.
    """
    wanted = list(set(participants))
    found: dict[UUID, dict[Scope, Given]] = {person: {} for person in wanted}
    for person, scope, *said in _rows(wanted, scopes):
        given = _given(*said)
        if on and given.reconfirm_by:
            given = as_it_stands(given, on)
        found[person][_SCOPES[scope]] = given
    return {person: ConsentState(MappingProxyType(given)) for person, given in found.items()}


def _rows(wanted: list[UUID], scopes: Collection[Scope]) -> Iterable[tuple[Any, ...]]:
    if len(wanted) == 1:
        yield from _OF_ONE(wanted[0])
        return
    for start in range(0, len(wanted), 500):
        rows = Consent.objects.filter(participant__in=wanted[start : start + 500])
        if len(scopes) < len(Scope):
            rows = rows.filter(scope__in=[scope.value for scope in scopes])
        yield from _values(rows)
