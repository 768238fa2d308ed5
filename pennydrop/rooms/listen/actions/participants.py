"""People join a study, and say what may be done with their words."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from pennydrop.core.audit.actions import record, record_quietly
from pennydrop.core.vault.keys import make_participant_keys
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.models import Consent, Participant, Sheet, Study

HIDE_TABLE = "listen_participant"
ATTEMPTS = 5


@transaction.atomic
def add_participant(
    *,
    study: Study,
    state: str,
    lookup: str | None,
    staff: bool = False,
    number: int | None = None,
    person: uuid.UUID | None = None,
    by: str,
    at: dt.datetime,
) -> Participant:
    """Make a participant with both keys. `by` is `quiet` for somebody answering by themself.

    `number` is for a pseudonym that is fixed already, `person` for an id that is; else the next
    free number and a new id are taken.
    """
    made = Participant(
        id=person or uuid.uuid4(), study=study, staff=staff, lookup=lookup, state=state,
        joined_on=timezone.localdate(at),
    )  # fmt: skip
    _take_number(made, number)
    make_participant_keys(study.pk, [made.pk])
    note("listen.participant.joined", made, by=by, at=at)
    return made


def _take_number(made: Participant, number: int | None) -> None:
    # Two people may join at the same moment: the unique number decides, the other takes the next.
    others = Participant.objects.filter(study=made.study, staff=made.staff)
    for attempt in range(ATTEMPTS):
        made.number = number or (others.aggregate(n=Max("number"))["n"] or 0) + 1
        try:
            with transaction.atomic():
                made.save(force_insert=True)
            return
        except IntegrityError:
            if number or attempt == ATTEMPTS - 1:
                raise


@transaction.atomic
def record_consent(
    *,
    participant: Participant,
    answers: Mapping[str, str],
    sheet: Sheet | None,
    how: str,
    reconfirm_by: dt.date | None = None,
    by: str,
    at: dt.datetime,
) -> None:
    """Add a new version of the answer (yes, no, unknown) for each scope named. Nothing is changed
    or removed: what held when stays known. `reconfirm_by`: a yes was given while intoxicated."""
    last = dict(
        Consent.objects.filter(participant=participant)
        .values_list("scope")
        .annotate(newest=Max("version"))
    )
    Consent.objects.bulk_create(
        [
            Consent(
                participant=participant,
                scope=scope,
                answer=answer,
                sheet=sheet,
                how=how,
                reconfirm_by=reconfirm_by if answer == "yes" else None,
                version=last.get(scope, 0) + 1,
                on=timezone.localdate(at),
                recorded_by=by,
            )
            for scope, answer in answers.items()
        ]
    )
    note("listen.consent.recorded", participant, by=by, at=at)


@transaction.atomic
def keep_hide_list(
    *, participant: Participant, terms: Sequence[str], by: str, at: dt.datetime
) -> None:
    """Keep who and what must be hidden, in the person's own words, sealed under their raw key."""
    cleaned = "\n".join(dict.fromkeys(term.strip() for term in terms if term.strip()))
    participant.hide = seal(
        cleaned,
        participant=participant.pk,
        key="raw",
        table=HIDE_TABLE,
        row=participant.pk,
        field="hide",
    )
    participant.save(update_fields=["hide"])
    note("listen.hide_list.kept", participant, by=by, at=at)


def note(what: str, participant: Participant, *, by: str, at: dt.datetime) -> None:
    """Record in the stream that fits: the day only when nobody with an account did it."""
    if by == "quiet":
        record_quietly(what=what, on=str(participant.pk), day=timezone.localdate(at))
    else:
        record(what=what, on=str(participant.pk), by=by, at=at)
