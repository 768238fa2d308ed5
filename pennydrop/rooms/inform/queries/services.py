"""Find services: as the world does, and as those who look after them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q, QuerySet

from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import LawNote, Service, ServiceSite
from pennydrop.rooms.inform.queries.stored_services import law_of, service_of, whole
from pennydrop.rooms.inform.rules import services as rules
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point, about, miles
from pennydrop.rooms.inform.rules.offers import ASKS_FOR_STANDING, Access, Offer, Status, in_order

NEAREST = 30
SHOWN = [Status.ACTIVE.value, Status.CLOSED.value]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty: anything."""

    offer: Offer | None = None
    nation: Nation | None = None
    access: frozenset[Access] = frozenset()


@dataclass(frozen=True)
class Listed:
    """A service as a reader meets it on a day. `away` is how far, in words, where a place was
    typed; `waits` are the newest words on each wait, each with whether it is old."""

    service: rules.Service
    age: rules.Age
    waits: tuple[tuple[rules.Wait, bool], ...]
    invented: bool
    changed_at: dt.datetime
    away: str = ""

    @property
    def offers(self) -> tuple[Offer, ...]:
        return in_order(Offer, self.service.offers)

    @property
    def access(self) -> tuple[Access, ...]:
        return in_order(Access, self.service.access)

    @property
    def nations(self) -> tuple[str, ...]:
        return tuple(nation for nation in Nation if nation in self.service.nations)

    @property
    def hours(self) -> tuple[str, ...]:
        return tuple(hours.told for hours in self.service.hours)

    @property
    def asks_standing(self) -> bool:
        """Whether a reader has to be told how it stands in law, even that nobody knows."""
        return bool(self.service.offers & ASKS_FOR_STANDING)

    @property
    def call(self) -> str:
        """The number as a phone dials it."""
        return "".join(sign for sign in self.service.phone if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class Nearby:
    """What was found from a place: the nearest first, then what is there for anybody from home,
    then what has no place that we know."""

    near: tuple[Listed, ...]
    anywhere: tuple[Listed, ...]
    unplaced: tuple[Listed, ...]
    more: int


@dataclass(frozen=True)
class Law:
    """How something stands in law in a nation."""

    note: LawNote
    nation: str
    label: str
    standing: rules.Standing
    invented: bool


def public_rows(wanted: Wanted | None = None) -> QuerySet[Service]:
    """What is open or closed for a time, and fits. Rows alone: `listed` reads the rest."""
    rows = Service.objects.filter(retired_at=None, status__in=SHOWN).order_by("name", "pk")
    if wanted is None:
        return rows
    if wanted.offer:
        rows = rows.filter(words__kind="offer", words__code=wanted.offer.code)
    for word in wanted.access:
        rows = rows.filter(words__kind="access", words__code=word.code)
    if wanted.nation:
        rows = rows.filter(_in_nation(wanted.nation)).distinct()
    return rows


def listed(rows: QuerySet[Service], *, today: dt.date) -> list[Listed]:
    """Each row as a reader meets it."""
    here = list(whole(rows))
    invented = _invented(row.organisation for row in here)
    return [_listed(row, invented, today) for row in here]


def nearby(wanted: Wanted, point: Point, *, today: dt.date) -> Nearby:
    """What fits, by how far it is from a point. The point is used here and kept nowhere."""
    rows = public_rows(wanted)
    keys = set(rows.values_list("pk", flat=True))
    away = _distances(keys, point)
    nearest = sorted(away, key=lambda key: (away[key], key))
    chosen = nearest[:NEAREST]
    placed = {one.service.id: one for one in listed(rows.filter(pk__in=chosen), today=today)}
    rest = listed(rows.exclude(pk__in=nearest)[:NEAREST], today=today)
    return Nearby(
        near=tuple(replace(placed[key], away=about(away[key])) for key in chosen if key in placed),
        anywhere=tuple(one for one in rest if one.service.anywhere),
        unplaced=tuple(one for one in rest if not one.service.anywhere),
        more=len(nearest) - len(chosen),
    )


def public_service(key: UUID, *, today: dt.date) -> Listed | None:
    """One, whatever its status, or None: it was never there, or was taken out of the list."""
    found = listed(Service.objects.filter(pk=key, retired_at=None), today=today)
    return found[0] if found else None


def was_listed(key: UUID) -> bool:
    return Service.objects.filter(pk=key).exists()


def laws(organisation: UUID | None = None) -> list[Law]:
    """How things stand in law, by nation and by what it is."""
    rows = LawNote.objects.all()
    rows = rows if organisation is None else rows.filter(organisation=organisation)
    here = list(rows)
    invented = _invented(row.organisation for row in here)
    order = [nation.value for nation in Nation]
    here.sort(key=lambda row: (order.index(row.nation), row.offer, row.pk))
    return [
        Law(row, row.nation, _offer_label(row.offer), law_of(row), row.organisation in invented)
        for row in here
    ]


def due(organisations: Sequence[UUID], *, today: dt.date) -> QuerySet[Service]:
    """Services that somebody has to ask again, or that nobody here has asked: the longest ago
    first."""
    rows = Service.objects.filter(organisation__in=organisations, retired_at=None)
    late = Q(check_again__lt=today) | Q(checked_on=None)
    return rows.filter(late).exclude(status=Status.DEFUNCT.value).order_by("check_again", "name")


def rows_of(organisation: UUID) -> QuerySet[Service]:
    return Service.objects.filter(organisation=organisation, retired_at=None).order_by("name", "pk")


def _listed(row: Service, invented: set[UUID], today: dt.date) -> Listed:
    service = service_of(row)
    waits = tuple((wait, wait.old(today)) for wait in rules.latest_waits(service.waits))
    return Listed(service, service.age(today), waits, row.organisation in invented, row.changed_at)


def _in_nation(nation: Nation) -> Q:
    """It is there or takes people from there; or it is for anybody and names no nation."""
    there = Q(words__kind__in=["nation", "place"], words__code=nation.value)
    named = Service.objects.filter(words__kind="nation").values("pk")
    return there | (Q(anywhere=True) & ~Q(pk__in=named))


def _distances(keys: set[UUID], point: Point) -> dict[UUID, float]:
    """How far the nearest place of each service is, in miles."""
    away: dict[UUID, float] = {}
    sites = ServiceSite.objects.exclude(latitude=None).values_list(
        "service_id", "latitude", "longitude"
    )
    for key, north, east in sites:
        if key in keys and north is not None and east is not None:
            distance = miles(point, Point(north, east))
            away[key] = min(distance, away.get(key, distance))
    return away


def _invented(organisations: Iterable[UUID]) -> set[UUID]:
    rows = Organisation.objects.filter(pk__in=set(organisations), invented=True)
    return set(rows.values_list("pk", flat=True))


def _offer_label(code: str) -> str:
    offer = Offer.coded(code)
    return offer.label if offer else code
