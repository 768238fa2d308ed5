"""Tables of counts, from the positions that are kept ready. True figures: protecting them is the
caller's duty (rules/crossing.py) wherever people are counted by what is known of them."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import and_, or_
from uuid import UUID

from pennydrop.rooms.understand.queries.attributes import Attribute
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.positions import (
    positions,
    positions_with_attributes,
)
from pennydrop.rooms.understand.queries.positions_sums import PEOPLE, TEXTS
from pennydrop.rooms.understand.queries.themes import ThemeRow, themes
from pennydrop.rooms.understand.rules.bits import from_blob
from pennydrop.rooms.understand.rules.counting import KINDS
from pennydrop.rooms.understand.rules.crossing import MOST_COLUMNS, banded

Kept = dict[tuple[UUID, str], int]  # code and kind of source -> people or texts, as bits


@dataclass(frozen=True)
class Pair:
    """How often two codes meet: passages that overlap, and that stand in the same turn or in
    neighbouring ones (those that overlap among them)."""

    over: int
    near: int


@dataclass(frozen=True)
class Together:
    """Codes that occur together. `sizes`: passages with each code; two alike count once."""

    codes: tuple[CodeRow, ...]
    sizes: dict[UUID, int]
    pairs: dict[frozenset[UUID], Pair]


@dataclass(frozen=True)
class Column:
    """One combination of values: attribute key -> the values it holds together (a band of
    numbers holds many), and how it is called."""

    values: tuple[tuple[str, tuple[str, ...]], ...]
    label: str
    people: int


@dataclass(frozen=True)
class Crossed:
    """People with each code, by what is known of them. `rows`: code -> a count for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[CodeRow, tuple[int, ...]], ...]
    everyone: tuple[int, ...]


@dataclass(frozen=True)
class KindCount:
    people: int
    sources: int


def codes_together(study: UUID) -> Together:
    """The whole matrix of codes that occur together."""
    with positions(study) as file:
        codes = _codes(file)
        sizes = {
            codes[code]: spans for code, spans in file.execute("SELECT code, spans FROM sizes")
        }
        pairs = {
            frozenset((codes[a], codes[b])): Pair(over, near)
            for a, b, over, near in file.execute("SELECT a, b, over, near FROM pairs WHERE near")
        }
    return Together(tuple(codebook(study, count=False)), sizes, pairs)


def attributes_kept(study: UUID) -> list[tuple[Attribute, dict[str, int]]]:
    """What is known of the people of this study: each attribute, and how many people told what."""
    with positions_with_attributes(study) as file:
        told = _told(file)
    return [
        (attribute, {value: bits.bit_count() for value, bits in values.items()})
        for attribute, values in told
    ]


def codes_by_attributes(study: UUID, keys: Sequence[str], *, least: int) -> Crossed:
    """People with each code, by one attribute or by several crossed. Numbers stand in bands of at
    least `least` people. Attributes that nobody told anything of are passed over."""
    with positions_with_attributes(study) as file:
        kept = _kept(file, PEOPLE)
        told = {a.key: (a, values) for a, values in _told(file) if a.key in keys and values}
    options = [_options(*told[key], least) for key in dict.fromkeys(keys) if key in told]
    columns = _combined(options)[:MOST_COLUMNS]
    people = {
        code: reduce(or_, (kept.get((code, kind), 0) for kind in KINDS))
        for code in {code for code, _ in kept}
    }
    rows = tuple(
        (row, tuple((people.get(row.id, 0) & bits).bit_count() for _, bits in columns))
        for row in codebook(study, count=False)
    )
    return Crossed(
        tuple(column for column, _ in columns), rows, tuple(c.people for c, _ in columns)
    )


def _combined(options: Sequence[Sequence["Option"]]) -> list[tuple[Column, int]]:
    """Every combination that at least one person has, with its people as bits."""
    found = []
    for one in product(*options) if options else ():
        bits = reduce(and_, (people for _, _, people in one))
        if bits:
            label = " · ".join(name for name, _, _ in one)
            values = tuple(value for _, value, _ in one)
            found.append((Column(values, label, bits.bit_count()), bits))
    return found


Option = tuple[str, tuple[str, tuple[str, ...]], int]  # label, (key, values), people as bits


def _options(attribute: Attribute, values: Mapping[str, int], least: int) -> list[Option]:
    """Each value of an attribute in its order, or each band of its numbers from the lowest."""
    names = {value: value for value in values}
    if attribute.numeric:
        names = banded(values, [bits.bit_count() for bits in values.values()], least)
    groups: dict[str, list[str]] = {}
    for value in values:
        groups.setdefault(names.get(value, value), []).append(value)
    told = sorted(groups.items(), key=_lowest) if attribute.numeric else list(groups.items())
    return [
        (
            f"{attribute.label}: {name}",
            (attribute.key, tuple(group)),
            reduce(or_, (values[value] for value in group)),
        )
        for name, group in told
    ]


def _lowest(band: tuple[str, list[str]]) -> tuple[float, str]:
    name, _ = band
    first = name.split(" to ")[0]
    try:
        return float(first), name
    except ValueError:
        return float("inf"), name


def themes_by_kind(study: UUID) -> list[tuple[ThemeRow, dict[str, KindCount]]]:
    """Each theme: kind of source -> people and sources that have words of it."""
    with positions(study) as file:
        people, texts = _kept(file, PEOPLE), _kept(file, TEXTS)
    return [
        (
            row,
            {
                kind: KindCount(*(_union(kept, row, kind).bit_count() for kept in (people, texts)))
                for kind in KINDS
            },
        )
        for row in themes(study, codebook(study, count=False), count=False)
    ]


def _union(kept: Kept, row: ThemeRow, kind: str) -> int:
    return reduce(or_, (kept.get((code.id, kind), 0) for code in row.codes), 0)


def people_in(study: UUID) -> int:
    """How many people are counted at all."""
    with positions(study) as file:
        return int(file.execute("SELECT count(*) FROM people WHERE counted").fetchone()[0])


def codes_of_person(study: UUID, participant: UUID) -> dict[UUID, int]:
    """Code -> in how many texts it stands on this person's own words."""
    with positions(study) as file:
        codes = _codes(file)
        rows = file.execute(
            "SELECT h.code, count(*) FROM heard h JOIN people p ON p.n = h.person "
            "WHERE p.id = ? GROUP BY h.code",
            (participant.hex,),
        ).fetchall()
    return {codes[code]: count for code, count in rows}


def texts_with_codes(study: UUID) -> tuple[list[str], dict[str, int], int]:
    """For the saturation curve: the codes that occur (ids), code -> its sources as bits, and how
    many sources there are. Bits are in the order in which the sources came."""
    with positions(study) as file:
        kept = _kept(file, TEXTS)
        sources = file.execute("SELECT count(*) FROM texts").fetchone()[0]
    found: dict[str, int] = {}
    for (code, _), bits in kept.items():
        found[code.hex] = found.get(code.hex, 0) | bits
    return sorted(found), found, int(sources)


def _codes(file: sqlite3.Connection) -> dict[int, UUID]:
    return {number: UUID(code) for number, code in file.execute("SELECT n, id FROM codes")}


def _kept(file: sqlite3.Connection, what: str) -> Kept:
    codes = _codes(file)
    rows = file.execute("SELECT code, kind, bits FROM sets WHERE what = ?", (what,))
    return {(codes[code], kind): from_blob(bits) for code, kind, bits in rows}


def _told(file: sqlite3.Connection) -> list[tuple[Attribute, dict[str, int]]]:
    found = []
    rows = file.execute("SELECT n, key, label, numeric FROM attributes ORDER BY n").fetchall()
    for number, key, label, numeric in rows:
        told = file.execute(
            "SELECT value, bits FROM told WHERE attribute = ? ORDER BY place, value", (number,)
        )
        values = {value: from_blob(bits) for value, bits in told}
        found.append((Attribute(key, label, bool(numeric)), values))
    return found
