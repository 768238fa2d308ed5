"""A service that people can go to: what it offers, waits, access, its standing in law, and how old
all of that is.

These are facts about a service, each with a day and somebody who said so. What somebody should do
is never among them: that is advice, and stands in claims.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from enum import Enum
from uuid import UUID

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point
from pennydrop.rooms.inform.rules.offers import Access, LegalStanding, Offer, Status

LONGEST_CHECK_DAYS = 183  # at most six months between two checks of a service
WAIT_FRESH_DAYS = 92  # a wait older than a quarter is shown as old
SOON_DAYS = 30
LONGEST_NAME = 200
LONGEST_LINE = 300
LONGEST_TEXT = 2000
MOST_SITES = 40
MOST_WAITS = 12


_DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday",
    "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip


class BadService(ValueError):
    """A service cannot be kept so. The message says why, in a sentence."""


@dataclass(frozen=True)
class Provider:
    """The organisation that runs services. `about` in a sentence."""

    id: UUID
    name: str
    about: str = ""
    website: str = ""
    email: str = ""


@dataclass(frozen=True)
class Said:
    """Who says something, and of which day it is."""

    by: str
    on: dt.date
    link: str = ""


@dataclass(frozen=True)
class Wait:
    """How long people wait for something, as somebody says it. Whole weeks, the least and the most;
    one of them may be unknown, and `words` alone is enough."""

    what: str
    said: Said
    least: int | None = None
    most: int | None = None
    words: str = ""

    @property
    def told(self) -> str:
        """Such as “4 to 6 weeks”."""
        if self.least is None and self.most is None:
            return self.words
        if self.least is None:
            return "less than a week" if self.most == 0 else f"up to {_weeks(self.most)}"
        if self.most is None:
            return f"at least {_weeks(self.least)}"
        if self.least == self.most:
            return "less than a week" if self.least == 0 else _weeks(self.least)
        return f"{self.least} to {_weeks(self.most)}"

    def old(self, today: dt.date) -> bool:
        return today > self.said.on + dt.timedelta(days=WAIT_FRESH_DAYS)


@dataclass(frozen=True)
class Standing:
    """How it stands in law, as somebody says it, of a day."""

    standing: LegalStanding
    said: Said
    words: str = ""


@dataclass(frozen=True)
class Hours:
    """When it is open. `days` as iCalendar writes them (MO, TU, …); times as HH:MM, or empty."""

    days: tuple[str, ...] = ()
    opens: str = ""
    closes: str = ""
    words: str = ""

    @property
    def told(self) -> str:
        """Such as “Monday, Friday: 09:00 to 17:00. Ring the bell.”"""
        days = ", ".join(_DAYS[day] for day in self.days)
        both = self.opens and self.closes
        from_or_until = (
            f"from {self.opens}" if self.opens else self.closes and f"until {self.closes}"
        )
        times = f"{self.opens} to {self.closes}" if both else from_or_until
        when = ": ".join(part for part in (days, times) if part)
        return ". ".join(part for part in (when, self.words) if part)


@dataclass(frozen=True)
class Site:
    """Where it is. A site without a point is still shown, and is not sorted by how near it is."""

    id: UUID
    name: str = ""
    street: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    nation: Nation | None = None
    point: Point | None = None
    access_note: str = ""

    @property
    def address(self) -> str:
        parts = (self.name, self.street, self.town, self.county, self.postcode)
        return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True)
class Checked:
    """When somebody last asked the service itself, who (a role and no name), and by when somebody
    has to ask again. `on` is None where nobody here has."""

    on: dt.date | None = None
    by: str = ""
    again: dt.date | None = None


@dataclass(frozen=True)
class Origin:
    """Where a service was brought in from: its publisher, its id there, and when they last checked
    it. Empty for what was written here."""

    publisher: str = ""
    key: str = ""
    link: str = ""
    assured: dt.date | None = None
    licence: str = ""


class Age(Enum):
    """How far what we know can be relied on; the value is what people read."""

    FRESH = "Checked"
    SOON = "Checked, and due again soon"
    STALE = "Not checked for a long time"
    UNCHECKED = "Nobody here has checked it yet"


@dataclass(frozen=True)
class Service:
    """A service as it stands. `nations` are those whose people it takes; empty: it does not say."""

    id: UUID
    provider: Provider
    name: str
    status: Status = Status.ACTIVE
    about: str = ""
    for_ketamine: str = ""
    way_in: str = ""
    cost: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""
    least_age: int | None = None
    most_age: int | None = None
    anywhere: bool = False
    nations: frozenset[Nation] = frozenset()
    offers: frozenset[Offer] = frozenset()
    access: frozenset[Access] = frozenset()
    sites: tuple[Site, ...] = ()
    hours: tuple[Hours, ...] = ()
    waits: tuple[Wait, ...] = ()
    standing: Standing | None = None
    checked: Checked = field(default_factory=Checked)
    origin: Origin = field(default_factory=Origin)

    @property
    def everywhere(self) -> frozenset[Nation]:
        """Every nation in which it is or whose people it takes."""
        return self.nations | {site.nation for site in self.sites if site.nation}

    def age(self, today: dt.date) -> Age:
        if self.checked.on is None or self.checked.again is None:
            return Age.UNCHECKED
        if self.checked.again < today:
            return Age.STALE
        soon = today + dt.timedelta(days=SOON_DAYS)
        return Age.SOON if self.checked.again <= soon else Age.FRESH


def latest_waits(waits: tuple[Wait, ...]) -> tuple[Wait, ...]:
    """The newest word on each thing that people wait for, in the order in which they were named."""
    newest: dict[str, Wait] = {}
    for wait in waits:
        known = newest.get(wait.what.casefold())
        if known is None or wait.said.on >= known.said.on:
            newest[wait.what.casefold()] = wait
    return tuple(newest.values())


def open_then(hours: Hours, day: str, start: str, end: str) -> bool:
    """Whether hours fit a day, an earliest opening and a latest closing; what is empty is not
    asked. Times are compared as HH:MM."""
    if day and day not in hours.days:
        return False
    if start and not (hours.opens and hours.opens >= start):
        return False
    return not end or bool(hours.closes and hours.closes <= end)


def mark_of(service: Service) -> str:
    """A short mark of what a publisher says of a service: it changes when they change a word, and
    tells whether somebody here has changed it since. Who runs it counts by its id alone: several
    services share it."""
    bare = replace(
        service,
        id=UUID(int=0),
        provider=Provider(service.provider.id, ""),
        checked=Checked(),
        offers=frozenset(),
        access=frozenset(),
    )
    words = [one.code for one in (*service.offers, *service.access)]
    nations = sorted(service.nations)
    said = repr((replace(bare, nations=frozenset()), sorted(words), nations))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _weeks(count: int | None) -> str:
    return f"{count} week{'' if count == 1 else 's'}"
