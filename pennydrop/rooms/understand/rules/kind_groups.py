"""In which order the kinds of stand-in are offered to somebody who chooses one: the few that are
likely for these words first, then every kind in its group."""

from collections.abc import Mapping
from types import MappingProxyType

from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.kinds import KINDS, ORGANISATIONS, PEOPLE, PLACES
from pennydrop.rooms.understand.rules.sexes import says_sex

FEW = 5
_NUMBERS = (
    "phone number",
    "e-mail address",
    "web address",
    "username",
    "postcode",
    "NHS number",
    "number",
)


def _grouped() -> dict[str, tuple[str, ...]]:
    """Organisations are many and of equal rank: they are found by the alphabet."""
    groups = {
        "People": tuple(kind for kind in PEOPLE if not says_sex(kind)),
        "People, saying woman or man": tuple(kind for kind in PEOPLE if says_sex(kind)),
        "Places": PLACES,
        "Services, schools and other organisations": tuple(sorted(ORGANISATIONS, key=str.casefold)),
        "Numbers and addresses": _NUMBERS,
    }
    grouped = {kind for kinds in groups.values() for kind in kinds}
    groups["Other"] = tuple(kind for kind in KINDS if kind not in grouped)
    return groups


# A heading, and the kinds under it. Every kind stands under one heading.
GROUPS = MappingProxyType(_grouped())

# What a name of this label most often is besides what it is offered as, the likeliest first.
_LIKELY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Label.PERSON: ("person", "friend", "partner", "worker", "relative"),
        Label.PHONE: ("phone number", "number"),
        Label.EMAIL: ("e-mail address", "username"),
        Label.WEB: ("web address", "username", "service"),
        Label.HANDLE: ("username", "name", "person"),
        Label.NHS_NUMBER: ("NHS number", "number"),
        Label.POSTCODE: ("postcode", "street", "place"),
        Label.ADDRESS: ("street", "place", "postcode"),
        Label.NUMBER: ("number", "phone number", "NHS number"),
        Label.DATE: ("date", "age"),
        Label.AGE: ("age", "date", "number"),
        Label.PLACE: ("place", "town", "street", "estate"),
        Label.ORGANISATION: ("service", "GP surgery", "hospital", "school", "workplace"),
        Label.JOB: ("job", "worker", "workplace"),
    }
)
# Nobody knows what it is: one of each sort.
_ANY = ("person", "friend", "place", "service", "number")


def likely_kinds(label: str, offered: str = "") -> tuple[str, ...]:
    """The few kinds to begin the list with: what it is `offered` as, where that is a kind, then
    what such a label often is. `label`: the finder's; "" where it has none."""
    first = (offered,) if offered in KINDS else ()
    return tuple(dict.fromkeys((*first, *_LIKELY.get(label, _ANY))))[:FEW]
