"""One form for each kind of block. What is typed becomes a block, read as strictly as any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import Truncator

from pennydrop.core.documents.blocks import Block, Points, Table
from pennydrop.core.documents.stored import BadBlock, block_data, read_blocks
from pennydrop.rooms.publish.queries.charts import CHARTS
from pennydrop.rooms.publish.queries.filled import quote_value
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.themes import ThemeCard

MARKDOWN = (
    "Leave a blank line between paragraphs. **Bold** with two stars on each side; a list with “- ” "
    "at the start of each line."
)

OWN_TITLE = "{{theme title}}"


def _long(label: str, rows: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), strip=False
    )


@dataclass(frozen=True)
class Choice:
    """What a form can offer: the study's quotes and themes, the theme whose section is being
    written, and which quotes and themes stand in the report already."""

    quotes: Sequence[QuoteCard]
    themes: Sequence[ThemeCard]
    theme: str = ""
    used: frozenset[str] = frozenset()
    used_themes: frozenset[str] = frozenset()


class BlockForm(forms.Form):
    """Turns what was typed into a block. `data_of` says how it stands in a revision."""

    kind = ""
    title = ""
    about = ""

    block: Block

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(values)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        try:
            (self.block,) = read_blocks([{"block": self.kind, **self.data_of(values)}])
        except BadBlock as wrong:
            raise forms.ValidationError(wrong.reason.partition(": ")[2] or wrong.reason) from None
        return values

    @classmethod
    def initial_of(cls, block: Block) -> dict[str, Any]:
        (values,) = block_data([block])
        return values


class HeadingForm(BlockForm):
    kind, title, about = "heading", "Heading", "starts a section"
    text = forms.CharField(label="Heading", max_length=300)
    level = forms.TypedChoiceField(
        label="Where it stands",
        choices=[(2, "A section of its own"), (3, "Inside a section"), (4, "One level further in")],
        coerce=int,
        initial=2,
    )


class ProseForm(BlockForm):
    kind, title, about = "prose", "Text", "running text"
    markdown = _long("Text", 14, MARKDOWN)


class InsightForm(BlockForm):
    kind, title, about = "insight", "Key insight", "the one thing to take away"
    markdown = _long("Key insight", 5, "Two or three sentences.")


class PointsForm(BlockForm):
    kind, title, about = "points", "Key points", "a short list at a glance"
    items = _long("Key points", 9, "One on each line.")

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        lines = [line.strip() for line in values["items"].splitlines()]
        return {"items": [line for line in lines if line]}

    @classmethod
    def initial_of(cls, block: Block) -> dict[str, Any]:
        return {"items": "\n".join(block.items)} if isinstance(block, Points) else {}


class CalloutForm(BlockForm):
    """Its own `kind` is that of the callout; the block's stands under another name."""

    title, about = "Box", "a note, a caution, or where to find help"
    tone = forms.ChoiceField(
        label="Which kind of box",
        choices=[("note", "A note"), ("caution", "A caution"), ("help", "Where to find help")],
    )
    heading = forms.CharField(label="Its heading", max_length=300)
    markdown = _long("Its text", 6, MARKDOWN)

    kind = "callout"

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        names = {"kind": "tone", "title": "heading", "markdown": "markdown"}
        return {name: values[field] for name, field in names.items()}

    @classmethod
    def initial_of(cls, block: Block) -> dict[str, Any]:
        values = super().initial_of(block)
        return {**values, "tone": values["kind"], "heading": values["title"]}


class FigureForm(BlockForm):
    kind, title, about = "figure", "Chart", "drawn from the study’s figures, with its table"
    chart = forms.ChoiceField(label="Chart", choices=list(CHARTS.items()))
    alt = _long(
        "What it shows, for somebody who cannot see it",
        4,
        "{{chart}} puts every figure of it into words and keeps them up to date.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].initial = "{{chart}}"

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"chart": {"kind": values["chart"], "params": {}}, "alt": values["alt"]}

    @classmethod
    def initial_of(cls, block: Block) -> dict[str, Any]:
        values = super().initial_of(block)
        return {"chart": values["chart"]["kind"], "alt": values["alt"]}


class TableForm(BlockForm):
    kind, title, about = "table", "Table", "plain words and numbers in rows"
    caption = forms.CharField(label="What the table holds", max_length=300)
    rows = _long("Rows", 8, "One row on each line, cells parted by |. The first row is the head.")

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        lines = [line for line in values["rows"].splitlines() if line.strip()]
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
        return {"caption": values["caption"], "head": rows[0], "rows": rows[1:]}

    @classmethod
    def initial_of(cls, block: Block) -> dict[str, Any]:
        if not isinstance(block, Table):
            return {}
        lines = [" | ".join(row) for row in (block.head, *block.rows)]
        return {"caption": block.caption, "rows": "\n".join(lines)}


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


def _quote_label(card: QuoteCard, themes: Mapping[Any, str], used: bool) -> str:
    quote = quote_value(card)
    state = " Not ready: " + " ".join(card.blocks) if card.blocks else ""
    state += " It stands in the report already." if used else ""
    theme = f" Theme: {themes[card.theme]}." if card.theme in themes else ""
    return f"{Truncator(quote.said).chars(240)} {quote.attribution}.{theme}{state}"


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
        field.initial = fresh[0] if fresh else ""
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


FORMS: dict[str, type[BlockForm]] = {
    form.kind: form
    for form in (
        ProseForm,
        HeadingForm,
        QuoteForm,
        InsightForm,
        ThemeForm,
        FigureForm,
        PointsForm,
        CalloutForm,
        TableForm,
    )
}


def form_for(kind: str, *, data: Any, block: Block | None, choice: Choice) -> BlockForm:
    """The form of one kind of block, empty, with what stands there now, or with what was typed.

    KeyError where there is no such kind.
    """
    made = FORMS[kind]
    form = made(data, initial=made.initial_of(block) if block else None)
    if isinstance(form, QuoteForm | ThemeForm):
        form.offer(choice)
    if isinstance(form, ThemeForm) and block is not None:
        del form.fields["whole"]
    return form


def kind_of(block: Block) -> str:
    """How a block's kind is called in forms and addresses."""
    (values,) = block_data([block])
    return str(values["block"])
