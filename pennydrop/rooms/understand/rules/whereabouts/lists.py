"""The two lists that are read: places by size and area, and market towns by county."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pennydrop.rooms.understand.rules.identifiers import fold
from pennydrop.rooms.understand.rules.identifiers.lists import places_abroad

EVERYWHERE = "the UK"
UNKNOWN = "place"  # the size of what nobody knows the size of


@dataclass(frozen=True)
class Where:
    """A place of the list: a word for its size, and the areas it lies in, the nearest first."""

    size: str
    areas: tuple[str, ...]


Places = Mapping[str, tuple[Where, ...]]


def key_of(name: str) -> str:
    """Equal for all spellings of a name: "Saint Neots", "St Neots", "st. neots"."""
    first, _, rest = fold(name).partition(" ")
    return f"{'st' if first == 'saint' else first} {rest}".rstrip()


@cache
def places() -> Places:
    """Every name, by its key, with all places that bear it."""
    found: dict[str, list[Where]] = {}
    for heading, size, name in _entries():
        nation, region, county = (part.strip() for part in heading.split("|"))
        areas = tuple(dict.fromkeys(area for area in (county, region, nation) if area))
        found.setdefault(key_of(name), []).append(Where(size, (*areas, EVERYWHERE)))
    return {key: tuple(dict.fromkeys(every)) for key, every in found.items()}


@cache
def abroad() -> Mapping[str, str]:
    """Places abroad, by their keys, and the country of each."""
    return {key_of(name): country for name, country in places_abroad().items()}


@cache
def market_towns() -> Mapping[str, frozenset[str]]:
    """County to the keys of its market towns."""
    return {
        heading: frozenset(key_of(name) for line in lines for name in line.split("; "))
        for heading, lines in _blocks("market_towns.txt")
    }


def _entries() -> Iterator[tuple[str, str, str]]:
    """(Heading, the word before the colon, name) for every name of the list of places."""
    for heading, lines in _blocks("places.txt"):
        for line in lines:
            word, _, names = line.partition(": ")
            for name in names.split("; "):
                yield heading, word, name


def _blocks(name: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Every heading with the lines below it."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines: list[str] = []
    heading = ""
    for line in (*text.splitlines(), "["):
        if line.startswith("["):
            if heading:
                yield heading, lines
            heading, lines = line.strip("[]"), []
        elif line and not line.startswith("#"):
            lines.append(line)
