"""What may be said of a place in its stead: "village in Norfolk", "city in the North West".

As much as is useful and no more: what fits no crowd of places on the list (crowds.py) is said of a
wider area instead, so that the description does not name the place. Some towns are said to be
market towns instead of by their size (market_towns.py).
"""

from collections.abc import Mapping, Sequence
from functools import cache

from pennydrop.rooms.understand.rules.identifiers import fold
from pennydrop.rooms.understand.rules.whereabouts import lists
from pennydrop.rooms.understand.rules.whereabouts.crowds import is_crowd
from pennydrop.rooms.understand.rules.whereabouts.lists import EVERYWHERE, UNKNOWN, Where
from pennydrop.rooms.understand.rules.whereabouts.market_towns import with_market_towns

ABROAD = "place abroad"
_PART = "part of a city"


def description(place: str) -> str:
    """Words that may stand for a place, such as "market town in Norfolk" or "place abroad: Spain".

    "" for a place that the list does not have. Where several places bear the name, only what is
    true of all of them is said.
    """
    key = lists.key_of(place)
    if key in _places():
        return _said(key, _places()[key])
    country = lists.abroad().get(key, "")
    return ABROAD if key in fold(country).split() else country and f"{ABROAD}: {country}"


def is_description(words: str) -> bool:
    """Whether these words are what `description` says of some place."""
    size, _, area = words.partition(" in ")
    if words == "part of London" or words == ABROAD or words.startswith(f"{ABROAD}: "):
        return True
    # Of older texts too: what is a market town now may stand there as a small one.
    return any(
        (size, area) in fits or area == EVERYWHERE and any(size == s for s, _ in fits)
        for fits in (_fits(), _by_size())
    )


def _said(key: str, every: Sequence[Where]) -> str:
    sizes = {one.size for one in every}
    size = sizes.pop() if len(sizes) == 1 else UNKNOWN
    # What still says the name is no stand-in: London is no city in London.
    areas = [
        area
        for area in every[0].areas
        if key not in fold(area).split() and all(area in one.areas for one in every)
    ]
    wide = next((area for area in areas if _hides(size, area)), EVERYWHERE)
    if size == _PART and wide == "London":
        return "part of London"
    return f"{size} in {wide}"


Fits = Mapping[tuple[str, str], frozenset[str]]


@cache
def _hides(size: str, area: str) -> bool:
    return is_crowd(_fits()[size, area])


@cache
def _fits() -> Fits:
    """The names that a size and an area fit."""
    return _fitting(_places())


@cache
def _by_size() -> Fits:
    """The same, had no town been said to be a market town."""
    return _fitting(lists.places())


def _fitting(places: lists.Places) -> Fits:
    """Every place is a "place" too."""
    found: dict[tuple[str, str], set[str]] = {}
    for name, every in places.items():
        for one in every:
            for area in one.areas:
                found.setdefault((one.size, area), set()).add(name)
                found.setdefault((UNKNOWN, area), set()).add(name)
    return {pair: frozenset(names) for pair, names in found.items()}


@cache
def _places() -> lists.Places:
    return with_market_towns(lists.places(), lists.market_towns())
