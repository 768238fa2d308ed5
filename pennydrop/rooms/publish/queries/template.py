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
from pennydrop.rooms.publish.queries.drafts import INSIGHTS
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

    def section(name: str, level: int = 2) -> list[Block]:
        if not said.get(name, "").strip():
            return []
        return [Heading(level, TITLES[name]), Prose(said[name])]

    help_ = said["support"].strip()
    return (
        *section("overview"),
        Heading(2, TITLES["points"]),
        Points(tuple(points) or (INSIGHTS,)),
        *section("about"),
        *section("context"),
        *section("method"),
        Figure(ChartRef("people"), "{{chart}}"),
        *section("limits", 3),
        *section("not heard", 3),
        *section("figures", 3),
        *section("ethics"),
        *section("questions"),
        *_themes(themes, quotes),
        Heading(2, TITLES["themes"]),
        Figure(ChartRef("themes"), "{{chart}}"),
        *section("asks"),
        *section("conclusion"),
        *section("thanks"),
        *([Callout(CalloutKind.HELP, "If you need someone now", help_)] if help_ else []),
    )


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
