"""The theme map as a picture: themes one below the other, and arcs between those that are told in
the same places. Drawn narrow, so that its words can be read on a phone; a table says the same."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.ui.charts.drawing import COLOURS, element, label, wrapped
from pennydrop.rooms.understand.queries.themes import ThemeRow
from pennydrop.rooms.understand.rules.mapping import Link

WIDTH = 320
NODE = 214
TOP, ROW, LINE = 16, 84, 17
LETTERS, LINES = 25, 3
THIN, THICK = 1.5, 8.0


def draw_map(themes: Sequence[ThemeRow], links: Sequence[Link]) -> SafeString:
    """The picture with its name and description."""
    most_people = max((theme.everyone for theme in themes), default=0)
    most_shared = max((link.shared for link in links), default=0)
    inner = "".join(_arc(link, most_shared) for link in links if link.shared)
    inner += "".join(_node(n, theme, most_people) for n, theme in enumerate(themes))
    head = element("title", "Theme map", id="theme-map-title")
    head += element(
        "desc",
        f"{len(themes)} themes, one below the other. An arc joins two that are told in the same "
        "places; the thicker it is, the more often. A bigger dot stands for more people. The table "
        "says the same.",
        id="theme-map-desc",
    )
    # Every text in it was escaped by the module that draws.
    return mark_safe(
        element(
            "svg", head + inner, xmlns="http://www.w3.org/2000/svg", role="img",
            aria_labelledby="theme-map-title theme-map-desc", class_="theme-map",
            viewBox=f"0 0 {WIDTH} {TOP + ROW * len(themes)}", font_size="14", fill="currentColor",
        )
    )  # fmt: skip


def _middle(number: int) -> float:
    return TOP + ROW * number + ROW / 2 - 8


def _node(number: int, theme: ThemeRow, most: int) -> str:
    middle = _middle(number)
    lines = wrapped(theme.title, LETTERS, LINES)
    first = middle - (len(lines) - 1) * LINE / 2 - 4
    words = "".join(
        label(line, x=0, y=first + n * LINE, font_weight="bold") for n, line in enumerate(lines)
    )
    codes = f"{len(theme.codes)} code{'' if len(theme.codes) == 1 else 's'}"
    words += label(codes, x=0, y=first + len(lines) * LINE, font_size="13")
    size = 5 + 9 * (theme.everyone / most) ** 0.5 if most else 5
    dot = element("circle", cx=NODE, cy=middle, r=f"{size:.1f}", fill=COLOURS[0],
                  class_="chart-fill-1")  # fmt: skip
    return words + dot


def _arc(link: Link, most: int) -> str:
    """From one dot to the other, the further out the more themes lie between them."""
    start, end = _middle(link.first), _middle(link.second)
    out = NODE + min(100, 26 + 18 * (link.second - link.first))
    wide = THIN + (THICK - THIN) * link.shared / most
    return element(
        "path", d=f"M{NODE} {start} C{out} {start} {out} {end} {NODE} {end}", fill="none",
        stroke=COLOURS[1], stroke_width=f"{wide:.1f}", stroke_opacity="0.75",
        class_="chart-line-2",
    )  # fmt: skip
