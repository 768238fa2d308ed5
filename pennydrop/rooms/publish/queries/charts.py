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
QUESTION = "question"
QUESTION_KEY = f"{QUESTION}:"


def question_of(ref: ChartRef) -> str:
    """The id of the kept question that a chart shows; empty where it shows something else."""
    return dict(ref.params).get(QUESTION, "") if ref.kind == QUESTION else ""


def question_key(question: str) -> str:
    """Under which key the figures and the title of a kept question stand beside the themes'."""
    return f"{QUESTION_KEY}{question}"


def draw(ref: ChartRef, figures: Figures, titles: Mapping[str, str]) -> Bars:
    """The chart of a figure block. `titles`: theme id -> title, in the order of the report, and
    `question_key` -> the question's name."""
    if ref.kind == QUESTION:
        return _question(question_key(question_of(ref)), figures, titles)
    if ref.kind == "people":
        return _people(figures)
    themes = {key: title for key, title in titles.items() if not key.startswith(QUESTION_KEY)}
    return _themes(figures, themes)


def _question(key: str, figures: Figures, titles: Mapping[str, str]) -> Bars:
    """Each bar is the share of the people heard in one way who said what the question finds."""
    rows = shares(figures, key) if key in titles else []
    names = tuple(KINDS[kind] for kind, _, _ in rows)
    bars, said = tuple(row[1] for row in rows), tuple(row[2] for row in rows)
    series = (Series("People", bars, said),) if rows else ()
    title = titles.get(key, "A question that is not kept any more")
    return _bars(title, "Kind of source", names, series, most=100, small=_small(figures))


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
