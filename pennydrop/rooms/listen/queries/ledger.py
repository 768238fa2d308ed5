"""The consent ledger as the staff side reads it: who agreed to what, when, how, on which sheet."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from pennydrop.core.erasure.registry import Held, record_everywhere
from pennydrop.core.people.queries import name_of
from pennydrop.rooms.listen.models import Consent, Participant, Study
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.rules.consent import (
    LAPSED,
    ConsentState,
    Given,
    Scope,
    first_day_again,
)
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS
from pennydrop.rooms.listen.rules.retention import take_back_until

HOW_WORDS = {
    "online": "online",
    "paper": "on paper",
    "spoken": "aloud",
    LAPSED: "lapsed: not said again in time",
}
ROOM_WORDS = {
    "listen": "As it came in",
    "understand": "As the team works with it",
    "publish": "As it was published",
}


@dataclass(frozen=True)
class LedgerRow:
    """One person and every scope with its newest answer, as it stands on a day."""

    id: UUID
    name: str
    given: tuple[Given, ...]
    waits_until: dt.date | None
    has_lapsed: bool


def ledger_rows(study: UUID, *, on: dt.date) -> list[LedgerRow]:
    """Everybody whose answers hold, by number; whoever has to say it again first."""
    people = list(
        Participant.objects.filter(study=study, staff=False)
        .exclude(state__in=("withdrawn", "ended"))
        .order_by("number")
    )
    states = consent_states((person.pk for person in people), on=on)
    rows = [_row(person, states[person.pk]) for person in people]
    return sorted(rows, key=lambda row: (row.waits_until is None, not row.has_lapsed))


def _row(person: Participant, state: ConsentState) -> LedgerRow:
    given = tuple(state.on(scope) for scope in Scope)
    return LedgerRow(
        id=person.pk,
        name=person.name,
        given=given,
        waits_until=waits_until(state),
        has_lapsed=any(one.has_lapsed for one in given),
    )


def waits_until(state: ConsentState) -> dt.date | None:
    """The first day on which something lapses; None where nothing waits to be said again."""
    days = (given.reconfirm_by for given in state.given.values() if given.to_reconfirm)
    return min((day for day in days if day), default=None)


def said_again_from(participant: UUID) -> dt.date | None:
    """The first day on which a yes that waits can be said again; None where nothing waits."""
    newer = Consent.objects.filter(
        participant=participant, scope=OuterRef("scope"), version__gt=OuterRef("version")
    )
    rows = Consent.objects.filter(
        participant=participant, answer="yes", reconfirm_by__isnull=False
    ).exclude(Exists(newer))
    return first_day_again(
        (last, on) for last, on in rows.values_list("reconfirm_by", "on") if last
    )


@dataclass(frozen=True)
class Waiting:
    """One thing that waits to be said again, or that has lapsed."""

    scope: Scope
    words: str
    lapsed: bool


def waiting_of(state: ConsentState) -> list[Waiting]:
    """In the order in which they are asked."""
    return [
        Waiting(scope, SCOPE_WORDS[scope], state.on(scope).has_lapsed)
        for scope in Scope
        if state.on(scope).to_reconfirm or state.on(scope).has_lapsed
    ]


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    scope: str
    answer: str
    version: int
    on: dt.date
    how: str
    sheet: int | None
    by: str
    reconfirm_by: dt.date | None


def entries_about(participant: UUID) -> list[Entry]:
    """Every answer that was ever given, by scope, newest first."""
    order = {scope.value: number for number, scope in enumerate(Scope)}
    rows = Consent.objects.filter(participant=participant).select_related("sheet")
    ordered = sorted(rows, key=lambda row: (order[row.scope], -row.version))
    return [
        Entry(
            scope=SCOPE_WORDS[Scope(row.scope)],
            answer={"yes": "Yes", "no": "No"}.get(row.answer, "Not known"),
            version=row.version,
            on=row.on,
            how=HOW_WORDS[row.how],
            sheet=row.sheet.version if row.sheet else None,
            by="the person" if row.recorded_by == "quiet" else name_of(row.recorded_by),
            reconfirm_by=row.reconfirm_by,
        )
        for row in ordered
    ]


def taking_back_reaches(study: Study, shared_on: dt.date) -> dt.date | None:
    """The last day on which taking back also reaches what is being written; None: until it is
    published, or where nothing was entered."""
    days = study.take_back_days if study.take_back == "days" else None
    return take_back_until(shared_on, days)


def whole_record(participant: UUID) -> dict[str, list[Held]]:
    """Everything that the house holds of one person, room by room, words included."""
    found = record_everywhere(participant)
    return {ROOM_WORDS.get(room, room): held for room, held in found.items()}
