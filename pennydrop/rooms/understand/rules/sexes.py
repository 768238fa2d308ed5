"""Whether a stand-in says somebody's sex, and what says as much without it.

Somebody may choose to say it ("[sister 1]", "[his brother]"). That is for the words in front of
them: nothing carries it into another person's words by itself.
"""

import re

from pennydrop.rooms.understand.rules.kinds import organisation_in
from pennydrop.rooms.understand.rules.relations import CLOSE, PERSON
from pennydrop.rooms.understand.rules.sexed import FEMALE, MALE
from pennydrop.rooms.understand.rules.whereabouts import is_description

_SEXED = MALE | FEMALE
_WORD = re.compile(r"[^\W\d_]+")
_JOB = re.compile(r"\w{2,}(?:wo)?m[ae]n")  # "policewoman", "fishermen"
_NO_JOB = frozenset("human german roman norman ottoman specimen regimen women".split())


def says_sex(surrogate: str) -> bool:
    """Whether words that stand for a name say that somebody is male or female."""
    inside = surrogate.strip("[]")
    words = _WORD.findall(inside.casefold())
    found = any(
        word in _SEXED or _JOB.fullmatch(word) is not None and word not in _NO_JOB for word in words
    )
    return found and not is_description(inside)


def neutral(kind: str) -> str:
    """The kind that says as much and nobody's sex: "sibling" for "sister", "school" for "boys'
    school". A kind that says none stays as it is."""
    if not says_sex(kind):
        return kind
    return CLOSE.get(kind) or organisation_in(kind) or PERSON
