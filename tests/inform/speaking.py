"""A made-up language: every text that goes through gettext is changed, so that what did not go
through it stands out. It is longer than English, as most languages are."""

import re
from gettext import NullTranslations

from django.utils.translation import trans_real

from pennydrop.core.ui.languages import CONTEXT_END, WELSH
from pennydrop.core.ui.tongues import marked
from pennydrop.rooms.inform.queries import spoken

_KEPT = re.compile(r"(<[^>]*>|%\(\w+\)s|%%|&\w+;)")
_LETTERS = str.maketrans("aeiouAEIOUcnsy", "áéíóúÁÉÍÓÚçñšý")


def pretend(text):
    """The text with other letters, but for tags, entities and what is filled in."""
    return "".join(
        part if part[:1] in "<%&" else part.translate(_LETTERS) for part in _KEPT.split(text)
    )


class Pretended(NullTranslations):
    """Says everything in the made-up language."""

    def gettext(self, message):
        context, end, text = message.rpartition(CONTEXT_END)
        return marked(f"[{pretend(text)} ~~]") if text else ""

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def language(self):
        return WELSH.code

    to_language = language


def speak_it(monkeypatch):
    """Until the test is over, pages under /cy/ are in the made-up language."""
    spoken.look_no_more()
    monkeypatch.setattr(spoken._said, "languages", (WELSH,))
    monkeypatch.setitem(trans_real._translations, WELSH.code, Pretended())
