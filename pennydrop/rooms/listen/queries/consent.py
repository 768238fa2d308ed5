"""What people agreed to: the newest answer for each scope."""

from collections.abc import Iterable
from types import MappingProxyType
from uuid import UUID

from pennydrop.rooms.listen.models import Consent
from pennydrop.rooms.listen.rules.consent import ConsentState, Given, Reply, Scope


def consent_states(participants: Iterable[UUID]) -> dict[UUID, ConsentState]:
    """One state for each person asked about; somebody never asked is all unknown."""
    wanted = list(set(participants))
    found: dict[UUID, dict[Scope, Given]] = {person: {} for person in wanted}
    for start in range(0, len(wanted), 500):
        rows = Consent.objects.filter(participant__in=wanted[start : start + 500])
        # Values, not rows: a page of quotes asks about everybody in the study.
        for person, scope, answer, version, sheet, how in rows.order_by("version").values_list(
            "participant", "scope", "answer", "version", "sheet__version", "how"
        ):
            found[person][Scope(scope)] = Given(
                reply=Reply(answer), version=version, sheet=sheet, how=how
            )
    return {person: ConsentState(MappingProxyType(given)) for person, given in found.items()}
