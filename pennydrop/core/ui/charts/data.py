"""What a chart shows, before it is drawn: plain numbers, words and labels."""

from dataclasses import dataclass
from math import isfinite

MOST_SERIES = 3
MOST_CATEGORIES = 24
SMALL = "fewer than 10"
GREATEST = 1e12


class BadChart(ValueError):
    """The parts of a chart do not fit together."""


@dataclass(frozen=True)
class Series:
    """One set of values. A value of None is too small to be shown; it is drawn as a stub.

    `words`, where given, is printed in place of each number ("most", "about 15 of 40"). The
    length of a bar still shows its number, so round before the chart is made.
    """

    label: str
    values: tuple[float | None, ...]
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.words and len(self.words) != len(self.values):
            raise BadChart(f"“{self.label}” has {len(self.values)} values and other words.")
        if any(value is not None and not _drawable(value) for value in self.values):
            raise BadChart(f"“{self.label}” holds a value that cannot be drawn.")

    def said(self, index: int, small: str) -> str:
        """What is printed for one value."""
        value = self.values[index]
        if self.words and self.words[index]:
            return self.words[index]
        return small if value is None else number(value)


@dataclass(frozen=True)
class Bars:
    """Horizontal bars in groups: one group for each category, one bar for each series.

    `description` says what the chart shows to somebody who does not see it. `most` is the
    value at which a bar is full; left out, the greatest value is.
    """

    title: str
    description: str
    category_name: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    small: str = SMALL
    most: float | None = None

    def __post_init__(self) -> None:
        _check_series(self.series, len(self.categories))
        if not 1 <= len(self.categories) <= MOST_CATEGORIES:
            raise BadChart(f"Bars need 1 to {MOST_CATEGORIES} categories.")
        if any(value is not None and value < 0 for one in self.series for value in one.values):
            raise BadChart("A bar cannot be shorter than nothing.")

    @property
    def full(self) -> float:
        """The value at which a bar has its full length."""
        values = [v for one in self.series for v in one.values if v is not None]
        return max([*values, self.most or 0.0]) or 1.0


@dataclass(frozen=True)
class Lines:
    """Values along a line, such as new codes after each interview. `xs` go up."""

    title: str
    description: str
    x_name: str
    y_name: str
    xs: tuple[float, ...]
    series: tuple[Series, ...]
    small: str = SMALL

    def __post_init__(self) -> None:
        _check_series(self.series, len(self.xs))
        if len(self.xs) < 2 or not all(map(_drawable, self.xs)):
            raise BadChart("A line needs two points or more.")
        if any(left >= right for left, right in zip(self.xs, self.xs[1:], strict=False)):
            raise BadChart("The points of a line have to go up from left to right.")


Chart = Bars | Lines


@dataclass(frozen=True)
class ChartTable:
    """The same as the chart, for everybody: a head row and rows of text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_table(chart: Chart) -> ChartTable:
    """Everything the chart shows, in words and numbers."""
    if isinstance(chart, Bars):
        first, names = chart.category_name, chart.categories
    else:
        first, names = chart.x_name, tuple(map(number, chart.xs))
    rows = tuple(
        (name, *(one.said(index, chart.small) for one in chart.series))
        for index, name in enumerate(names)
    )
    return ChartTable((first, *(one.label for one in chart.series)), rows)


def number(value: float) -> str:
    """A number as people write it: 1,200 and 3.5, never 1200.0."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _drawable(value: float) -> bool:
    return isfinite(value) and abs(value) <= GREATEST


def _check_series(series: tuple[Series, ...], length: int) -> None:
    if not 1 <= len(series) <= MOST_SERIES:
        raise BadChart(f"A chart has 1 to {MOST_SERIES} series: more cannot be told apart.")
    for one in series:
        if len(one.values) != length:
            raise BadChart(f"“{one.label}” has {len(one.values)} values where {length} stand.")
