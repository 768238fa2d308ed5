"""Forms for blocks that are picked from the study: quotes and themes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join

from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.resolved import PieceKind, QuotePiece
from pennydrop.rooms.publish.forms.writing import BlockForm
from pennydrop.rooms.publish.queries.filled import quote_value
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.themes import ThemeCard

OWN_TITLE = "{{theme title}}"


@dataclass(frozen=True)
class Choice:
    """What a form can offer: the study's quotes and themes, the theme whose section is being
    written, which quotes and themes stand in the report already, the kept questions by id, and what
    somebody came here to add."""

    quotes: Sequence[QuoteCard]
    themes: Sequence[ThemeCard]
    theme: str = ""
    used: frozenset[str] = frozenset()
    used_themes: frozenset[str] = frozenset()
    questions: Mapping[str, str] = field(default_factory=dict)
    picked: str = ""


class QuoteForm(BlockForm):
    kind, title, about = "quote", "Quote", "picked from the study’s quotes"
    quote_id = forms.ChoiceField(label="Quote", widget=forms.RadioSelect)
    note = forms.CharField(
        label="A note beside it",
        max_length=300,
        required=False,
        help_text="In your words, seldom needed.",
    )

    def offer(self, choice: "Choice") -> None:
        """Offer the study's quotes: those of this theme first, then those that may leave."""
        names = {theme.id: theme.title for theme in choice.themes}
        ordered = sorted(
            choice.quotes,
            key=lambda card: (
                str(card.id) in choice.used,
                bool(card.blocks),
                str(card.theme) != choice.theme,
            ),
        )
        field = self.fields["quote_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(card.id), _quote_label(card, names, str(card.id) in choice.used))
            for card in ordered
        ]
        if choice.picked in dict(field.choices):
            field.initial = choice.picked


def _quote_label(card: QuoteCard, themes: Mapping[Any, str], used: bool) -> str:
    quote = quote_value(card)
    words = format_html_join("", "{}", ((_piece(piece),) for piece in quote.printed))
    state = " Not ready: " + " ".join(card.blocks) if card.blocks else ""
    state += " It stands in the report already." if used else ""
    theme = f" Theme: {themes[card.theme]}." if card.theme in themes else ""
    said = format_html("“{}”" if quote.verbatim else "{}", words)
    return format_html("{} {}.{}{}", said, quote.attribution, theme, state)


def _piece(piece: QuotePiece) -> str:
    """Their words as they are; what we left out or put in, marked as on the page."""
    if piece.kind is PieceKind.WORDS:
        return piece.text
    mark = "omit" if piece.kind is PieceKind.OMISSION else "clarify"
    return format_html('<span class="{}">{}</span>', mark, piece.text)


class ThemeForm(BlockForm):
    kind, title, about = "theme", "Theme", "the start of a theme’s section"
    theme_id = forms.ChoiceField(label="Theme")
    title_shown = forms.CharField(
        label="Title",
        max_length=300,
        required=False,
        help_text="Left empty, it is the theme’s own title, and stays up to date with it.",
    )
    whole = forms.BooleanField(
        label="With its narrative, quotes and key insight",
        required=False,
        initial=True,
    )

    def offer(self, choice: "Choice") -> None:
        field = self.fields["theme_id"]
        assert isinstance(field, forms.ChoiceField)
        titles = {str(theme.id): theme.title for theme in choice.themes}
        fresh = [theme for theme in titles if theme not in choice.used_themes]
        field.choices = [
            (theme, title if theme in fresh else f"{title} (in the draft already)")
            for theme, title in titles.items()
        ]
        picked = [choice.picked] if choice.picked in fresh else []
        field.initial = next(iter([*picked, *fresh]), "")
        if not fresh and not self.initial:
            field.choices = [("", "Each theme is in the draft already"), *field.choices]
        if own := titles.get(self.initial.get("theme_id", "")):
            shown = self.fields["title_shown"]
            shown.help_text = f"Left empty, it is the theme’s own title, now “{own}”."

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"theme_id": values["theme_id"], "title": values["title_shown"] or OWN_TITLE}

    @classmethod
    def initial_of(cls, block: Block) -> dict[str, Any]:
        values = super().initial_of(block)
        own = values["title"].strip() == OWN_TITLE
        return {**values, "title_shown": "" if own else values["title"]}
