"""The decisions about names that stand, opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.vault.sealing import KeyGone, unseal, warm
from pennydrop.rooms.understand.models import Identifier, NameStep, OneMention
from pennydrop.rooms.understand.rules.weighing import HIDE, Exceptional, Ruling

TABLE = "understand_identifier"
ONE_TABLE = "understand_onemention"


@dataclass(frozen=True)
class Decided:
    """A stored decision, opened."""

    row: Identifier
    ruling: Ruling


def decisions_of(
    people: Iterable[UUID], *, ended: NameStep | None = None
) -> dict[UUID, list[Decided]]:
    """Every decision that stands for these people, opened with one key query; or those that a step
    ended."""
    wanted = set(people)
    decided: dict[UUID, list[Decided]] = {person: [] for person in wanted}
    for one in open_rulings(Identifier.objects.filter(participant__in=wanted, ended=ended)):
        decided[one.row.participant].append(one)
    return decided


def open_rulings(rows: QuerySet[Identifier]) -> list[Decided]:
    """These decisions, earliest first, opened with one key query; without those whose key is
    gone."""
    found = list(rows.order_by("at", "pk"))
    warm({row.participant for row in found}, "raw")
    opened = []
    for row in found:
        try:
            form, surrogate = (_unseal(row, name) for name in ("form", "surrogate"))
        except KeyGone:
            continue
        opened.append(Decided(row, Ruling(form, row.label, row.decision, surrogate)))
    return opened


def _unseal(row: Identifier, name: str) -> str:
    box, who = getattr(row, name), row.participant
    return unseal(box, participant=who, key="raw", table=TABLE, row=row.pk, field=name)


def exceptions_of(segments: Sequence[UUID]) -> dict[UUID, list[Exceptional]]:
    """Segment -> the mentions in it that stand decided alone."""
    found: dict[UUID, list[Exceptional]] = {}
    standing = OneMention.objects.filter(segment__in=segments, ended=None)
    for row in standing.order_by("start"):
        surrogate = ""
        if row.decision == HIDE:
            surrogate = unseal(
                row.surrogate,
                participant=row.participant,
                key="raw",
                table=ONE_TABLE,
                row=row.row,
                field="surrogate",
            )
        one = Exceptional(row.start, row.end, row.decision, surrogate)
        found.setdefault(row.segment, []).append(one)
    return found
