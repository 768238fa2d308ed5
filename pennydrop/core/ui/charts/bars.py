"""Horizontal bars in groups."""

from pennydrop.core.ui.charts.data import Bars
from pennydrop.core.ui.charts.drawing import (
    COLOURS,
    Canvas,
    element,
    filling,
    frame,
    key,
    label,
    short,
    width_of,
    wrapped,
)

BAR, BAR_STEP = 14, 20
LABEL_LINE = 20
GROUP_GAP = 14
STUB = 0.05  # a stub says nothing about the number behind it: it is always as long as this
LONGEST_WORDS = 24


def draw(chart: Bars, canvas: Canvas) -> str:
    """The chart as SVG: a key, then for each category its name and its bars."""
    drawn, top = key(chart.series, canvas)
    parts = [drawn]
    share = _share(chart, canvas)
    for index, category in enumerate(chart.categories):
        for line in wrapped(category, canvas.letters):
            parts.append(label(line, x=0, y=f"{top + 15:g}", font_weight="bold"))
            top += LABEL_LINE
        for order in range(len(chart.series)):
            parts.append(_bar(chart, canvas, (index, order), top + 2, share))
            top += BAR_STEP
        top += GROUP_GAP
    return frame(chart, canvas, top - GROUP_GAP + 4, "".join(parts))


def _share(chart: Bars, canvas: Canvas) -> float:
    """How much of the width the longest bar may take, so that the words after it fit."""
    longest = max(
        width_of(short(one.said(index, chart.small), LONGEST_WORDS))
        for one in chart.series
        for index in range(len(chart.categories))
    )
    return max(0.2, 1 - (longest * 8 + 16) / canvas.narrowest)


def _bar(chart: Bars, canvas: Canvas, place: tuple[int, int], top: float, share: float) -> str:
    index, order = place
    series = chart.series[order]
    value = series.values[index]
    length = STUB if value is None else value / chart.full * share
    look = filling(canvas, order)
    if value is None:
        look |= {
            "fill": f"url(#{canvas.name}-small-{order + 1})",
            "stroke": COLOURS[order],
            "stroke_dasharray": "3 2",
            "class_": f"chart-line-{order + 1}",
        }
    bar = element(
        "rect",
        x=0.5 if canvas.fluid else 1,
        y=f"{top:g}",
        width=canvas.across(length),
        height=BAR,
        rx=2,
        **look,
    )
    words = label(
        short(series.said(index, chart.small), LONGEST_WORDS),
        x=canvas.across(length),
        dx=8,
        y=f"{top + 12:g}",
        font_size=14,
    )
    return bar + words
