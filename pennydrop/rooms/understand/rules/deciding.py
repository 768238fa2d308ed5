"""What makes a decision about a name a sound one. Plain values; no Django here."""

import re
from collections.abc import Iterable

from pennydrop.rooms.understand.rules.identifiers import mentions_of
from pennydrop.rooms.understand.rules.weighing import Ruling, same

LONGEST_FORM = 200
LONGEST_SURROGATE = 60


class AskedToHide(Exception):
    """The form stands on a participant's own list; keeping it needs a second yes."""


class BadSurrogate(Exception):
    """The stand-in is missing, or gives away what it should hide."""


def check_hideable(form: str) -> None:
    """Raise BadSurrogate for words that cannot be looked for."""
    if not any(c.isalnum() for c in form):
        raise BadSurrogate("Say which words to hide.")
    if len(form) > LONGEST_FORM:
        raise BadSurrogate("Choose fewer words: this finds names and places, not whole passages.")


def check_names_nobody(stand_in: str, forms: Iterable[str]) -> None:
    """Raise BadSurrogate where a stand-in that somebody typed says another of the names that are
    found here ("[Sam]" for Dave, where Sam speaks too)."""
    for form in forms:
        said = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", stand_in)
        if said and form[:1].isupper():
            raise BadSurrogate(f"“{form}” is found here itself: choose words that name nobody.")


def tidy_surrogate(ruling: Ruling) -> str:
    """The stand-in in square brackets, such as "[market town]".

    Raises BadSurrogate when it is empty, too long, or still says what it is to hide.
    """
    inside = " ".join(ruling.surrogate.replace("[", " ").replace("]", " ").split())
    if not inside:
        raise BadSurrogate(f"Say what should stand in the place of “{ruling.form}”.")
    if len(inside) > LONGEST_SURROGATE:
        raise BadSurrogate("Keep the stand-in short: a few words.")
    if same(inside) == same(ruling.form) or mentions_of(ruling.form, inside):
        raise BadSurrogate(f"“[{inside}]” still says what it should hide.")
    return f"[{inside}]"
