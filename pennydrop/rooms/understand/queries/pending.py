"""What came in with a project and waits until names are out of its source."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count

from pennydrop.core.vault.sealing import unseal
from pennydrop.rooms.understand.models import Pending
from pennydrop.rooms.understand.rules.positions import split

TABLE = "understand_pending"


def words_of(row: Pending) -> str:
    """The words of a memo that waits. Raises KeyGone."""
    return unseal(
        row.sealed or b"", participant=row.participant, key="words", table=TABLE, row=row.pk,
        field="sealed",
    )  # fmt: skip


def waiting_among(sources: Collection[UUID]) -> dict[UUID, int]:
    """Source -> how many codings wait for it; those that nothing waits for are left out."""
    rows = Pending.objects.filter(source__in=sources, code__isnull=False).values_list("source")
    return dict(rows.annotate(n=Count("pk")).order_by())


def waiting_on(participant: UUID, places: Iterable[tuple[UUID, int]]) -> tuple[int, int]:
    """How many codings and memos wait on this person's words."""
    theirs = set(places)
    rows = Pending.objects.filter(source__in={source for source, _ in theirs})
    codings = sum(
        any((one.source, order) in theirs for order in _orders(one))
        for one in rows.filter(code__isnull=False)
    )
    notes = {one.pk for one in Pending.objects.filter(participant=participant) if one.sealed}
    notes |= {
        one.pk
        for one in rows.filter(sealed__isnull=False, start__isnull=False)
        if any((one.source, order) in theirs for order in _orders(one))
    }
    return codings, len(notes)


def _orders(one: Pending) -> range:
    return range(split(one.start or 0)[0], split((one.end or 1) - 1)[0] + 1)
