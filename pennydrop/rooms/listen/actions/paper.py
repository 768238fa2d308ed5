"""Consent that people gave on paper, noted by staff for many at once."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.models import Consent, Participant, Sheet, Study
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.rules.consent import ConsentState, Reply, Scope
from pennydrop.rooms.listen.rules.paper import Change, Replies, changes


class ChangedMeanwhile(Exception):
    """Somebody else changed the same answers; nothing was saved. The message says whose."""


@transaction.atomic
def record_paper_consents(
    *,
    study: Study,
    replies: Replies,
    seen: Replies | None = None,
    sheet: Sheet | None,
    signed_on: dt.date,
    by: str,
    at: dt.datetime,
) -> list[Change]:
    """Add a new version of every answer that is not what is recorded, and of nothing else.

    `replies` are the answers as they should stand. `seen` is what stood on the page when it was
    filled in: an answer that is as it was on the page is left alone, and one that was changed on
    the page and meanwhile elsewhere raises ChangedMeanwhile. `signed_on` is the day on the paper.
    Returns what changed. Raises ValueError for somebody who is not in the study or has withdrawn.
    """
    names = _names_of(study, replies)
    states = consent_states(replies)
    if seen is not None:
        replies = _touched(replies, seen)
        _check_unchanged(replies, seen, states, names)
    made = changes(states, replies)
    _add(made, sheet=sheet, signed_on=signed_on, by=by)
    for person in dict.fromkeys(change.participant for change in made):
        record(what="listen.consent.noted_from_paper", on=str(person), by=by, at=at)
    return made


def _names_of(study: Study, wanted: Iterable[UUID]) -> dict[UUID, str]:
    """Pseudonyms by id. ValueError for somebody who is not in the study or has withdrawn."""
    here = Participant.objects.filter(study=study).exclude(state="withdrawn")
    names = {person.pk: person.name for person in here}
    if not set(wanted) <= set(names):
        raise ValueError("Consent can be noted only for people who are in this study.")
    return names


def _check_unchanged(
    replies: Replies, seen: Replies, states: Mapping[UUID, ConsentState], names: Mapping[UUID, str]
) -> None:
    """Raise ChangedMeanwhile where an answer is no longer what stood on the page."""
    late = {
        person
        for person, said in seen.items()
        for scope, reply in said.items()
        if scope in replies.get(person, {}) and states[person].on(scope).reply is not reply
    }
    if late:
        raise ChangedMeanwhile(
            f"The answers of {', '.join(sorted(names[person] for person in late))} were changed by "
            "somebody else while you had this page open. Nothing was saved. Look at the table "
            "again and make your changes once more."
        )


def _touched(replies: Replies, seen: Replies) -> dict[UUID, dict[Scope, Reply]]:
    return {
        person: {
            scope: reply
            for scope, reply in said.items()
            if seen.get(person, {}).get(scope) is not reply
        }
        for person, said in replies.items()
    }


def _add(made: Sequence[Change], *, sheet: Sheet | None, signed_on: dt.date, by: str) -> None:
    people = {change.participant for change in made}
    last: Counter[tuple[UUID, str]] = Counter()
    newest: Mapping[tuple[UUID, str], int] = {
        (person, scope): version
        for person, scope, version in Consent.objects.filter(participant__in=people)
        .values_list("participant_id", "scope")
        .annotate(newest=Max("version"))
    }
    last.update(newest)
    rows = [
        Consent(
            participant_id=change.participant,
            scope=change.scope.value,
            answer=change.reply.value,
            sheet=sheet,
            how="paper",
            on=signed_on,
            recorded_by=by,
            version=last[change.participant, change.scope.value] + 1,
        )
        for change in made
    ]
    try:
        with transaction.atomic():
            Consent.objects.bulk_create(rows)
    except IntegrityError as error:
        raise ChangedMeanwhile(
            "Somebody else was saving answers at the same moment. Nothing of yours was saved. "
            "Look at the table again and make your changes once more."
        ) from error
