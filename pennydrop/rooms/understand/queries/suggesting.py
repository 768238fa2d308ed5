"""Suggestions on the fly: the finder's places, remembered without words, and free surrogates."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from pennydrop.rooms.listen.public import HideLine, Whose
from pennydrop.rooms.understand.rules.identifiers import (
    Label,
    Span,
    find_identifiers,
    mentions_of,
)
from pennydrop.rooms.understand.rules.numbering import Held, offers
from pennydrop.rooms.understand.rules.relations import kinds_beside, one_person
from pennydrop.rooms.understand.rules.replacing import (
    KINDS,
    KINDS_FOR,
    PEOPLE,
    general_age,
    next_surrogate,
)
from pennydrop.rooms.understand.rules.weighing import HIDE, UNDECIDED, Mention, Ruling, same

LONG_NUMBER = 6  # digits; from here on a number is the same one however it is spaced
REMEMBERED = 20_000
_places: OrderedDict[tuple[UUID, int], "Found"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Found:
    """What the finder finds in a segment: spans, and for each the kind of person that the words
    beside it speak of ("" for none)."""

    spans: tuple[Span, ...]
    beside: tuple[str, ...]

    def headings(self, text: str) -> list["Heading"]:
        return [
            Heading(text[span.start : span.end], span.label, kind)
            for span, kind in zip(self.spans, self.beside, strict=True)
        ]


def found_in(segment: UUID, text: str, hide: Sequence[str]) -> Found:
    """What the finder finds in an original segment, which never changes.

    Positions, labels and kinds stay in this process's memory, never the words, so that deciding on
    one name does not search the whole interview again.
    """
    name = (segment, hash(tuple(hide)))
    with _lock:
        if name in _places:
            _places.move_to_end(name)
            return _places[name]
    spans = tuple(find_identifiers(text, hide=hide))
    found = Found(spans, kinds_beside(text, spans))
    with _lock:
        _places[name] = found
        while len(_places) > REMEMBERED:
            _places.popitem(last=False)
    return found


def is_remembered(segment: UUID, hide: Sequence[str]) -> bool:
    with _lock:
        return (segment, hash(tuple(hide))) in _places


@dataclass(frozen=True)
class Spoken:
    """What the name of somebody who speaks here stands for."""

    unit: str
    kind: str


def names_of_speakers(lines: Mapping[UUID, Sequence[HideLine]]) -> dict[str, Spoken]:
    """Names that came in as speakers' labels, as `same` writes them: a person's own name, in
    whole or in part, is one "[name 1]" and no friend; staff's is a worker's."""
    named: dict[str, Spoken] = {}
    for person, theirs in lines.items():
        for term in (line.term for line in theirs if line.whose is Whose.OWN):
            named.setdefault(same(term), Spoken(f"own name of {person}", "name"))
    staff = [line.term for every in lines.values() for line in every if line.whose is Whose.STAFF]
    for term in staff:
        whole = max((one for one in staff if mentions_of(term, one)), key=len, default=term)
        named.setdefault(same(term), Spoken(f"staff {same(whole)}", "worker"))
    return named


@dataclass(frozen=True)
class Heading:
    """A form as it is met in reading order: what it says, the finder's label, and the kind of
    person that the words beside it speak of ("" for none)."""

    form: str
    label: str
    beside: str = ""


class Suggester:
    """Gives each form that is still undecided the surrogate it would be offered: always the same
    one for the same form, never one that is taken, and steady while others are decided.

    `found`: every form in reading order, decided or not. `standing`: surrogates that are in the
    text already. `speakers`: name of a speaker, as `same` writes it, to whose it is.
    """

    def __init__(
        self,
        found: Iterable[Heading],
        rulings: Iterable[Ruling],
        standing: Iterable[str] = (),
        speakers: Mapping[str, Spoken] | None = None,
    ) -> None:
        self._speakers = speakers or {}
        headings = list(found)
        self._fuller = _fuller_names(headings)
        hidden = [ruling for ruling in rulings if ruling.decision == HIDE]
        here = frozenset(standing)
        self.taken = {ruling.surrogate for ruling in hidden} | here
        self._known = {self._unit(ruling.form): ruling.surrogate for ruling in reversed(hidden)}
        held = [Held(self._unit(ruling.form), ruling.surrogate) for ruling in hidden]
        elsewhere = {one.surrogate for one in held}
        held += [Held("", surrogate) for surrogate in sorted(here - elsewhere)]
        self._offers = offers(self._kinds(headings), held, here)

    def surrogate_for(self, mention: Mention) -> str:
        """What stands, or would stand, for a mention; "" when it is kept."""
        if mention.state != UNDECIDED:
            return mention.surrogate
        unit = self._unit(mention.text)
        if unit not in self._known:
            self._known[unit] = self._offer(unit, mention)
        return self._known[unit]

    def unit_of(self, form: str) -> str:
        """What a form is one with: equal for all forms that share a stand-in."""
        return self._unit(form)

    def next_of_kind(self) -> dict[str, str]:
        """Kind -> its next free surrogate, for the list of kinds."""
        taken = {*self.taken, *self._known.values(), *self._offers.values()}
        return {kind: next_surrogate(kind, taken) for kind in KINDS}

    def _offer(self, unit: str, mention: Mention) -> str:
        if general := self._general(mention.text, mention.label):
            return general
        if unit in self._offers:
            return self._offers[unit]
        # What is left of a longer form, part of which another decision covers.
        return self.next_of_kind()[self._kind(mention.text, mention.label)]

    def _unit(self, form: str) -> str:
        """Forms with one unit share a stand-in: spellings of a name or number, what a speaker is
        called, and a first name with the one fuller name that begins with it."""
        digits = "".join(c for c in form if c.isdigit())
        if len(digits) >= LONG_NUMBER and not any(c.isalpha() for c in form):
            return digits
        key = same(form)
        if key not in self._speakers:
            key = self._fuller.get(key, key)
        return self._speakers[key].unit if key in self._speakers else key

    def _kinds(self, found: Iterable[Heading]) -> dict[str, str]:
        """Every unit that is numbered, in reading order, with its kind."""
        kinds: dict[str, str] = {}
        said: dict[str, str] = {}
        for one in found:
            unit = self._unit(one.form)
            if unit not in kinds and not self._general(one.form, one.label):
                kinds[unit] = self._kind(one.form, one.label)
            if one.beside:
                said.setdefault(unit, one.beside)
        return {
            unit: said.get(unit, kind) if kind == PEOPLE[0] else kind
            for unit, kind in kinds.items()
        }

    def _kind(self, form: str, label: str) -> str:
        spoken = self._speakers.get(same(form))
        if spoken:
            return spoken.kind
        return KINDS_FOR.get(_label(form, label), KINDS)[0]

    def _general(self, form: str, label: str) -> str:
        spoken = same(form) in self._speakers
        return "" if spoken or _label(form, label) != Label.AGE else general_age(form)


def _fuller_names(headings: Iterable[Heading]) -> dict[str, str]:
    """A bare first name to the fuller name that it may be short for, both as `same` writes them."""
    labels = {one.form: one.label for one in headings}
    people = [form for form, label in labels.items() if _label(form, label) == Label.PERSON]
    return {same(bare): same(full) for bare, full in one_person(people).items()}


def _label(form: str, label: str) -> str:
    return _label_alone(form) if label == Label.HIDDEN else label


def _label_alone(term: str) -> str:
    """What kind of thing a term from the person's own list is, as far as the rules can tell."""
    whole = [span for span in find_identifiers(term) if span.end - span.start >= len(term) * 0.6]
    return whole[0].label if whole else Label.PERSON.value
