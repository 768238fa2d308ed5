from pennydrop.rooms.publish.forms.blocks import (
    FORMS,
    BlockForm,
    Choice,
    QuoteForm,
    ThemeForm,
    form_for,
    kind_of,
)
from pennydrop.rooms.publish.forms.documents import StartForm, TitleForm

__all__ = [
    "FORMS",
    "BlockForm",
    "Choice",
    "QuoteForm",
    "StartForm",
    "ThemeForm",
    "TitleForm",
    "form_for",
    "kind_of",
]
