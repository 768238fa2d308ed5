"""Forms for blocks that somebody writes. What is typed becomes a block, read as strictly as any."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from pennydrop.core.documents.blocks import Block, Figure, Points, Table
from pennydrop.core.documents.drawings import DRAWINGS, drawing
from pennydrop.core.documents.stored import BadBlock, block_data, read_blocks
from pennydrop.rooms.publish.queries.charts import CHARTS, QUESTION, question_key, question_of

IN_WORDS = "{{chart}}"  # filled with every figure of the chart
MARKDOWN = (
    "Leave a blank line between paragraphs. **Bold** with two stars on each side; a list with “- ” "
    "at the start of each line."
)


def _long(label: str, rows: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), strip=False
    )


class BlockForm(forms.Form):
    """Turns what was typed into a block. `data_of` says how it stands in a revision."""

    kind = ""
    title = ""
    about = ""

    block: Block
    guidance = ""  # what a template asks for at this place

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


class RecommendationForm(BlockForm):
    kind, title = "recommendation", "Recommendation"
    about = "what should be done, who must act, what it would change"
    markdown = _long("What should be done", 5, "Start with a verb. One thing in each block.")
    who = forms.CharField(
        label="Who must act",
        max_length=300,
        help_text="An organisation, a partnership or a role. Never a person by name.",
    )
    change = forms.CharField(
        label="What it would change",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What people would notice, and how anybody could tell.",
    )


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
    chart = forms.ChoiceField(
        label="Chart",
        choices=list(CHARTS.items()),
        help_text="The study’s own figures, and one chart for each question that your team keeps: "
        "ask it on the page Ask and keep it there, and it stands in this list.",
    )
    alt = _long(
        "What it shows, for somebody who cannot see it",
        4,
        "Leave it empty: every figure of the chart is put into words, and the words stay up to "
        "date. Or write your own.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = False

    def offer(self, questions: Mapping[str, str]) -> None:
        """Offer a chart of each question that the team keeps, by its id."""
        field = self.fields["chart"]
        assert isinstance(field, forms.ChoiceField)
        asked = [(question_key(one), f"Who said it: {name}") for one, name in questions.items()]
        field.choices = [*CHARTS.items(), *asked]

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        kind, _, question = values["chart"].partition(":")
        params = {QUESTION: question} if question else {}
        alt = values["alt"] if values["alt"].strip() else IN_WORDS
        return {"chart": {"kind": kind, "params": params}, "alt": alt}

    @classmethod
    def initial_of(cls, block: Block) -> dict[str, Any]:
        if not isinstance(block, Figure):
            return {}
        asked = question_of(block.chart)
        alt = "" if block.alt.strip() == IN_WORDS else block.alt
        return {"chart": question_key(asked) if asked else block.chart.kind, "alt": alt}


class PictureForm(BlockForm):
    kind, title, about = "picture", "Picture", "a small drawing beside what follows it"
    name = forms.ChoiceField(label="Drawing", widget=forms.RadioSelect)
    alt = forms.CharField(
        label="What it says, for somebody who cannot see it",
        max_length=300,
        help_text="What it means here, in a few words: “Waiting for months”, not “A clock”.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, _drawn(name, title)) for name, title in DRAWINGS.items()]


def _drawn(name: str, title: str) -> str:
    # drawings are ours, and so are their names
    return format_html("{} {}", mark_safe(drawing(name)), title)


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
