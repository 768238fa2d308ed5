from pennydrop.rooms.publish.forms.blocks import (
    FORMS,
    BlockForm,
    Choice,
    QuoteForm,
    ThemeForm,
    TitleForm,
    form_for,
    kind_of,
)

__all__ = [
    "FORMS",
    "BlockForm",
    "Choice",
    "QuoteForm",
    "ThemeForm",
    "TitleForm",
    "form_for",
    "kind_of",
]
