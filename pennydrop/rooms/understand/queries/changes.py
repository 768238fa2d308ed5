"""What changed since a file in scratch was made: see models/changes.py."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Q, QuerySet

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.listen.public import consent_changes_since, newest_consent
from pennydrop.rooms.understand.models import Change

MANY = 5_000
# Numbers of consents can be given in one order and seen in another: look back over a few.
LOOK_BACK = 500
# Each page that counts or searches asks these.
_STANDS = Prepared(
    lambda newest, mark: Change.objects.filter(pk=newest, mark=mark).values_list("pk"), int, str
)
_NOTED: dict[tuple[frozenset[str], bool, int], Prepared] = {}


@dataclass(frozen=True)
class Bookmark:
    """Up to where somebody has read. `last` and `mark`: the newest change read, and its mark;
    `horizon`: every transaction below it was over; `seen`: changes read that lie above it;
    `consent`: the newest entry read of what people agreed to."""

    last: int
    mark: str
    horizon: int
    seen: tuple[int, ...]
    consent: int

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> "Bookmark":
        said = json.loads(text)
        return Bookmark(**{**said, "seen": tuple(said["seen"])})


@dataclass(frozen=True)
class Changes:
    """What came since. `touched`: kind of change -> what it was about; `gone`: the same, only
    where something that had been there changed or went; `consents`: people who said something
    about their consent."""

    touched: dict[str, set[UUID]]
    gone: dict[str, set[UUID]]
    consents: set[UUID]
    bookmark: Bookmark

    @property
    def nothing(self) -> bool:
        return not self.touched and not self.consents

    def about(self, *kinds: str) -> set[UUID]:
        return {one for kind in kinds for one in self.touched.get(kind, ())}


def bookmark_now(what: Collection[str]) -> Bookmark:
    """Read this before reading the tables: what changes meanwhile is then read again."""
    horizon, consent = _horizon(), newest_consent()
    newest = Change.objects.filter(what__in=what).order_by("-id").first()
    last, mark = (newest.pk, newest.mark) if newest else (0, "")
    above = Change.objects.filter(what__in=what, within__gte=horizon) if horizon else ()
    return Bookmark(last, mark, horizon, tuple(row.pk for row in above), consent)


def changes_since(old: Bookmark, what: Collection[str]) -> Changes | None:
    """None where nobody can say: too much changed, or the data is not the data that was read."""
    horizon, consent = _horizon(), newest_consent()
    # Whoever has read very much ahead of a transaction that still runs could miss that notes of it
    # were taken away (actions/noting.py).
    if len(old.seen) > MANY or old.horizon > horizon:
        return None
    if consent < old.consent or not _continues(old):
        return None
    met = _met(old, frozenset(what), horizon)
    seen = set(old.seen)
    rows = [row for row in met if row[0] not in seen]
    if len(rows) > MANY:
        return None
    consents: set[UUID] = set()
    if consent > old.consent:
        consents = consent_changes_since(max(0, old.consent - LOOK_BACK))
    newest = max(rows, key=lambda row: row[0], default=None)
    last, mark = (newest[0], newest[4]) if newest and newest[0] > old.last else (old.last, old.mark)
    # Those above the horizon are met again, since their transactions are not behind us.
    above = tuple(row[0] for row in met if horizon and row[5] >= horizon)
    marked = Bookmark(last, mark, horizon, above, consent)
    return Changes(_by_kind(rows), _by_kind([row for row in rows if row[3]]), consents, marked)


def _met(old: Bookmark, what: frozenset[str], horizon: int) -> list[Any]:
    """Changes that may be new, some that were read among them; a few more than MANY new ones at
    the most."""
    most = 2 * MANY + 1  # so many may have been read (see above), and one too many
    name = (what, bool(horizon), most)
    if name not in _NOTED:
        _NOTED[name] = Prepared(partial(_noted, *name), int)
    return _NOTED[name](old.horizon if horizon else old.last)


def _noted(
    what: frozenset[str], by_transaction: bool, most: int, since: int
) -> QuerySet[Change, Any]:
    new = Q(within__gte=since) if by_transaction else Q(id__gt=since)
    rows = Change.objects.filter(new, what__in=sorted(what)).order_by("id")
    return rows.values_list("id", "what", "about", "gone", "mark", "within")[:most]


def _by_kind(rows: list[Any]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for _, what, about, *_ in rows:
        found.setdefault(what, set()).add(about)
    return found


def _continues(old: Bookmark) -> bool:
    """Whether the newest change that was read still stands: not so after a restore."""
    return not old.last or bool(_STANDS(old.last, old.mark))


def _horizon() -> int:
    """PostgreSQL: the oldest transaction that still runs. SQLite writes one after the other: 0."""
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])
