"""A document with every kind of block, and the same words wherever somebody writes any."""

from pennydrop.core.documents.blocks import (
    Blank,
    Block,
    Callout,
    CalloutKind,
    ChartRef,
    ClaimRef,
    Figure,
    Heading,
    Insight,
    Points,
    Prose,
    QuoteRef,
    Recommendation,
    Table,
    Theme,
)
from pennydrop.core.documents.resolved import Claim, PieceKind, Quote, QuotePiece, ThemeLine
from pennydrop.core.ui.charts import Bars, Series

CHART = ChartRef("themes", (("study", "s1"),))
# The first quote (q1) stands in this block, counted from 1, as messages count.
FIRST_QUOTE = 7


def quote(text: str, **more) -> Quote:
    return Quote((QuotePiece(text),), "Interview, someone in their twenties", **more)


def every_block(words: str, *, prose: str, points: str = "") -> tuple[Block, ...]:
    """`points` are the words where they would mean something else to Markdown."""
    return (
        Heading(2, words),
        Points(("First *point*.", f"Second {points or words}")),
        Heading(4, "How we listened"),
        Prose(prose),
        Callout(CalloutKind.CAUTION, words, words),
        Theme(words, "t1"),
        QuoteRef("q1", words),
        QuoteRef("q2", "read twice"),
        QuoteRef("q3"),
        QuoteRef("q4"),
        Insight(words, words),
        Figure(CHART, words),
        Table(words, (words, "Now"), ((words, "Late"),)),
        ClaimRef("c1"),
        Recommendation(words, words, words),
        Recommendation("Ask early.", "The partnership"),
        Blank("prose", "What belongs here"),
    )


def everything_given(words: str) -> dict[str, object]:
    """What the blocks refer to: a chart with one number hidden, quotes of each kind, a claim."""
    series = (Series(words, (20, None)),)
    return {
        CHART.key: Bars(words, "d", "Theme", (words, "Company"), series),
        "quote:q1": quote(words, where="javascript:alert(1)"),
        "quote:q2": Quote(
            (
                QuotePiece("It was"),
                QuotePiece("", PieceKind.OMISSION),
                QuotePiece("the clinic", PieceKind.CLARIFICATION),
                QuotePiece(" that asked 💔"),
            ),
            words,
        ),
        "quote:q3": quote("canary", removed=True, where="/canary"),
        "quote:q4": Quote((QuotePiece("tired"),), "Notes", verbatim=False, where="/words/3"),
        "claim:c1": Claim(words, (words, "A source, 2024"), "Signed on 3 May 2026"),
        "theme:t1": ThemeLine(words),
    }
