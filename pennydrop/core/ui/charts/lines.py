"""Values along a line, told apart by marker and dashes as well as by colour."""

from math import floor, log10

from pennydrop.core.ui.charts.data import Lines, number
from pennydrop.core.ui.charts.drawing import (
    COLOURS,
    KEY_LINE,
    LINE,
    SOFT,
    Canvas,
    element,
    frame,
    label,
    short,
    wrapped,
)

PLOT = 200
LEFT, RIGHT = 0.14, 0.97
DASHES = ("", "7 4", "2 3")


def draw(chart: Lines, canvas: Canvas) -> str:
    """The chart as SVG: key, the name of the upright axis, the plot, the other axis."""
    parts = [_key(chart, canvas)]
    top = len(chart.series) * KEY_LINE + 8.0
    for line in wrapped(chart.y_name, canvas.letters, 2):
        parts.append(label(line, x=0, y=f"{top + 13:g}", font_size=14))
        top += 20
    top += 12
    low, high, ticks = _scale(chart)
    for tick in ticks:
        y = top + PLOT - (tick - low) / (high - low) * PLOT
        parts.append(_gridline(canvas, y, number(tick)))
    for order in range(len(chart.series)):
        parts.append(_line(chart, canvas, order, (top, low, high)))
    parts.append(_foot(chart, canvas, top + PLOT))
    return frame(chart, canvas, top + PLOT + 52, "".join(parts))


def _scale(chart: Lines) -> tuple[float, float, list[float]]:
    """The lowest and highest value of the upright axis and round steps between them."""
    values = [v for one in chart.series for v in one.values if v is not None]
    high, low = max([*values, 0.0]), min([*values, 0.0])
    span = max(high - low, 1e-6)
    step = 10.0 ** floor(log10(span))
    step = next(s for s in (step / 5, step / 2, step, step * 2) if span / s <= 5)
    first, last = floor(low / step), -floor(-high / step)
    last = max(last, first + 1)
    ticks = [n * step for n in range(first, last + 1)]
    return ticks[0], ticks[-1], ticks


def _gridline(canvas: Canvas, y: float, text: str) -> str:
    rule = element(
        "line",
        x1=canvas.across(LEFT),
        x2=canvas.across(1),
        y1=f"{y:.1f}",
        y2=f"{y:.1f}",
        stroke=LINE,
        class_="chart-grid",
    )
    name = label(
        short(text, 9),
        x=canvas.across(LEFT),
        dx=-8,
        y=f"{y + 5:.1f}",
        font_size=13,
        text_anchor="end",
        fill=canvas.ink(SOFT),
    )
    return rule + name


def _across(chart: Lines, index: int) -> float:
    first, last = chart.xs[0], chart.xs[-1]
    return LEFT + 0.02 + (chart.xs[index] - first) / (last - first) * (RIGHT - LEFT - 0.02)


def _line(chart: Lines, canvas: Canvas, order: int, plot: tuple[float, float, float]) -> str:
    top, low, high = plot
    points = [
        None
        if value is None
        else (
            canvas.across(_across(chart, index)),
            top + PLOT - (value - low) / (high - low) * PLOT,
        )
        for index, value in enumerate(chart.series[order].values)
    ]
    drawn = [
        _stroke(order, x1=a[0], y1=f"{a[1]:.1f}", x2=b[0], y2=f"{b[1]:.1f}")
        for a, b in zip(points, points[1:], strict=False)
        if a and b  # a value too small to be shown leaves a gap
    ]
    return "".join(drawn) + "".join(_marker(order, *point) for point in points if point)


def _stroke(order: int, **ends: str) -> str:
    dashes = {"stroke_dasharray": DASHES[order]} if DASHES[order] else {}
    return element(
        "line",
        **ends,
        stroke=COLOURS[order],
        stroke_width=2,
        class_=f"chart-line-{order + 1}",
        **dashes,
    )


def _marker(order: int, x: str, y: float) -> str:
    look = {"fill": COLOURS[order], "class_": f"chart-fill-{order + 1}"}
    if order == 0:
        return element("circle", cx=x, cy=f"{y:.1f}", r=4, **look)
    shape = "M-4 -4H4V4H-4Z" if order == 1 else "M0 -5L5 4H-5Z"
    return element("svg", element("path", d=shape, **look), x=x, y=f"{y:.1f}", overflow="visible")


def _key(chart: Lines, canvas: Canvas) -> str:
    drawn = []
    for order, one in enumerate(chart.series):
        y = order * KEY_LINE + 10
        drawn.append(_stroke(order, x1="1", x2="27", y1=str(y), y2=str(y)))
        drawn.append(_marker(order, "14", y))
        drawn.append(label(short(one.label, canvas.letters - 4), x=36, y=y + 5))
    return "".join(drawn)


def _foot(chart: Lines, canvas: Canvas, bottom: float) -> str:
    ends = ((0, "start"), (len(chart.xs) - 1, "end"))
    drawn = [
        label(
            short(number(chart.xs[index]), 12),
            x=canvas.across(_across(chart, index)),
            y=f"{bottom + 20:g}",
            font_size=13,
            text_anchor=anchor,
            fill=canvas.ink(SOFT),
        )
        for index, anchor in ends
    ]
    name = label(
        short(chart.x_name, canvas.letters),
        x=canvas.across(LEFT),
        y=f"{bottom + 42:g}",
        font_size=14,
    )
    return "".join(drawn) + name
