"""What a named person is to whoever tells, as the words beside the name say: "my sister Amy".

A suggestion for the kind of a stand-in, and nothing more. A kind says no more than a reader needs:
a sister is a sibling. It is said from the teller's side: somebody else's sister ("his sister Amy")
is a person here, or every later "[sibling 1]" would be read as the teller's own. Beside a date the
words may say that somebody was born on it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pennydrop.rooms.understand.rules.births import birth_said
from pennydrop.rooms.understand.rules.identifiers import Label, Span
from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.naming import told_before

PERSON = "person"
_CLOSE = {
    "sibling": "sister sis twinsister brother bro sibling siblings sisters brothers",
    "parent": "mum mam mom mummy mammy mother stepmum stepmother dad daddy father "
    "stepdad stepfather parent parents stepparent",
    "partner": "partner girlfriend boyfriend gf bf husband hubby wife missus missis spouse fiance "
    "fiancee ex",
    "child": "son daughter kid kids child children baby toddler stepson stepdaughter sons "
    "daughters stepchild stepkids",
    "grandparent": "nan nana nanny gran granny grandma grandmother grandad granddad grandpa "
    "grandfather",
    "cousin": "cousin cousins cuz",
    "relative": "aunt aunts auntie aunty uncle uncles niece nieces nephew nephews stepsister "
    "stepbrother twin law grandson granddaughter grandkid grandkids grandchild grandchildren",
    "friend": "mate mates friend friends bestie bezzie bff pal pals buddy chum chums m8",
    "flatmate": "flatmate flatmates housemate housemates roommate roommates",
    "neighbour": "neighbour neighbours neighbor neighbors",
    "colleague": "colleague colleagues workmate workmates coworker coworkers",
}
_ROLES = {
    "worker": "worker workers keyworker keyworkers nurse nurses counsellor counselor therapist "
    "sponsor coordinator carer midwife paramedic volunteer mentor facilitator advocate caseworker",
    "doctor": "dr doctor doctors gp consultant psychiatrist psychologist urologist surgeon "
    "pharmacist dentist shrink",
    "teacher": "teacher teachers tutor headteacher lecturer coach",
    "boss": "boss manager supervisor foreman gaffer",
    "dealer": "dealer dealers",
}
# A kind only for the teller's own: "my lad Kyle" is a child, "some lad called Kyle" anybody.
_MINE_ONLY = {
    "child": "lad lass boy girl boys girls",
    "partner": "fella bloke bird man woman",
}


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({word: kind for kind, row in table.items() for word in row.split()})


CLOSE, ROLES, MINE_ONLY = _by_word(_CLOSE), _by_word(_ROLES), _by_word(_MINE_ONLY)
_MINE = frozenset({"my", "me", "mi", "our", "ar", "your"})
_OTHERS = frozenset({"his", "her", "their", "its", "whose"})
_ANY = frozenset({"the", "a", "an", "his", "her", "their"})  # "Sam, the worker"
_LAY = frozenset("father sister mother brother".split())  # with a capital also titles of a church
_BETWEEN = frozenset(
    """best good old older oldest elder eldest big little young younger youngest other first last
    late own lovely poor new ex step half great twin baby closest oldest dear then former key drug
    drugs support social case in""".split()
)
_NOT_THE_NAME = frozenset(
    {*CLOSE, *ROLES, *_MINE, *_ANY, *_BETWEEN, "mr", "mrs", "ms", "miss", "mx", "prof", "rev"}
)
_MANY = frozenset(
    word
    for word in (*CLOSE, *ROLES, *MINE_ONLY)
    if word == "children" or word.endswith("s") and word[:-1] in {**CLOSE, **ROLES, **MINE_ONLY}
)
_CALLED = frozenset("called named nicknamed name names".split())
_AROUND_CALLED = _CALLED | {"is", "was", "whos", "who", "s", "they", "we", "known", "as", "call"}
_WHO_IS = frozenset("is was who that whos thats hes shes as".split())
_GOES_ON = frozenset("been got gone a an the not always never really in on at".split())
_BEEN = frozenset("have had been are were always only just really".split())
_FILLERS = frozenset(
    "er erm um uh oh well yeah its it is shes hes theyre she he they called".split()
)
_LAST_SENTENCE = re.compile(r"[^.!?\n]+[.!?\s]*")
_LONGEST = 5


def kinds_beside(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """For each span of the text the kind of person that the words beside it speak of; BIRTH or
    BIRTHDAY for a date on which somebody was born (rules/births.py); or "".

    Names in a row share one plural: "my mates Dave and Karl".
    """
    births = tuple(birth_said(text, span) for span in spans)
    people = {Label.PERSON.value, Label.HIDDEN.value}
    if not any(span.label in people for span in spans):
        return births
    return tuple(a or b for a, b in zip(births, _people_beside(text, spans, people), strict=True))


def _people_beside(text: str, spans: Sequence[Span], people: set[str]) -> list[str]:
    words = Words(text)
    at = {start: number for number, start in enumerate(words.starts)}
    kinds: list[str] = []
    last, plural = 0, ""
    for span in spans:
        first = at.get(span.start)
        if span.label not in people or first is None:
            kinds.append("")
            plural = ""
            continue
        after = next((n for n in range(first, len(words)) if words.starts[n] >= span.end), None)
        end = len(words) if after is None else after
        name = _name_in(words, first, end)
        found, many = _before(words, name) if name < end else (kind_at(words, end - 1), False)
        if not found and plural and _joins(text[last : span.start]):
            found, many = plural, True
        kinds.append(
            found
            or (_after(words, after) if after else "")
            or (_of_us_two(words, name, end) if name < end else "")
            or (told_before(words, name, end, relation) if name < end else "")
        )
        last, plural = span.end, found if many else ""
    return kinds


def _name_in(words: Words, first: int, after: int) -> int:
    """Where the name itself begins in words that also say who it is ("my sister Amy", "Dr Shah");
    `after` where nothing else stands in them ("my uncle")."""
    while first < after and words.keys[first] in _NOT_THE_NAME:
        first += 1
    return first


def _joins(between: str) -> bool:
    return between.replace(",", " ").strip().casefold() in {"", "and", "&", "n"}


def _before(words: Words, i: int) -> tuple[str, bool]:
    """What stands before word i: the kind or "", and whether the word for it is a plural."""
    j = i - 1
    if j < 0 or _broken(words, j):
        return "", False
    if words.keys[j] in {"our", "ar"} and words.capital(i):
        return "relative", False  # "our Dave": one of the family
    j = _past_mine(words, _past_called(words, j))
    if j < 0 or (words.owns[j] and j == i - 1):
        return "", False
    return kind_at(words, j), words.keys[j] in _MANY


def _past_called(words: Words, j: int) -> int:
    """The word before "called", "is called", "'s name is"; j itself where nothing of it stands."""
    back = j
    while back >= 0 and j - back < _LONGEST and words.keys[back] in _AROUND_CALLED:
        back -= 1
        if back >= 0 and _broken(words, back):
            return -1
    called = any(words.keys[n] in _CALLED for n in range(back + 1, j + 1))
    return back if called or back == j else -1


def _past_mine(words: Words, j: int) -> int:
    """Of "a mate of mine" the mate; else j itself."""
    return j - 2 if j >= 2 and words.keys[j - 1 : j + 1] == ["of", "mine"] else j


def _broken(words: Words, j: int) -> bool:
    """Whether more than spaces and a comma part word j from the next."""
    gap = words.gap(j)[words.tails[j] :]
    allowed = " \u00a0,(“\"'‘" + ("." if words.keys[j] in {"dr"} else "")
    return any(c not in allowed for c in gap)


def kind_at(words: Words, j: int) -> str:
    """The kind that word j speaks of, seen from whoever tells; "" for none, or nobody's word."""
    word = words.keys[j]
    if word in ROLES:
        return ROLES[word]
    owner = owner_of(words, j)
    if word in MINE_ONLY:
        return MINE_ONLY[word] if owner == "mine" else ""
    if word not in CLOSE:
        return ""
    title = word in _LAY and words.capital(j) and not owner
    return PERSON if owner == "another's" or title else CLOSE[word]


def owner_of(words: Words, j: int) -> str:
    """Whose the person at word j is: "mine", "another's", or "" when nothing says."""
    back = j - 1
    while back >= 0 and j - back < _LONGEST and not words.owns[back] and (
        words.keys[back] in _BETWEEN or words.keys[j] == "law" and words.keys[back] in CLOSE
    ):  # fmt: skip
        back -= 1
    if back < 0:
        return ""
    if words.owns[back] or words.keys[back] in _OTHERS:
        return "another's"
    return "mine" if words.keys[back] in _MINE else ""


def _after(words: Words, j: int) -> str:
    """What "Amy, my sister", "Amy is my best mate" or "Amy (my sister)" says; j: what follows."""
    gap = words.gap(j - 1)
    gap = gap[words.tails[j - 1] :]
    if set(gap) - set(" ,(–—-"):
        return ""
    said = words.owns[j - 1] or bool(set(gap) & set(",(–—")) or " - " in gap
    while words.key_at(j) in _WHO_IS:
        said, j = True, j + 1
    owner = words.key_at(j)
    if not said or owner not in _MINE | _ANY | {"one"}:
        return ""
    if words.keys[j : j + 2] == ["one", "of"]:
        owner, j = words.key_at(j + 2), j + 2
    j += 1
    while words.key_at(j) in _BETWEEN:
        j += 1
    if j >= len(words) or words.owns[j]:
        return ""  # "Dave, my sister's boyfriend": nobody of the teller's own
    if owner in _MINE or words.keys[j + 1 : j + 3] == ["of", "mine"]:
        return kind_at(words, j)
    friend = owner in {"a", "an"} and CLOSE.get(words.keys[j]) == "friend"
    return "friend" if friend else ROLES.get(words.keys[j], "")


def _of_us_two(words: Words, i: int, after: int) -> str:
    """The friend of "me and Amy. We've been mates since school" or "Amy and me are best mates"."""
    mine = words.keys[after : after + 2] in (["and", "me"], ["and", "i"], ["n", "me"])
    j = after + 2 if mine else after
    if not mine and words.keys[max(0, i - 2) : i] not in (["me", "and"], ["me", "n"]):
        return ""
    if words.key_at(j) == "we":
        j += 1
    while words.key_at(j) in _BEEN or words.key_at(j) in _BETWEEN:
        j += 1
    friends = CLOSE.get(words.key_at(j)) == "friend" and words.keys[j] in _MANY
    return "friend" if friends else ""


def relation(words: Words, j: int) -> str:
    """What somebody of the teller's own is, of whom word j speaks ("my mum"); "" for another."""
    if words.owns[j] and words.key_at(j + 1) not in _GOES_ON:
        return ""  # "my mum's mate": whose name it is, nobody can tell
    kind = kind_at(words, j)
    return kind if kind != PERSON and (owner_of(words, j) == "mine" or kind in _ROLES) else ""


def asked_kind(question: str) -> str:
    """The kind of whoever a turn asks the name of at its end: "And what's your mum called?"; "" for
    nobody, or more than one."""
    sentences = _LAST_SENTENCE.findall(question.strip())  # none in "."
    words = Words(sentences[-1] if sentences else "")
    if not {"called", "name", "named"} & set(words.keys):
        return ""
    kinds = {relation(words, j) or _named(words, j) for j in range(len(words))} - {""}
    return kinds.pop() if len(kinds) == 1 else ""


def _named(words: Words, j: int) -> str:
    """The mum of "your mum's name"."""
    mine = words.owns[j] and owner_of(words, j) == "mine"
    return kind_at(words, j) if mine and words.key_at(j + 1) in _CALLED else ""


def answers_with(text: str, span: Span) -> bool:
    """Whether a turn begins with the name at this span, or says little before it."""
    return span.label == Label.PERSON and set(Words(text[: span.start]).keys) <= _FILLERS


def one_person(forms: Iterable[str]) -> dict[str, str]:
    """Names that may be short for one fuller name of the same text: "Amy" and "my sister Amy" for
    "Amy Larter", or "Amy" for "my sister Amy". All as they are written.

    Nothing where a first name could stand for several people.
    """
    bare: dict[str, list[str]] = {}
    told: dict[str, dict[tuple[str, ...], str]] = {}
    full: dict[str, dict[tuple[str, ...], str]] = {}
    for form in forms:
        words = Words(form)
        keys = tuple(words.keys)
        name = keys[_name_in(words, 0, len(words)) :]
        if not name:
            continue
        if len(keys) == 1:
            bare.setdefault(name[0], []).append(form)
        else:
            (full if len(name) > 1 else told).setdefault(name[0], {}).setdefault(keys, form)
    linked: dict[str, str] = {}
    for first in bare.keys() | told.keys():
        fuller, said = list(full.get(first, {}).values()), list(told.get(first, {}).values())
        if len(fuller) > 1 or len(said) > 1:
            continue
        whole = (fuller or said or [""])[0]
        linked |= {form: whole for form in [*bare.get(first, []), *said] if whole not in ("", form)}
    return linked
