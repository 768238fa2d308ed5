"""Where a page ends: no quote without its speaker, no heading or chart's name without what it
names, no table parted that fits on one page."""

import datetime as dt
import subprocess
from shutil import which

import pytest

from pennydrop.core.documents.blocks import (
    Callout,
    CalloutKind,
    ChartRef,
    Figure,
    Heading,
    Insight,
    Prose,
    QuoteRef,
    Table,
    Theme,
)
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.pdf.render import render_pdf
from pennydrop.core.documents.resolved import Quote, QuotePiece
from pennydrop.core.ui.charts import Bars, Series

CHART = ChartRef("c")
SHORT = "Nobody asked me what I was like before. Kingfisher. " * 4
LONG = "They asked what I took, and then how much of it, and never why. " * 40
GIVEN = {
    CHART.key: Bars("Drawn", "d", "Rows", ("A", "B", "C"), (Series("Series", (20, 15, 10)),)),
    "quote:short": Quote((QuotePiece(SHORT + "Ends"),), "Speaker-one"),
    "quote:long": Quote((QuotePiece(LONG + "Stops"),), "Speaker-two"),
}
# first word -> the word that has to stand on the same page
TOGETHER = {
    "Kingfisher.": "Speaker-one", "Stops”": "Speaker-two", "Section-head": "Following",
    "Theme-head": "Insight-first", "Inner-head": "Below", "Drawn": "Series", "Help-head": "Call",
    "Caption": "Last-cell", "table": "Rows",
}  # fmt: skip


def blocks(lines):
    """`lines` of text push the rest down the page."""
    return (
        Heading(2, "Beginning"),
        *(Prose(f"Line {number}.") for number in range(lines)),
        QuoteRef("short"),
        Heading(2, "Section-head"),
        Prose("Following text. " * 20),
        Theme("Theme-head", "t"),
        Insight("Insight-first and what it says. " * 6),
        Heading(3, "Inner-head"),
        Prose("Below it. " * 30),
        Figure(CHART, "What it shows in words"),
        Table("Caption", ("Rows", "More"), (("One", "Two"), ("Three", "Last-cell"))),
        QuoteRef("long"),
        Callout(CalloutKind.HELP, "Help-head", "Call somebody. " * 10),
    )


def pages(pdf):
    ran = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return ran.stdout.decode().split("\f")


@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("layout", [Layout.REPORT, Layout.BRIEFING, Layout.EASY])
def test_what_belongs_together_stays_on_one_page(layout):
    for lines in range(0, 26, 2):
        copy = Copy(title="T", organisation="O", date=dt.date(2026, 6, 4), blocks=blocks(lines),
                    resolve=GIVEN, layout=layout)  # fmt: skip
        printed = pages(render_pdf(copy))
        first = 2 if layout is Layout.REPORT else 0  # after the cover and the contents
        for word, other in TOGETHER.items():
            held = [page for page in printed[first:] if word in page.split()]
            assert held and all(other in page for page in held[-1:]), (lines, word)
