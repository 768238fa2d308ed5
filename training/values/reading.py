"""Reads the lists beside this file.

`names.txt`: a section `[culture]` for each, with lines that begin with `f`, `m`, `n` (given names
of women, of men, of anybody), `last` (family names) and `nick` (what friends make of them); names
of two words are written with `_`. The other files: sections `[kind]`, one value a line.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pennydrop.rooms.understand.rules.identifiers import lists as shipped

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "pennydrop/rooms/understand/rules/identifiers"
DEV_SHARE = 5  # of a hundred values are kept for measuring while training


@dataclass(frozen=True)
class Culture:
    """The names of one group: given names by sex ("f", "m", "n"), family names, nicknames."""

    name: str
    given: dict[str, tuple[str, ...]]
    last: tuple[str, ...]
    nick: tuple[str, ...]


@dataclass(frozen=True)
class Values:
    """All that fills holes; `lists` by kind."""

    cultures: tuple[Culture, ...]
    places: tuple[str, ...]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def only(self, keep: Callable[[str], bool]) -> "Values":
        """The same with those names and places alone that `keep` agrees to. A list that would be
        empty stays as it is."""

        def some(values: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(v for v in values if keep(v)) or values

        cultures = tuple(
            Culture(c.name, {s: some(g) for s, g in c.given.items()}, some(c.last), some(c.nick))
            for c in self.cultures
        )
        named = {kind: some(self.lists.get(kind, ())) for kind in ("nickname", "abroad")}
        lists = {**self.lists, **named}
        return Values(cultures, some(self.places), lists)


def side(value: str) -> str:
    """ "dev" or "train", the same for a value wherever and whenever it is asked."""
    return "dev" if zlib.crc32(value.lower().encode()) % 100 < DEV_SHARE else "train"


@cache
def read() -> Values:
    places = tuple(
        line
        for line in (SHIPPED / "places.txt").read_text(encoding="utf-8").splitlines()
        if line and line[0] != "#"
    )
    lists: dict[str, tuple[str, ...]] = {"abroad": shipped.towns_abroad()}
    for path in sorted(HERE.glob("*.txt")):
        if path.name != "names.txt":
            lists |= _sections(path)
    return Values(tuple(_cultures()), places, lists)


def _sections(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[] ")
            found[kind] = []
        elif line.strip() and not line.startswith("#"):
            found[kind].append(line.strip())
    return {kind: tuple(values) for kind, values in found.items()}


def _cultures() -> list[Culture]:
    made = []
    for name, lines in _sections(HERE / "names.txt").items():
        rows: dict[str, tuple[str, ...]] = {}
        for line in lines:
            head, _, rest = line.partition(" ")
            rows[head] = rows.get(head, ()) + tuple(w.replace("_", " ") for w in rest.split())
        given = {sex: rows[sex] for sex in ("f", "m", "n") if sex in rows}
        made.append(Culture(name, given, rows.get("last", ()), rows.get("nick", ())))
    return made
