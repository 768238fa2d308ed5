"""A tally of contacts: what a phone sends, and how counts stand by week and by place."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pennydrop.core.numbers.small import LEAST_THRESHOLD, Figure
from pennydrop.core.numbers.tables import release_lines

FIRST_KINDS = ("Talked", "Gave a leaflet", "Gave a code card", "Referred")
MOST_LINES = 24
LONGEST_LINE = 60
MOST_TAPS = 500
# A phone may lie in a drawer for a season; anything older is more likely a wrong clock.
OLDEST = dt.timedelta(days=120)
MOST_WEEKS = 12
NO_PLACE = "Not said"


class BadList(ValueError):
    """A list of places or kinds cannot be kept. The message says why."""


class BadTaps(ValueError):
    """What was sent is no list of taps."""


@dataclass(frozen=True)
class Tap:
    """One contact as a phone counted it. `undone`: it was taken back before it was sent."""

    id: UUID
    place: int
    kind: int
    on: dt.date
    undone: bool = False


@dataclass(frozen=True)
class Sent:
    """What a phone sent: taps that can be counted, and for each other one why not."""

    taps: tuple[Tap, ...]
    refused: tuple[tuple[str, str], ...]


def read_list(text: str) -> list[str]:
    """Names, one a line, each once. Raises BadList."""
    names = [" ".join(line.split()) for line in text.splitlines()]
    kept = list({name.casefold(): name for name in reversed(names) if name}.values())[::-1]
    if len(kept) > MOST_LINES:
        raise BadList(f"Keep the list to {MOST_LINES} lines; there are {len(kept)}.")
    long = [name for name in kept if len(name) > LONGEST_LINE]
    if long:
        raise BadList(f"“{long[0][:30]}…” is longer than {LONGEST_LINE} letters. Shorten it.")
    return kept


def read_taps(data: object, *, today: dt.date, places: Iterable[int], kinds: Iterable[int]) -> Sent:
    """Taps from what a phone sent as JSON. Raises BadTaps where it is no list of them at all.

    A tap of another study's list, or of a day that cannot be, is refused with a reason: the phone
    shows it instead of trying for ever.
    """
    rows = data.get("taps") if isinstance(data, Mapping) else None
    if not isinstance(rows, list) or len(rows) > MOST_TAPS:
        raise BadTaps(f"Send a list of at most {MOST_TAPS} taps.")
    known = set(places), set(kinds)
    taps: list[Tap] = []
    refused: list[tuple[str, str]] = []
    for row in rows:
        try:
            taps.append(_tap(row, today, *known))
        except (KeyError, TypeError, ValueError, AttributeError) as reason:
            name = str(row.get("id", ""))[:36] if isinstance(row, Mapping) else ""
            refused.append((name, str(reason) if isinstance(reason, BadTaps) else "not a tap"))
    return Sent(tuple(taps), tuple(refused))


def _tap(row: Mapping[str, Any], today: dt.date, places: set[int], kinds: set[int]) -> Tap:
    tap = Tap(
        id=UUID(row["id"]),
        place=int(row["place"]),
        kind=int(row["kind"]),
        on=dt.date.fromisoformat(row["on"]),
        undone=row.get("undone") is True,
    )
    if tap.place not in places or tap.kind not in kinds:
        raise BadTaps("its place or kind is not on this study's lists")
    # A phone's day may be ahead of ours around midnight, or abroad.
    if not today - OLDEST <= tap.on <= today + dt.timedelta(days=1):
        raise BadTaps("its day cannot be right; look at the clock of the phone")
    return tap


def week_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


@dataclass(frozen=True)
class Steps:
    """The three steps of the field, each counted: people met, talks held, answers shared."""

    contacts: int = 0
    talks: int = 0
    surveys: int = 0

    def __add__(self, other: "Steps") -> "Steps":
        return Steps(
            self.contacts + other.contacts, self.talks + other.talks, self.surveys + other.surveys
        )

    @property
    def each(self) -> tuple[int, int, int]:
        return self.contacts, self.talks, self.surveys


def by_week(
    counted: Iterable[tuple[dt.date, Steps]], *, most: int = MOST_WEEKS
) -> list[tuple[dt.date, Steps]]:
    """The newest weeks, oldest first, from the first to the last in which anything happened.

    A week in between in which nothing happened stands there as nothing.
    """
    found: dict[dt.date, Steps] = {}
    for day, steps in counted:
        week = week_of(day)
        found[week] = found.get(week, Steps()) + steps
    if not found:
        return []
    first = max(min(found), max(found) - dt.timedelta(weeks=most - 1))
    length = (max(found) - first).days // 7 + 1
    weeks = [first + dt.timedelta(weeks=n) for n in range(length)]
    return [(week, found.get(week, Steps())) for week in weeks]


def by_place(counted: Iterable[tuple[str, Steps]], names: Sequence[str]) -> list[tuple[str, Steps]]:
    """Every place of the list in its order, then what has no place (""), where there is any."""
    found: dict[str, Steps] = {name: Steps() for name in names}
    for place, steps in counted:
        name = place or NO_PLACE
        found[name] = found.get(name, Steps()) + steps
    return list(found.items())


def where_told(place: str) -> str:
    """What somebody reads who came by a place's own address, before they agree to anything."""
    return (
        f"You came by a poster or a screen of **{place}**. When you share, we add one to a number "
        "for that place and month. It is not kept with your words. So it stays if you take them "
        "back."
    )


def protected(rows: Sequence[tuple[int, ...]], *, threshold: int) -> list[tuple[Figure, ...]]:
    """The same counts as they may leave: rounded, small ones hidden, none to be worked out by
    somebody who knows what a column adds up to. What stands side by side does not add up."""
    columns = release_lines(
        list(zip(*rows, strict=True)), threshold=max(threshold, LEAST_THRESHOLD)
    )
    return list(zip(*columns, strict=True))
