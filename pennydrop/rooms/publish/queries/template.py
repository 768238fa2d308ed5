"""The draft a report starts from."""

from collections.abc import Iterable, Mapping, Sequence

from pennydrop.core.documents.blocks import (
    Block,
    Callout,
    CalloutKind,
    ChartRef,
    Figure,
    Heading,
    Insight,
    Points,
    Prose,
    QuoteRef,
    Theme,
)
from pennydrop.rooms.publish.queries.filled import INSIGHTS
from pennydrop.rooms.publish.rules.wording import TEXTS, TITLES
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.themes import ThemeCard


def report_blocks(
    themes: Sequence[ThemeCard],
    quotes: Sequence[QuoteCard],
    *,
    texts: Mapping[str, str] | None = None,
    points: Sequence[str] = (),
) -> tuple[Block, ...]:
    """The blocks of a findings report. `texts` replace the template's own, by section, and leave a
    section out where they are empty; `points` replace the themes' key insights as key points.
    Quotes that may leave stand with their theme."""
    said = {**TEXTS, **(texts or {})}
    return (
        *_opening(said, tuple(points) or (INSIGHTS,)),
        *_how(said),
        *_themes(themes, quotes),
        *_closing(said),
    )


def _opening(said: Mapping[str, str], points: tuple[str, ...]) -> Iterable[Block]:
    yield from _section(said, "overview")
    yield from (Heading(2, TITLES["points"]), Points(points))
    yield from _section(said, "about")
    yield from _section(said, "context")


def _how(said: Mapping[str, str]) -> Iterable[Block]:
    """How people were heard, and what that cannot tell."""
    yield from _section(said, "method")
    yield Figure(ChartRef("people"), "{{chart}}")
    for name in ("limits", "not heard", "figures"):
        yield from _section(said, name, 3)
    yield from _section(said, "ethics")
    yield from _section(said, "questions")


def _closing(said: Mapping[str, str]) -> Iterable[Block]:
    yield Heading(2, TITLES["themes"])
    yield Figure(ChartRef("themes"), "{{chart}}")
    for name in ("asks", "conclusion", "thanks"):
        yield from _section(said, name)
    if help_ := said["support"].strip():
        yield Callout(CalloutKind.HELP, "If you need someone now", help_)


def _section(said: Mapping[str, str], name: str, level: int = 2) -> Iterable[Block]:
    """A heading with its text; nothing where the text is empty."""
    if said.get(name, "").strip():
        yield Heading(level, TITLES[name])
        yield Prose(said[name])


def _themes(themes: Sequence[ThemeCard], quotes: Sequence[QuoteCard]) -> Iterable[Block]:
    for theme in themes:
        yield from theme_blocks(theme, [q for q in quotes if q.theme == theme.id and not q.blocks])


def theme_blocks(theme: ThemeCard, quotes: Sequence[QuoteCard]) -> Iterable[Block]:
    """One section: title, narrative and key insight kept up to date from the theme, and quotes."""
    yield Theme("{{theme title}}", str(theme.id))
    if theme.narrative.strip():
        yield Prose("{{narrative}}")
    for quote in quotes:
        yield QuoteRef(str(quote.id))
    if theme.insight.strip():
        yield Insight("{{key insight}}")
