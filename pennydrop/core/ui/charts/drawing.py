"""The marks every chart shares: escaped text, elements, patterns, the frame and the key.

A page's charts are fluid: positions across are percentages, text keeps its size, so nothing
becomes too small to read on a phone. A chart that stands alone (for a PDF) has a fixed width
and colours of its own. There are no style attributes, which a strict CSP would block: colours
are presentation attributes, so a page's stylesheet can change them (dark mode) by class.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from pennydrop.core.ui.charts.data import Chart, Series

ALONE_WIDTH = 640
NARROW_WIDTH = 288  # what a 320 px screen leaves
COLOURS = ("#0f5257", "#a34a17", "#4a5761")
INK, SOFT, LINE = "#1d2a33", "#4a5761", "#dfd7ca"
FONTS = "Atkinson Hyperlegible, DejaVu Sans"
KEY_LINE = 24
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Canvas:
    """Where a chart is drawn. `name` begins every id, so two charts on a page never clash."""

    name: str
    fluid: bool

    @property
    def letters(self) -> int:
        """How many letters of label text surely fit side by side."""
        return (NARROW_WIDTH if self.fluid else ALONE_WIDTH) // 9

    @property
    def narrowest(self) -> int:
        """The least width in pixels this chart has to work at."""
        return NARROW_WIDTH if self.fluid else ALONE_WIDTH

    def across(self, part: float) -> str:
        """A position or length across, from 0 (left) to 1 (right)."""
        return f"{part * 100:.2f}%" if self.fluid else f"{part * ALONE_WIDTH:.2f}"

    def ink(self, colour: str) -> str:
        """The page's own text colour where there is a page."""
        return "currentColor" if self.fluid else colour


def clean(text: str) -> str:
    """Text without the characters XML cannot hold and without line breaks."""
    return " ".join(_NOT_XML.sub("", text).split())


def element(tag: str, inner: str = "", /, **attributes: object) -> str:
    """One element. `inner` is markup already; attribute values are escaped here."""
    listed = "".join(
        f" {name.rstrip('_').replace('_', '-')}={_quoted(str(value))}"
        for name, value in attributes.items()
    )
    return f"<{tag}{listed}>{inner}</{tag}>" if inner else f"<{tag}{listed}/>"


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """A value as an attribute; a drawing repeats few of them very often."""
    return quoteattr(clean(value))


def label(text: str, /, **attributes: object) -> str:
    """A text element holding people's or editors' words, escaped."""
    return element("text", escape(clean(text)) or " ", **attributes)


def width_of(text: str) -> int:
    """A cautious guess of how many letters wide a text is: wide scripts count double."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def short(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis; the table has the whole of it."""
    text = clean(text)
    if width_of(text) <= most:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character) >= most:
            break
        kept += character
    return kept.rstrip() + "…"


def wrapped(text: str, most: int, lines: int = 3) -> list[str]:
    """The text in at most `lines` lines of `most` letters, broken between words."""
    rows = [""]
    for word in clean(text).split(" "):
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and width_of(longer) > most:
            rows.append(word)
        else:
            rows[-1] = longer
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return [short(row, most) for row in rows]


def frame(chart: Chart, canvas: Canvas, height: float, inner: str) -> str:
    """The whole drawing with its name, its description and the patterns of its series."""
    title, desc = f"{canvas.name}-title", f"{canvas.name}-desc"
    head = element("title", escape(clean(chart.title)) or " ", id=title)
    head += element("desc", escape(clean(chart.description)) or " ", id=desc)
    size: dict[str, object] = {"width": "100%"}
    if not canvas.fluid:
        size = {
            "width": ALONE_WIDTH,
            "viewBox": f"0 0 {ALONE_WIDTH} {height:g}",
            "font_family": FONTS,
        }
    return element(
        "svg",
        head + element("defs", patterns(chart, canvas)) + inner,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=f"{title} {desc}",
        class_="chart",
        height=f"{height:g}",
        font_size="15",
        fill=canvas.ink(INK),
        **size,
    )


def patterns(chart: Chart, canvas: Canvas) -> str:
    """One filling for each series (solid, stripes, dots) and a hatch for what is too small."""
    drawn = [_pattern(canvas, index) for index in range(1, len(chart.series))]
    drawn += [_hatch(canvas, index) for index in range(len(chart.series))]
    return "".join(drawn)


def _pattern(canvas: Canvas, index: int) -> str:
    colour = {"fill": COLOURS[index], "class_": f"chart-fill-{index + 1}"}
    if index == 1:
        mark = element("rect", width=4, height=7, **colour)
        turn = {"patternTransform": "rotate(45)"}
    else:
        mark = element("circle", cx=3.5, cy=3.5, r=2.2, **colour)
        turn = {}
    return element(
        "pattern",
        mark,
        id=f"{canvas.name}-fill-{index + 1}",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        **turn,
    )


def _hatch(canvas: Canvas, index: int) -> str:
    mark = element(
        "rect", width=1.5, height=6, fill=COLOURS[index], class_=f"chart-fill-{index + 1}"
    )
    return element(
        "pattern",
        mark,
        id=f"{canvas.name}-small-{index + 1}",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(-45)",
    )


def filling(canvas: Canvas, index: int) -> dict[str, object]:
    """How a series is filled and outlined."""
    solid = index == 0
    return {
        "fill": COLOURS[0] if solid else f"url(#{canvas.name}-fill-{index + 1})",
        "stroke": COLOURS[index],
        "class_": f"chart-line-{index + 1}" + (" chart-fill-1" if solid else ""),
    }


def key(series: tuple[Series, ...], canvas: Canvas) -> tuple[str, float]:
    """What each pattern stands for, one line each, and the height it takes."""
    drawn = []
    for index, one in enumerate(series):
        top = index * KEY_LINE
        drawn.append(
            element("rect", x=1, y=top + 4, width=26, height=12, rx=2, **filling(canvas, index))
        )
        drawn.append(label(short(one.label, canvas.letters - 4), x=36, y=top + 15))
    return "".join(drawn), len(series) * KEY_LINE + 8.0
