"""Questions that ask who somebody is, in a study in which nobody gives a name."""

import re

from pennydrop.rooms.listen.rules.editing.reading_logic import asked_as
from pennydrop.rooms.listen.rules.form import Form, Kind, Question

# Recall comes first: a warning too many is read in a moment, one too few is a name that is kept.
_WORDS = re.compile(
    r"""
    \b(?:first|last|middle|maiden|full|given|family|sur|fore|nick|your|participant|patient|client)?
       [\s_-]* name \b
    | \b (?:sur|fore|nick|first|last|full) name
    | \b (?:tele)? phone | \b mobile (?!\s+(?:home|app)) | \b tel \b
    | \b e[\s_-]?mail | \b address | \b post[\s_-]?code | \b zip[\s_-]?code
    | \b (?:date|day|place)[\s_-]+of[\s_-]+birth \b | \b d\.?o\.?b \b | \b birth[\s_-]?(?:day|date)
    | \b nhs[\s_-]* (?:number|no|id) | \b national[\s_-]+insurance | \b passport | \b nino \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASKED = {Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.DATE}


def who_is_asked_for(form: Form) -> tuple[str, ...]:
    """What the questions say that ask for a name, a number or a place that tells who somebody is.

    Looks at the labels in every language and at the names of the columns. Choices, and texts only
    to be read, ask for nothing of the kind.
    """
    found = (placed.item for placed in form.placed())
    return tuple(
        asked_as(str(item.label)) or item.name
        for item in found
        if isinstance(item, Question) and item.asks and item.kind in _ASKED and _reveals(item, form)
    )


def _reveals(item: Question, form: Form) -> bool:
    labels = [item.label.in_language(one) for one in (*form.languages, form.default_language)]
    texts = [item.name.replace("_", " "), str(item.label), *labels]
    return any(_WORDS.search(text) for text in texts if text)
