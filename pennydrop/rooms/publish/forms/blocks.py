"""Which form writes which kind of block."""

from typing import Any

from pennydrop.core.documents.blocks import Blank, Block
from pennydrop.core.documents.stored import block_data
from pennydrop.rooms.publish.forms.photos import PhotoForm
from pennydrop.rooms.publish.forms.picking import Choice, QuoteForm, ThemeForm
from pennydrop.rooms.publish.forms.writing import (
    BlockForm,
    CalloutForm,
    FigureForm,
    HeadingForm,
    InsightForm,
    PictureForm,
    PointsForm,
    ProseForm,
    RecommendationForm,
    TableForm,
)

FORMS: dict[str, type[BlockForm]] = {
    form.kind: form
    for form in (
        ProseForm,
        HeadingForm,
        QuoteForm,
        InsightForm,
        RecommendationForm,
        ThemeForm,
        FigureForm,
        PictureForm,
        PhotoForm,
        PointsForm,
        CalloutForm,
        TableForm,
    )
}


def form_for(
    kind: str, *, data: Any, block: Block | None, choice: Choice, files: Any = None
) -> BlockForm:
    """The form of one kind of block, empty, with what stands there now, or with what was typed.

    KeyError where there is no such kind.
    """
    made = FORMS[kind]
    form = made(data, files, initial=made.initial_of(block) if block else None)
    if isinstance(form, QuoteForm | ThemeForm):
        form.offer(choice)
    if isinstance(form, FigureForm):
        form.offer(choice.questions)
    if isinstance(form, ThemeForm) and block is not None:
        del form.fields["whole"]
    return form


def form_kind(block: Block) -> str:
    """Which form writes a block: its own kind's, or that of what a place waits for."""
    return block.kind if isinstance(block, Blank) else kind_of(block)


def kind_of(block: Block) -> str:
    """How a block's kind is called in forms and addresses."""
    (values,) = block_data([block])
    return str(values["block"])
