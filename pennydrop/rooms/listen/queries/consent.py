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
        for row in rows.select_related("sheet").order_by("version"):
            sheet = row.sheet.version if row.sheet else None
            found[row.participant_id][Scope(row.scope)] = Given(
                reply=Reply(row.answer), version=row.version, sheet=sheet, how=row.how
            )
    return {person: ConsentState(MappingProxyType(given)) for person, given in found.items()}
