"""When two forms are one name: "14 Foghorn Parade" and "Foghorn Parade", "The Fox" and "the fox".

A short form ("Begum", "Foghorn", "the Fox") may be one with a fuller one ("Mrs Begum", "Foghorn
Parade", "the Fox Inn"), of the same sort and where there is only one: whoever asks counts them.
"""

import re
from collections.abc import Iterable
from types import MappingProxyType

from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.identifiers.words import loose
from pennydrop.rooms.understand.rules.kinds import tells_organisation
from pennydrop.rooms.understand.rules.weighing import same

LONG_NUMBER = 6  # digits; from here on a number is the same one however it is spaced
PEOPLES_TITLES = frozenset("mr mrs ms miss mx".split())
_ARTICLES = frozenset({"the"})
_STREETS = {
    "road": "rd", "street": "st str", "lane": "ln", "avenue": "ave av", "crescent": "cres",
    "gardens": "gdns garden", "close": "cl", "drive": "dr", "terrace": "terr", "square": "sq",
    "parade": "pde", "boulevard": "blvd", "place": "pl", "court": "ct", "grove": "gr",
    "mews": "", "walk": "", "rise": "", "row": "", "hill": "", "green": "", "yard": "", "gate": "",
    "loke": "", "wynd": "", "quay": "", "way": "", "buildings": "", "heights": "", "house": "",
}  # fmt: skip
# As `same` writes words: doubled letters once.
_STREET = MappingProxyType(
    {loose(word): loose(whole) for whole, row in _STREETS.items() for word in (whole, *row.split())}
)
_DOOR = frozenset("flat apartment apt unit room number no at".split()) | {loose("apartment")}
_NUMBER = re.compile(r"\d{1,4}[a-z]?")
_SAID = frozenset(
    map(loose, "one two three four five six seven eight nine ten eleven twelve".split())
)
_SORT = MappingProxyType(
    {Label.PERSON: "person", Label.ADDRESS: "street", Label.ORGANISATION: "organisation"}
)


def name_key(form: str) -> str:
    """Equal for spellings of one name: of a street whatever the house, with or without "the", of
    a saint with or without the "s"; and for a long number however it is spaced."""
    digits = "".join(c for c in form if c.isdigit())
    if len(digits) >= LONG_NUMBER and not any(c.isalpha() for c in form):
        return digits
    whole = same(form)
    words = whole.split()
    if len(words) < 2:
        return whole
    if words[0] in _ARTICLES:
        words = words[1:]
    if len(words) > 1 and words[-1] in _STREET:
        words = [*_without_door(words[:-1]), _STREET[words[-1]]]
    if len(words) > 1 and words[0] in {"st", "saint"}:
        words = ["st", words[1].removesuffix("s"), *words[2:]]
    return " ".join(words)


def _without_door(words: list[str]) -> list[str]:
    """A street without the house before it; as it is where nothing else stands there."""
    at, door = 0, False
    while at < len(words):
        spoken = door and words[at] in _SAID
        letter = door and len(words[at]) == 1
        if not (words[at] in _DOOR or spoken or letter or _NUMBER.fullmatch(words[at])):
            break
        door, at = words[at] in _DOOR, at + 1
    return words[at:] or words


def bare(form: str, label: str) -> str:
    """What a form is called as the short one of its sort; "" for a sort that has none."""
    sort = _SORT.get(Label(label)) if label in _SORT else None
    return f"{sort} {name_key(form)}" if sort else ""


def short(form: str) -> str:
    """What a fuller form may be called for short, written as `bare` writes it; "" for none."""
    words = name_key(form).split()
    if len(words) > 1 and words[0] in PEOPLES_TITLES:
        return f"person {' '.join(words[1:])}"
    if len(words) > 1 and words[-1] in _STREET:
        return f"street {' '.join(words[:-1])}"
    kept = len(words)
    while kept and tells_organisation(words[kept - 1]):
        kept -= 1
    return f"organisation {' '.join(words[:kept])}" if 0 < kept < len(words) else ""


def fuller_forms(forms: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The key of each short form to that of the fuller one that it stands for: of streets and
    organisations, given with their labels, and only where there is one such."""
    bares: dict[str, str] = {}
    fulls: dict[str, set[str]] = {}
    for form, label in forms:
        key = name_key(form)
        if called := short(form):
            fulls.setdefault(called, set()).add(key)
        if label in (Label.ADDRESS, Label.ORGANISATION):
            bares[bare(form, label)] = key
    return {
        key: next(iter(fulls[called]))
        for called, key in bares.items()
        if len(fulls.get(called, ())) == 1 and key not in fulls[called]
    }
