"""What people agreed to: the newest answer for each scope."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.listen.models import Consent
from pennydrop.rooms.listen.rules.consent import ConsentState, Given, Reply, Scope

_SCOPES = {scope.value: scope for scope in Scope}
_REPLIES = {reply.value: reply for reply in Reply}


def _values(rows: QuerySet[Consent]) -> QuerySet[Consent, Any]:
    """Values, not rows: a page of quotes asks about everybody in the study."""
    return rows.order_by("version").values_list(
        "participant", "scope", "answer", "version", "sheet__version", "how"
    )


# Asked at each press of a key in the coding workspace.
_OF_ONE = Prepared(lambda person: _values(Consent.objects.filter(participant=person)), UUID)


def consent_states(participants: Iterable[UUID]) -> dict[UUID, ConsentState]:
    """One state for each person asked about; somebody never asked is all unknown."""
    wanted = list(set(participants))
    found: dict[UUID, dict[Scope, Given]] = {person: {} for person in wanted}
    for person, scope, answer, version, sheet, how in _rows(wanted):
        found[person][_SCOPES[scope]] = Given(_REPLIES[answer], version, sheet, how)
    return {person: ConsentState(MappingProxyType(given)) for person, given in found.items()}


def _rows(wanted: list[UUID]) -> Iterable[tuple[Any, ...]]:
    if len(wanted) == 1:
        yield from _OF_ONE(wanted[0])
        return
    for start in range(0, len(wanted), 500):
        yield from _values(Consent.objects.filter(participant__in=wanted[start : start + 500]))
