"""Charts as SVG of our own: named, described, told apart without colour, always with a table.

`inline` is for a page: it takes the page's text colour and width, and a stylesheet can change
the colours of `.chart-fill-1` … `.chart-line-3` and `.chart-grid` (dark mode). `alone` is for a
PDF or a download. `as_table` gives the same as text; whoever shows a chart shows that too.
"""

import re
from dataclasses import replace

from pennydrop.core.ui.charts import bars, lines
from pennydrop.core.ui.charts.data import (
    BadChart,
    Bars,
    Chart,
    ChartTable,
    Lines,
    Series,
    as_table,
)
from pennydrop.core.ui.charts.drawing import Canvas

__all__ = [
    "BadChart",
    "Bars",
    "Chart",
    "ChartTable",
    "Lines",
    "Series",
    "alone",
    "as_table",
    "inline",
]


def inline(chart: Chart, *, name: str, alt: str = "") -> str:
    """SVG markup for a page. `name` has to be another one for each chart on the page.

    `alt`, where given, stands in place of the chart's own description.
    """
    chart = replace(chart, description=alt) if alt else chart
    return _draw(chart, Canvas(re.sub(r"[^A-Za-z0-9-]", "-", f"chart-{name}"), fluid=True))


def alone(chart: Chart) -> str:
    """An SVG document 640 wide with colours and fonts of its own."""
    return _draw(chart, Canvas("chart", fluid=False))


def _draw(chart: Chart, canvas: Canvas) -> str:
    if isinstance(chart, Bars):
        return bars.draw(chart, canvas)
    return lines.draw(chart, canvas)
