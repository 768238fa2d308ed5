"""Read a table of ratings: one row for what one coder said of one unit."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.agreement.coefficients import Counts, Pattern

COLUMNS = ("unit", "coder", "value")
SEPARATORS = ",;\t"
MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which line of the file, from 1 (0: the whole file)."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}" if self.line else self.message


class BadTable(Exception):
    """The file cannot be counted; `problems` say where and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Ratings:
    """Units by coders. A pattern holds what the coders, in the order of `coders`, said of a unit;
    None where somebody said nothing. `values` are sorted."""

    coders: tuple[str, ...]
    units: tuple[str, ...]
    patterns: tuple[Pattern, ...]

    @property
    def values(self) -> tuple[str, ...]:
        said = {value for pattern in self.patterns for value in pattern if value is not None}
        return tuple(sorted(said))

    @property
    def ratings(self) -> int:
        return sum(value is not None for pattern in self.patterns for value in pattern)

    @property
    def counts(self) -> Counts:
        return Counter(self.patterns)

    def of(self, value: str) -> Counts:
        """The same with this value against all others together."""
        return Counter(
            tuple(None if v is None else ("this" if v == value else "other") for v in pattern)
            for pattern in self.patterns
        )


def read_table(data: bytes) -> Ratings:
    """Ratings from CSV (UTF-8; commas, semicolons or tabs) with the columns unit, coder and value.

    A row without a value says that this coder did not rate this unit. Other columns are passed
    over. Raises BadTable.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data[: reason.start].count(b"\n") + 1
        said = "There is a letter that is not UTF-8. Save the table as “CSV UTF-8”."
        raise BadTable([Problem(line, said)]) from reason
    head = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        # The line on which a row begins is the one after the last row's end.
        lines, at = [], 1
        for row in rows:
            lines.append((at, row))
            at = rows.line_num + 1
    except csv.Error as reason:
        raise BadTable([Problem(rows.line_num, f"This row cannot be read: {reason}.")]) from reason
    return _ratings(lines)


def _ratings(lines: list[tuple[int, list[str]]]) -> Ratings:
    places = _places(lines[0][1] if lines else [])
    said: dict[tuple[str, str], tuple[int, str]] = {}
    problems: list[Problem] = []
    for line, row in lines[1:]:
        if not any(cell.strip() for cell in row):
            continue
        problem = _take(line, row, places, said)
        if problem is not None:
            problems.append(problem)
    if problems:
        raise BadTable(problems[:MOST_PROBLEMS])
    if not any(value for _, value in said.values()):
        raise BadTable([Problem(0, "There is no rating in this table.")])
    return _arranged((unit, coder, value) for (unit, coder), (_, value) in said.items())


def _places(head: Sequence[str]) -> tuple[int, int, int]:
    names = [name.strip().casefold() for name in head]
    missing = [name for name in COLUMNS if name not in names]
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if missing:
        said = f"The first line has to name the columns unit, coder and value: {_list(missing)}"
        raise BadTable([Problem(1, f"{said} not there.")])
    if twice:
        raise BadTable([Problem(1, f"More than one column is called {twice[0]}.")])
    unit, coder, value = (names.index(name) for name in COLUMNS)
    return unit, coder, value


def _list(missing: Sequence[str]) -> str:
    return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'}"


def _take(
    line: int, row: list[str], places: tuple[int, int, int],
    said: dict[tuple[str, str], tuple[int, str]],
) -> Problem | None:  # fmt: skip
    """Take one row in; or say what is wrong with it."""
    if len(row) <= max(places):
        return Problem(line, f"This row has {len(row)} of the columns; {max(places) + 1} needed.")
    unit, coder, value = (row[place].strip() for place in places)
    if not unit:
        return Problem(line, "No unit is named.")
    if not coder:
        return Problem(line, "No coder is named.")
    if (unit, coder) in said:
        before = said[unit, coder][0]
        return Problem(line, f"{coder} rated unit {unit} already, in line {before}.")
    said[unit, coder] = (line, value)
    return None


def _arranged(said: Iterable[tuple[str, str, str]]) -> Ratings:
    by_unit: dict[str, dict[str, str]] = defaultdict(dict)
    coders: dict[str, None] = {}
    for unit, coder, value in said:
        coders[coder] = None
        by_unit[unit].update({coder: value} if value else {})
    return Ratings(
        coders=tuple(coders),
        units=tuple(by_unit),
        patterns=tuple(tuple(row.get(c) for c in coders) for row in by_unit.values()),
    )
