"""Somebody changes what we may do with their words."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from pennydrop.rooms.listen.actions.participants import note, record_consent
from pennydrop.rooms.listen.models import Participant, Sheet
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.rules.consent import ASKED_UNDER_OWN_WORDS


class TakenBack(Exception):
    """The words were taken back: there is nothing left to agree to."""


@transaction.atomic
def change_consent(
    *, participant: Participant, replies: Mapping[str, str], sheet: Sheet | None, by: str,
    at: dt.datetime,
) -> int:  # fmt: skip
    """Add a new version for each scope whose answer changes; returns how many changed.

    Only what is asked under one's own words can change here: a no to taking part is a withdrawal.
    Raises TakenBack.
    """
    held = Participant.objects.filter(pk=participant.pk).exclude(state="withdrawn")
    if not held.update(staff=participant.staff):  # holds the row while we write
        raise TakenBack("These words were taken back.")
    state = consent_states([participant.pk])[participant.pk]
    changed = {
        scope.value: replies[scope.value]
        for scope in ASKED_UNDER_OWN_WORDS
        if replies.get(scope.value) and replies[scope.value] != state.on(scope).reply.value
    }
    if changed:
        record_consent(
            participant=participant, answers=changed, sheet=sheet, how="online", by=by, at=at
        )
        note("listen.consent.changed", participant, by=by, at=at)
    return len(changed)
