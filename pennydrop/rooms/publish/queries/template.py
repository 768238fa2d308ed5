"""The blocks a document starts from: a template (rules/templates) filled for one study."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pennydrop.core.documents.blocks import (
    Blank,
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
    Recommendation,
    Theme,
)
from pennydrop.rooms.publish.queries.filled import INSIGHTS
from pennydrop.rooms.publish.rules.templates import parts as made_of
from pennydrop.rooms.publish.rules.templates.parts import Shown, Template
from pennydrop.rooms.publish.rules.wording import TEXTS, TITLES
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.themes import ThemeCard


@dataclass(frozen=True)
class Material:
    """What a template is filled with. `texts` replace its own by the name of the section, and
    leave a section out where they are empty; `points` replace the themes' key insights; `asks` are
    what the study's report recommends."""

    themes: Sequence[ThemeCard] = ()
    quotes: Sequence[QuoteCard] = ()
    texts: Mapping[str, str] | None = None
    points: Sequence[str] = ()
    asks: Sequence[Recommendation] = ()

    def text(self, name: str) -> str | None:
        """The words of a section; empty where it is to be left out, None where nobody has any."""
        given = self.texts or {}
        return given[name] if name in given else TEXTS.get(name)

    def quotes_of(self, theme: ThemeCard) -> list[QuoteCard]:
        """A theme's quotes that may leave."""
        return [q for q in self.quotes if q.theme == theme.id and not q.blocks]


def template_blocks(template: Template, material: Material) -> tuple[Block, ...]:
    """The blocks that a document of this template starts with."""
    return tuple(block for part in template.parts for block in _BLOCKS[type(part)](part, material))


def theme_blocks(theme: ThemeCard, quotes: Sequence[QuoteCard]) -> Iterable[Block]:
    """One section: title, narrative and key insight kept up to date from the theme, and quotes."""
    yield _title(theme)
    if theme.narrative.strip():
        yield Prose("{{narrative}}")
    for quote in quotes:
        yield QuoteRef(str(quote.id))
    yield from _insight(theme)


def _section(part: made_of.Section, material: Material) -> Iterable[Block]:
    text = material.text(part.name)
    if text is None and part.guidance:
        yield from (Heading(part.level, TITLES[part.name]), Blank(part.kind, part.guidance))
    elif text and text.strip():
        yield from (Heading(part.level, TITLES[part.name]), Prose(text))


def _head(part: made_of.Head, material: Material) -> Iterable[Block]:
    yield Heading(part.level, part.text)


def _text(part: made_of.Text, material: Material) -> Iterable[Block]:
    yield Prose(part.markdown)


def _ask(part: made_of.Ask, material: Material) -> Iterable[Block]:
    yield Blank(part.kind, part.guidance)


def _asks(part: made_of.Asks, material: Material) -> Iterable[Block]:
    yield from material.asks
    if not material.asks:
        yield from (Blank("recommendation", one) for one in part.guidance)


def _chart(part: made_of.Chart, material: Material) -> Iterable[Block]:
    yield Figure(ChartRef(part.name), "{{chart}}")


def _points(part: made_of.KeyPoints, material: Material) -> Iterable[Block]:
    yield Points(tuple(material.points) or (INSIGHTS,))


def _themes(part: made_of.Themes, material: Material) -> Iterable[Block]:
    for theme in material.themes:
        quotes = material.quotes_of(theme)
        if part.shown is Shown.WHOLE:
            yield from theme_blocks(theme, quotes)
            continue
        yield _title(theme)
        if part.picture:
            yield Blank("picture", part.picture)
        if part.guidance:
            yield Blank("prose", part.guidance)
        yield from _insight(theme)
        if part.shown is Shown.SHORT and quotes:
            yield QuoteRef(str(min(quotes, key=lambda quote: len(quote.words)).id))


def _support(part: made_of.Support, material: Material) -> Iterable[Block]:
    if help_ := (material.text("support") or "").strip():
        yield Callout(CalloutKind.HELP, "If you need someone now", help_)


def _title(theme: ThemeCard) -> Block:
    return Theme("{{theme title}}", str(theme.id))


def _insight(theme: ThemeCard) -> Iterable[Block]:
    if theme.insight.strip():
        yield Insight("{{key insight}}")


_BLOCKS: dict[type[made_of.Part], Callable[[Any, Material], Iterable[Block]]] = {
    made_of.Section: _section,
    made_of.Head: _head,
    made_of.Text: _text,
    made_of.Ask: _ask,
    made_of.Asks: _asks,
    made_of.Chart: _chart,
    made_of.KeyPoints: _points,
    made_of.Themes: _themes,
    made_of.Support: _support,
}
