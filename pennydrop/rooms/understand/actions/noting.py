"""Take away old notes of what changed (models/changes.py), so that they do not grow for ever."""

from django.db.models import QuerySet

from pennydrop.rooms.understand.models import Change
from pennydrop.rooms.understand.models.changes import CASE, CODING, SEGMENT, TEXT
from pennydrop.rooms.understand.queries.changes import MANY

# Of each kind so many newest stay. Whoever has not read a note that went has not read at least
# KEPT - MANY newer ones of its kind either. That is more than is ever carried in, so nobody goes
# on as if it had never been there.
KEPT = 4 * MANY
AT_ONCE = 50_000


def forget_old_changes() -> int:
    """Take away notes that nobody can need any more, some at a time. Returns how many went."""
    return sum(_forget(what) for what in (CODING, SEGMENT, TEXT, CASE))


def _forget(what: str) -> int:
    rows = Change.objects.filter(what=what)
    last_kept = _at(rows, "id", KEPT)
    # A few more may stand: otherwise each coding would take one away.
    if last_kept is None or _at(rows, "id", KEPT + MANY) is None:
        return 0
    old = rows.filter(id__lt=last_kept)
    # On PostgreSQL a note with a lower number can be seen later than one with a higher: there the
    # transactions have to be older too (on SQLite each has the number 0).
    began = _at(rows, "within", KEPT)
    if began:
        old = old.filter(within__lt=began)
    oldest = old.order_by("id").values_list("id", flat=True).first()
    return 0 if oldest is None else old.filter(id__lt=oldest + AT_ONCE).delete()[0]


def _at(rows: QuerySet[Change], column: str, place: int) -> int | None:
    """The value in the row at this place, the greatest being the first."""
    ordered = rows.order_by(f"-{column}").values_list(column, flat=True)
    return next(iter(ordered[place - 1 : place]), None)
