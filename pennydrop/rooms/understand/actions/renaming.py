"""A name that is given another stand-in is given it in signed texts too."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db import transaction

from pennydrop.rooms.understand.actions.correcting import rename_in_signed
from pennydrop.rooms.understand.models import OneMention, Segment
from pennydrop.rooms.understand.queries.decided import decisions_of, exceptions_of
from pennydrop.rooms.understand.rules.weighing import HIDE, same

StandIns = Mapping[UUID, Mapping[str, str]]  # person -> name, as `same` writes it -> its stand-in


def stand_ins_of(people: Iterable[UUID]) -> StandIns:
    """What stands now for each hidden name of those of these people who have signed words."""
    rows = Segment.objects.filter(participant__in=people)
    signed = set(rows.values_list("participant", flat=True))
    return {
        who: {same(d.ruling.form): d.ruling.surrogate for d in rows if d.ruling.decision == HIDE}
        for who, rows in decisions_of(signed).items()
    }


@transaction.atomic
def follow_stand_ins(*, source: UUID, before: StandIns, by: str, at: dt.datetime) -> int:
    """Part of a decision, or of undoing one: what stood for a name `before` goes out of these
    people's signed texts, where it stands for nothing else of theirs. Returns how many places
    changed."""
    now = stand_ins_of(before)
    alone = _standing_alone(before) if before else {}
    renamed = {
        who: moves
        for who, names in before.items()
        if (moves := _moves(names, now[who], alone.get(who, ())))
    }
    return rename_in_signed(source=source, renamed=renamed, by=by, at=at) if renamed else 0


def _moves(
    before: Mapping[str, str], now: Mapping[str, str], alone: Collection[str]
) -> dict[str, str]:
    """Old stand-in to new, where all that it stood for has gone over to one new stand-in."""
    heirs: dict[str, set[str]] = {}
    for name, old in before.items():
        heirs.setdefault(old, set()).add(now.get(name, old))
    return {
        old: next(iter(new))
        for old, new in heirs.items()
        if len(new) == 1 and old not in new and old not in alone
    }


def _standing_alone(people: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Stand-ins of mentions that were decided alone."""
    rows = OneMention.objects.filter(participant__in=people, ended=None, decision=HIDE)
    whose = dict(rows.values_list("segment", "participant"))
    found: dict[UUID, set[str]] = {}
    for segment, every in exceptions_of(list(whose)).items():
        found.setdefault(whose[segment], set()).update(one.surrogate for one in every)
    return found
