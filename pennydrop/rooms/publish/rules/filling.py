"""Places in a draft that are filled from the study and kept up to date until release.

A place is a name in double braces, such as `{{people}}`. What cannot be filled is left standing,
so that it can be seen and blocks the release.
"""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{\{\s*([a-z][a-z ]{0,30}?)\s*\}\}")

STUDY_PLACES: Mapping[str, str] = {
    "organisation": "the organisation's name",
    "study": "the study's title",
    "substance": "the substance",
    "people": "how many people were heard, by kind of source",
    "months": "between which months",
    "approach": "how the words were analysed",
    "reading figures": "how to read our figures: the rules for small numbers",
    "limits": "what the method cannot tell",
    "not heard": "who we did not hear from",
    "questions": "the seven questions",
    "contact": "whom readers can ask, as entered before the study went live",
    "key insights": "one line for each theme's key insight",
    "chart": "what a chart shows, for somebody who does not see it",
}
THEME_PLACES: Mapping[str, str] = {
    "theme title": "the theme's title",
    "central idea": "the theme's central idea",
    "narrative": "the theme's narrative",
    "key insight": "the theme's key insight",
}


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text with every place filled that something is known for."""
    return _PLACE.sub(lambda found: facts.get(found[1]) or found[0], text)


def places_in(text: str) -> tuple[str, ...]:
    """The places that stand in a text, in order, each once."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def kept_up_to_date(text: str) -> bool:
    """Whether something in the text comes from the study."""
    return bool(_PLACE.search(text))
