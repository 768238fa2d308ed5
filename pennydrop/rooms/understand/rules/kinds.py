"""What a stand-in says: as much as is useful to a reader, and no more.

By itself a stand-in says nobody's sex and invents no name. A *kind* stands with a number, such as
"[friend 2]"; a *description* stands bare until a second one needs it too: "[village in Norfolk]",
then "[village in Norfolk 2]". A *band* holds whatever falls into it, without a number:
"[30s]", "[spring 2024]".
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pennydrop.rooms.understand.rules.ages import general_age, is_general_age
from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.identifiers.words import Words, loose
from pennydrop.rooms.understand.rules.seasons import is_season, season
from pennydrop.rooms.understand.rules.whereabouts import description, is_description

# The first is what a person is where the words beside the name say nothing (rules/relations.py).
PEOPLE = (
    "person",
    "friend",
    "partner",
    "sibling",
    "parent",
    "child",
    "grandparent",
    "cousin",
    "relative",
    "flatmate",
    "neighbour",
    "colleague",
    "worker",
    "doctor",
    "teacher",
    "boss",
    "dealer",
    "name",
    # Only where somebody chooses them: they say more.
    "sister",
    "brother",
    "mother",
    "father",
)
PLACES = ("place", "town", "street")

# A kind of organisation and the words that tell it; of two the earlier one ("school hospital").
_ORGANISATIONS = {
    "hospital ward": "ward unit icu itu",
    "GP surgery": "surgery surgeries gp practice medical",
    "rehab": "rehab rehabilitation detox",
    "hospital": "hospital infirmary hospice",
    "pharmacy": "pharmacy chemist chemists boots",
    "clinic": "clinic clinics centre_for dental dentist dentists",
    "prison": "prison hmp hmyoi yoi",
    "hostel": "hostel hostels refuge shelter",
    "university": "university uni",
    "college": "college sixth",
    "estate": "estate estates",
    "school": "school schools academy primary secondary infants juniors nursery grammar",
    "place of worship": "church mosque temple synagogue gurdwara chapel cathedral mandir minster",
    "pub": "pub pubs inn arms tavern alehouse taproom",
    "club": "club clubs nightclub bar casino",
    "café": "cafe caff coffee restaurant takeaway chippy",
    "gym": "gym leisure baths pool boxing",
    "shop": "shop shops store supermarket tesco asda aldi lidl sainsburys morrisons greggs",
    "court": "court courts magistrates",
    "service": "service services recovery support project charity outreach foodbank",
    "workplace": "factory warehouse farm garage works ltd limited brothers office depot plant yard",
}
ORGANISATIONS = ("service", *(kind for kind in _ORGANISATIONS if kind != "service"))
KINDS = (
    *PEOPLE,
    *PLACES,
    *ORGANISATIONS,
    "phone number",
    "e-mail address",
    "web address",
    "username",
    "NHS number",
    "postcode",
    "number",
    "date",
    "age",
    "job",
)

# What a mention is first offered as for each label; every kind may be chosen for any label.
KINDS_FOR: dict[str, tuple[str, ...]] = {
    Label.PERSON: PEOPLE,
    Label.PHONE: ("phone number",),
    Label.EMAIL: ("e-mail address",),
    Label.WEB: ("web address",),
    Label.HANDLE: ("username",),
    Label.NHS_NUMBER: ("NHS number",),
    Label.POSTCODE: ("postcode",),
    Label.ADDRESS: ("street", "place"),
    Label.NUMBER: ("number",),
    Label.DATE: ("date",),
    Label.AGE: ("age",),
    Label.PLACE: PLACES,
    Label.ORGANISATION: (*ORGANISATIONS, "place"),
    Label.JOB: ("job",),
    Label.HIDDEN: KINDS,
}

# A wider word for a job, and the words that tell it.
_JOBS = {
    "health or care job": "nurse midwife paramedic doctor surgeon vet carer therapist pharmacist "
    "dentist optician physio radiographer",
    "public-service job": "police policeman policewoman officer firefighter fireman soldier army "
    "navy raf prison warden councillor mayor magistrate coastguard lifeboat probation judge",
    "teaching job": "teacher lecturer tutor headteacher professor instructor",
    "skilled trade": "builder boatbuilder boat thatcher farrier blacksmith carpenter joiner "
    "plumber electrician roofer welder mechanic stonemason mason glazier upholsterer "
    "sparky chippy brickie plasterer locksmith cooper saddler wheelwright engineer",
    "outdoor job": "fisherman fishing trawlerman gamekeeper farmer shepherd forester gardener "
    "groundsman crofter beekeeper ranger zookeeper jockey groom",
    "driving job": "driver pilot courier captain skipper ferryman trucker lorry taxi bus train",
    "arts or media job": "actor actress dancer singer musician drummer dj artist sculptor writer "
    "author presenter journalist photographer comedian organist",
    "sports job": "footballer boxer athlete rugby cricketer coach referee",
    "religious job": "vicar priest imam rabbi minister nun monk chaplain bishop verger",
}


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind, row in table.items():
        for word in row.split():
            found.setdefault(word, kind)
    return MappingProxyType(found)


_ORGANISATION_BY_WORD, _JOB_BY_WORD = _by_word(_ORGANISATIONS), _by_word(_JOBS)
_TELLING = frozenset(map(loose, _ORGANISATION_BY_WORD))
_RANK = {kind: number for number, kind in enumerate(_ORGANISATIONS)}


def kind_of(form: str, label: str) -> str:
    """The kind or description that a form of this label is offered as."""
    if label == Label.PLACE and (said := description(form)):
        return said
    if label == Label.ORGANISATION:
        return organisation_in(form) or ORGANISATIONS[0]
    if label == Label.JOB:
        return next((_JOB_BY_WORD[k] for k in Words(form).keys if k in _JOB_BY_WORD), "job")
    return KINDS_FOR.get(label, KINDS)[0]


def organisation_in(form: str) -> str:
    """The kind of organisation that words tell, such as "school"; "" where they tell none."""
    kinds = {_ORGANISATION_BY_WORD.get(key, "") for key in Words(form).keys} - {""}
    return min(kinds, key=_RANK.__getitem__, default="")


def tells_organisation(word: str) -> bool:
    """Whether a word, its doubled letters written once, tells a kind of organisation."""
    return word in _TELLING


def band_of(form: str, label: str, *, birth: str = "") -> str:
    """The band for a date or an exact age, such as "[spring 2024]" or "[30s]"; "" where none can be
    read, or for another label. `birth`: BIRTH or BIRTHDAY (rules/births.py) for such a date."""
    if label == Label.AGE:
        return general_age(form)
    return season(form, birth=birth) if label == Label.DATE else ""


def is_band(surrogate: str) -> bool:
    """Whether a stand-in stands for many things by design."""
    return is_general_age(surrogate) or is_season(surrogate)


_NUMBERED = re.compile(r"\[(.+) (\d+)\]")
_BRACKETS = re.compile(r"\[[^\[\]]+\]")


def written(kind: str, number: int) -> str:
    """The stand-in of this kind with this number; the first of a description is bare."""
    return f"[{kind}]" if number == 1 and kind not in KINDS else f"[{kind} {number}]"


def number_in(surrogate: str, kind: str) -> int:
    """The number that a stand-in of this kind has; 0 where it is of another kind."""
    if surrogate == written(kind, 1):
        return 1
    match = _NUMBERED.fullmatch(surrogate)
    return int(match.group(2)) if match and match.group(1) == kind else 0


def numbers_in(surrogates: Iterable[str]) -> dict[str, set[int]]:
    """Kind or description -> the numbers that these stand-ins have; bands have none."""
    found: dict[str, set[int]] = {}
    for one in surrogates:
        match = _NUMBERED.fullmatch(one)
        kind, number = (match.group(1), int(match.group(2))) if match else (one.strip("[]"), 1)
        if match or kind not in KINDS:
            found.setdefault(kind, set()).add(number)
    return found


def kind_in(surrogate: str) -> str:
    """The kind or description that a stand-in says, without its number."""
    match = None if is_band(surrogate) else _NUMBERED.fullmatch(surrogate)
    return match.group(1) if match else surrogate.strip("[]")


def stand_ins_in(text: str) -> list[tuple[int, int]]:
    """Where stand-ins of a known kind, descriptions and bands stand in a text; other words in
    square brackets are somebody's own."""
    return [found.span() for found in _BRACKETS.finditer(text) if _is_made(found.group())]


def _is_made(surrogate: str) -> bool:
    kind = kind_in(surrogate)
    if _NUMBERED.fullmatch(surrogate) or is_band(surrogate):
        return True
    return kind in _JOBS or is_description(kind)


def next_surrogate(kind: str, taken: Iterable[str]) -> str:
    """The next free stand-in of a kind, such as "[friend 2]" where "[friend 1]" is taken.

    Numbers are never used again, so that a stand-in keeps its meaning.
    """
    return written(kind, max(numbers_in(taken).get(kind, {0})) + 1)
