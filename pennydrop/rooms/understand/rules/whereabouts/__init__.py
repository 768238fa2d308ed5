"""What may be said of a place in its stead: "village in Norfolk", "city in the North West".

As much as is useful and no more: what fits fewer than FEW places of the list is said of a wider
area instead, so that the description does not name the place.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pennydrop.rooms.understand.rules.identifiers import fold

FEW = 5
EVERYWHERE = "the UK"
ABROAD = "place abroad"
_PART = "part of a city"


@dataclass(frozen=True)
class Where:
    """A place of the list: a word for its size, and the areas it lies in, the nearest first."""

    size: str
    areas: tuple[str, ...]


def description(place: str) -> str:
    """Words that may stand for a place, such as "small town in Norfolk" or "place abroad: Spain".

    "" for a place that the list does not have. Where several places bear the name, only what is
    true of all of them is said.
    """
    key = fold(place)
    if key in _places():
        return _said(key, _places()[key])
    country = _abroad().get(key, "")
    return ABROAD if key in fold(country).split() else country and f"{ABROAD}: {country}"


def is_description(words: str) -> bool:
    """Whether these words are what `description` says of some place."""
    size, _, area = words.partition(" in ")
    if words == "part of London" or words == ABROAD or words.startswith(f"{ABROAD}: "):
        return True
    return (size, area) in _counted() or (
        area == EVERYWHERE and any(size == s for s, _ in _counted())
    )


def _said(key: str, every: Sequence[Where]) -> str:
    sizes = {one.size for one in every}
    size = sizes.pop() if len(sizes) == 1 else "place"
    # What still says the name is no stand-in: London is no city in London.
    areas = [
        area
        for area in every[0].areas
        if key not in fold(area).split() and all(area in one.areas for one in every)
    ]
    wide = next((area for area in areas if _counted()[size, area] >= FEW), EVERYWHERE)
    if size == _PART and wide == "London":
        return "part of London"
    return f"{size} in {wide}"


@cache
def _counted() -> Counter[tuple[str, str]]:
    """How many names a size and an area fit. Every place is a "place" too."""
    found = Counter[tuple[str, str]]()
    for places in _places().values():
        pairs = {
            (size, area) for one in places for size in (one.size, "place") for area in one.areas
        }
        found.update(pairs)
    return found


@cache
def _places() -> dict[str, tuple[Where, ...]]:
    found: dict[str, list[Where]] = {}
    for heading, size, name in _entries():
        if heading != "abroad":
            nation, region, county = (part.strip() for part in heading.split("|"))
            areas = tuple(dict.fromkeys(area for area in (county, region, nation) if area))
            found.setdefault(fold(name), []).append(Where(size, (*areas, EVERYWHERE)))
    return {key: tuple(dict.fromkeys(every)) for key, every in found.items()}


@cache
def _abroad() -> dict[str, str]:
    return {fold(name): word for heading, word, name in _entries() if heading == "abroad"}


def _entries() -> Iterator[tuple[str, str, str]]:
    """(Heading, the word before the colon, name) for every name of the list."""
    text = files(__package__).joinpath("places.txt").read_text(encoding="utf-8")
    heading = ""
    for line in text.splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            word, _, names = line.partition(": ")
            for name in names.split("; "):
                yield heading, word, name
