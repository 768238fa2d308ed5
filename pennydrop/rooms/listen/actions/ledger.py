"""The consent ledger: a yes given while intoxicated, said again or lapsed, and a person's record
in their hands."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.participants import note, record_consent
from pennydrop.rooms.listen.models import Consent, Participant, Sheet
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.ledger import said_again_from
from pennydrop.rooms.listen.rules.consent import LAPSED, ConsentState, Reply, Scope, TooSoon
from pennydrop.rooms.listen.rules.gate import long_day

LAPSER = "the clock"


@transaction.atomic
def mark_intoxicated(
    *, participant: Participant, how: str, by: str, at: dt.datetime
) -> dt.date | None:
    """Every yes of this person must be said again with a clear head, by the day that is returned
    (None where there is no yes); else it lapses.

    Whoever recorded it says so, or the person. `how`: online, paper or spoken. Until it is said
    again nothing leaves the team on it. Raises TakenBack.
    """
    state = _held(participant)
    said_yes = [
        scope
        for scope in Scope
        if (given := state.on(scope)).reply is Reply.YES and not given.to_reconfirm
    ]
    if not said_yes:
        waiting = [given.reconfirm_by for given in state.given.values() if given.to_reconfirm]
        return max((day for day in waiting if day), default=None)
    last = timezone.localdate(at) + dt.timedelta(days=participant.study.reconfirm_days)
    record_consent(
        participant=participant, answers={scope.value: "yes" for scope in said_yes},
        sheet=_sheet(participant), how=how, reconfirm_by=last, by=by, at=at,
    )  # fmt: skip
    note("listen.consent.to_reconfirm", participant, by=by, at=at)
    return last


@transaction.atomic
def reconfirm(
    *, participant: Participant, yes: Collection[Scope], how: str, by: str, at: dt.datetime
) -> int:
    """What waits to be said again, or lapsed, is said: yes to these, no to the others.

    Returns how many answers were added. Raises TakenBack, ValueError for a scope that nobody
    waits for, and TooSoon for a yes on the very day that was not a clear-headed one.
    """
    state = _held(participant)
    first = said_again_from(participant.pk)
    if yes and first and timezone.localdate(at) < first:
        raise TooSoon(f"A yes can be said again from {long_day(first)} on, and not the same day.")
    waiting = {s for s in Scope if state.on(s).to_reconfirm or state.on(s).has_lapsed}
    if set(yes) - waiting:
        raise ValueError("This was not waiting to be said again.")
    if waiting:
        answers = {s.value: "yes" if s in yes else "no" for s in Scope if s in waiting}
        record_consent(
            participant=participant, answers=answers, sheet=_sheet(participant), how=how, by=by,
            at=at,
        )  # fmt: skip
        note("listen.consent.reconfirmed", participant, by=by, at=at)
    return len(waiting)


@transaction.atomic
def lapse_unconfirmed(*, at: dt.datetime) -> int:
    """Write down that a yes has lapsed, where its day is over. Returns how many answers.

    Runs every minute and before anything is served, so that every later use, which reads the
    newest entry, finds a no.
    """
    newer = Consent.objects.filter(
        participant=OuterRef("participant"), scope=OuterRef("scope"),
        version__gt=OuterRef("version"),
    )  # fmt: skip
    late = Consent.objects.filter(answer="yes", reconfirm_by__lt=timezone.localdate(at)).exclude(
        Exists(newer)
    )
    rows = list(late.select_related("participant", "sheet"))
    for row in rows:
        record_consent(
            participant=row.participant, answers={row.scope: "no"}, sheet=row.sheet, how=LAPSED,
            by=LAPSER, at=at,
        )  # fmt: skip
    return len(rows)


@transaction.atomic
def note_record_copy(*, participant: Participant, by: str, at: dt.datetime) -> HandCopy:
    """Staff take a person's whole record out on their wish: should the person take their words
    back, this copy must be destroyed too."""
    copy = HandCopy.objects.create(
        study=participant.study_id,
        what=f"Whole record of {participant.name}",
        by=by,
        on=timezone.localdate(at),
    )
    record(what="listen.record.taken", on=str(participant.pk), by=by, at=at)
    return copy


def _held(participant: Participant) -> ConsentState:
    """The state, with the person's row held while we write."""
    row = Participant.objects.filter(pk=participant.pk).exclude(state__in=("withdrawn", "ended"))
    if not row.update(staff=participant.staff):
        raise TakenBack("These words are no longer here.")
    return consent_states([participant.pk])[participant.pk]


def _sheet(participant: Participant) -> Sheet | None:
    """The sheet that they had read when they first said it."""
    read = Consent.objects.filter(participant=participant, sheet__isnull=False)
    newest = read.select_related("sheet").order_by("-pk").first()
    return newest.sheet if newest else None
