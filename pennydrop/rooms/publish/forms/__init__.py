from pennydrop.rooms.publish.forms.blocks import FORMS, form_for, form_kind
from pennydrop.rooms.publish.forms.comments import CommentForm
from pennydrop.rooms.publish.forms.documents import CardsForm, StartForm, StudiesForm, TitleForm
from pennydrop.rooms.publish.forms.photos import PhotoForm
from pennydrop.rooms.publish.forms.picking import Choice, QuoteForm, ThemeForm
from pennydrop.rooms.publish.forms.writing import BlockForm

__all__ = [
    "FORMS",
    "BlockForm",
    "CardsForm",
    "Choice",
    "CommentForm",
    "PhotoForm",
    "QuoteForm",
    "StartForm",
    "StudiesForm",
    "ThemeForm",
    "TitleForm",
    "form_for",
    "form_kind",
]
