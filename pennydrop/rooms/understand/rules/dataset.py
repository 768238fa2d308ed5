"""A data file that may leave: answers as a table in which nobody stands alone.

Three steps. Numbers and days become bands, so that few values stay. Columns that somebody who knows
the person could know (their age, their town) are made alike until each combination of them is
shared by at least `least` people, by leaving cells out ("local suppression", L. Sweeney, "Achieving
k-anonymity privacy protection using generalization and suppression", 2002). In every other column a
value that fewer people gave is left out. What is left out in a column is never fewer cells than
`least` either, because a single gap with one value missing says what stood there.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

LEFT_OUT = "*"
Row = dict[str, str]


class Holds(Enum):
    """What a column holds, and so how it is made safe."""

    CHOICE = "one of a list"
    NUMBER = "a number"
    DAY = "a day"
    WORDS = "own words"  # never leaves in a data file


@dataclass(frozen=True)
class Column:
    """One column. `label` is the question; `choices` are (stored, read) pairs; `about_person`:
    somebody who knows the person could know it."""

    name: str
    label: str
    holds: Holds
    choices: tuple[tuple[str, str], ...] = ()
    about_person: bool = True


def protect(rows: Sequence[Row], columns: Sequence[Column], *, least: int) -> list[Row]:
    """The rows without own words, with numbers and days in bands and rare cells left out, sorted
    by what stands in them so that their order says nothing.

    Raises ValueError for a `least` under 2. With fewer rows than `least` there is no file to make:
    the answer is empty.
    """
    if least < 2:
        raise ValueError("A threshold under 2 protects nobody.")
    if len(rows) < least:
        return []
    kept = [column for column in columns if column.holds is not Holds.WORDS]
    table = [{column.name: row.get(column.name, "") for column in kept} for row in rows]
    for column in kept:
        if column.holds in _BANDS:
            _replace(table, column.name, _BANDS[column.holds], least)
    _share_combinations(table, [c.name for c in kept if c.about_person], least)
    for column in kept:
        _leave_out_rare(table, column.name, least)
    return sorted(table, key=lambda row: [row[column.name] for column in kept])


def bands(values: Sequence[str], least: int) -> dict[str, str]:
    """Number as given -> band. Bands hold at least `least` numbers each; equal numbers are never
    parted; what is no number is left out. Few numbers in all: one band, left out."""
    given = sorted((number, text) for text in values if (number := _number(text)) is not None)
    groups: list[list[tuple[float, str]]] = []
    for pair in given:
        if groups and (len(groups[-1]) < least or groups[-1][-1][0] == pair[0]):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    if len(groups) > 1 and len(groups[-1]) < least:
        last = groups.pop()
        groups[-1] += last
    found = {text: LEFT_OUT for text in values if text}
    for group in groups:
        if len(group) >= least:
            found.update((text, _band(group)) for _, text in group)
    return found


def months(values: Sequence[str], least: int) -> dict[str, str]:
    """Day (`2026-05-31…`) -> its month where enough days fall into it, else its year, else left
    out."""
    by_month, by_year = Counter(v[:7] for v in values if v), Counter(v[:4] for v in values if v)
    return {
        value: value[:7]
        if by_month[value[:7]] >= least
        else (value[:4] if by_year[value[:4]] >= least else LEFT_OUT)
        for value in values
        if value
    }


_BANDS: dict[Holds, Callable[[Sequence[str], int], dict[str, str]]] = {
    Holds.NUMBER: bands,
    Holds.DAY: months,
}


def _replace(
    table: list[Row], name: str, banding: Callable[[Sequence[str], int], dict[str, str]], least: int
) -> None:
    found = banding([row[name] for row in table], least)
    for row in table:
        row[name] = found.get(row[name], row[name])


def _share_combinations(table: list[Row], names: list[str], least: int) -> None:
    """Leave cells out until each combination in these columns is shared by `least` rows."""
    while names:
        alone = _alone(table, names, least)
        if not alone:
            return
        if not _still_told(alone, names):
            # Nothing is told of these rows, but they are few: take the next fewest along.
            alone = _fewest(table, names)
        told = _still_told(alone, names)
        many = max(told, key=lambda name: len({row[name] for row in alone}))
        for row in alone:
            row[many] = LEFT_OUT


def _still_told(rows: list[Row], names: list[str]) -> list[str]:
    return [name for name in names if any(row[name] != LEFT_OUT for row in rows)]


def _alone(table: list[Row], names: list[str], least: int) -> list[Row]:
    shared = Counter(tuple(row[name] for name in names) for row in table)
    return [row for row in table if shared[tuple(row[name] for name in names)] < least]


def _fewest(table: list[Row], names: list[str]) -> list[Row]:
    """The rows of the smallest group in which something is still told."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    told = [key for key in groups if set(key) != {LEFT_OUT}]
    return groups[min(told, key=lambda key: (len(groups[key]), key))]


def _leave_out_rare(table: list[Row], name: str, least: int) -> None:
    counts = Counter(row[name] for row in table)
    rare = {value for value, count in counts.items() if count < least}
    out = sum(counts[value] for value in rare | {LEFT_OUT})
    for value, _ in sorted(counts.items(), key=lambda pair: (pair[1], pair[0])):
        if not 0 < out < least:
            break
        if value not in rare and value != LEFT_OUT:
            rare.add(value)
            out += counts[value]
    for row in table:
        if row[name] in rare:
            row[name] = LEFT_OUT


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if found == found and abs(found) != float("inf") else None


def _band(group: list[tuple[float, str]]) -> str:
    low, high = group[0][1], group[-1][1]
    return low if group[0][0] == group[-1][0] else f"{low} to {high}"
