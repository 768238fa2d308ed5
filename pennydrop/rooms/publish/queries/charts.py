"""Charts of findings, drawn from released figures alone."""

from collections.abc import Mapping, Sequence

from pennydrop.core.documents.blocks import ChartRef
from pennydrop.core.numbers.small import least_shown
from pennydrop.core.ui.charts import Bars, Series
from pennydrop.rooms.publish.rules.figures import KINDS, Figures, shares

CHARTS = {
    "themes": "Where each theme came up, by kind of source",
    "people": "Who was heard, by kind of source",
}
MOST_THEMES = 24


def draw(ref: ChartRef, figures: Figures, titles: Mapping[str, str]) -> Bars:
    """The chart of a figure block. `titles`: theme id -> title, in the order of the report."""
    return _people(figures) if ref.kind == "people" else _themes(figures, titles)


def _themes(figures: Figures, titles: Mapping[str, str]) -> Bars:
    """Each bar is the share of the people heard in one way who spoke of the theme."""
    themes = list(titles)[:MOST_THEMES]
    told = {theme: shares(figures, theme) for theme in themes}
    rows = {theme: {kind: (bar, said) for kind, bar, said in told[theme]} for theme in themes}
    series = tuple(
        Series(
            KINDS[kind],
            tuple(rows[theme][kind][0] for theme in themes),
            tuple(rows[theme][kind][1] for theme in themes),
        )
        for kind in figures.kinds
    )
    return _bars(
        CHARTS["themes"],
        "Theme",
        tuple(titles[theme] for theme in themes),
        series,
        most=100,
        small=_small(figures),
    )


def _people(figures: Figures) -> Bars:
    cells = [figures.people[kind] for kind in figures.kinds]
    words = tuple(cell.said for cell in cells)
    series = (Series("People", tuple(cell.shown for cell in cells), words),) if cells else ()
    names = tuple(KINDS[kind] for kind in figures.kinds)
    return _bars(CHARTS["people"], "Kind of source", names, series, small=_small(figures))


def _bars(
    title: str,
    first: str,
    categories: tuple[str, ...],
    series: tuple[Series, ...],
    *,
    small: str,
    most: float | None = None,
) -> Bars:
    categories = categories or ("Nothing yet",)
    series = series or (Series("Nobody heard yet", (None,) * len(categories), ("nobody",)),)
    if len(series[0].values) != len(categories):
        series = (Series("Nobody heard yet", (None,) * len(categories)),)
    said = _said(categories, series, small)
    return Bars(title, said, first, categories, series, small=small, most=most)


def _said(categories: Sequence[str], series: Sequence[Series], small: str) -> str:
    """The whole chart in sentences."""
    return " ".join(
        f"{name.rstrip('.')}: "
        + ", ".join(f"{one.label.lower()} {one.said(index, small)}" for one in series)
        + "."
        for index, name in enumerate(categories)
    )


def _small(figures: Figures) -> str:
    return f"fewer than {least_shown(figures.threshold)}"
