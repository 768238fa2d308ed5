"""What each name of a source is offered as, so that a whole study speaks of it in one way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.alike import fuller_forms, name_key, short
from pennydrop.rooms.understand.rules.identifiers import Label, Span, find_identifiers
from pennydrop.rooms.understand.rules.kinds import (
    KINDS,
    KINDS_FOR,
    ORGANISATIONS,
    PEOPLE,
    PLACES,
    band_of,
    is_band,
    kind_in,
    kind_of,
    numbers_in,
    organisation_in,
    written,
)
from pennydrop.rooms.understand.rules.numbering import Held, offers
from pennydrop.rooms.understand.rules.relations import PERSON, kinds_beside, one_person
from pennydrop.rooms.understand.rules.seasons import BIRTHS
from pennydrop.rooms.understand.rules.sexes import neutral, says_sex
from pennydrop.rooms.understand.rules.weighing import HIDE, UNDECIDED, Mention, Ruling
from pennydrop.rooms.understand.rules.whereabouts import is_description

OWN_NAME = "name"
_VAGUE = frozenset({PERSON, ORGANISATIONS[0]})  # what a form is offered as that tells nothing


@dataclass(frozen=True)
class Spoken:
    """What the name of somebody who speaks here stands for."""

    unit: str
    kind: str


@dataclass(frozen=True)
class Heading:
    """A form as it is met in reading order: what it says, the finder's label, and what the words
    beside it speak of (rules/relations.py; "" for nothing)."""

    form: str
    label: str
    beside: str = ""


class Suggester:
    """Gives each form that is still undecided the surrogate it would be offered: always the same
    one for the same form, never one that is taken, and steady while others are decided.

    `found`: every form in reading order, decided or not. `standing`: surrogates that are in the
    text already. `speakers`: name of a speaker, as `same` writes it, to whose it is. `elsewhere`:
    names of this source that were hidden in other people's words of the study, earliest first; the
    same name is offered as the same stand-in, unless what is said of it shows that it is somebody
    else. `used`: all stand-ins of the study.
    """

    def __init__(
        self,
        found: Iterable[Heading],
        rulings: Iterable[Ruling],
        standing: Iterable[str] = (),
        speakers: Mapping[str, Spoken] | None = None,
        elsewhere: Sequence[Ruling] = (),
        used: Iterable[str] = (),
    ) -> None:
        self._speakers = {name_key(name): whose for name, whose in (speakers or {}).items()}
        headings = list(found)
        hidden = [ruling for ruling in rulings if ruling.decision == HIDE]
        # Words that somebody pointed to are found by nobody: "Mrs Begum", where "Begum" is.
        pointed = [Heading(one.form, one.label) for one in hidden if short(one.form)]
        self._fuller = _fuller_names([*headings, *pointed])
        here = frozenset(standing)
        passed = {*used, *(ruling.surrogate for ruling in elsewhere)}
        self.taken = {ruling.surrogate for ruling in hidden} | here | passed
        self._bands = self._banded(headings)
        kinds = self._kinds(headings)
        self._linked = self._links(kinds, elsewhere)
        self._known = {self._unit(ruling.form): ruling.surrogate for ruling in reversed(hidden)}
        held = [Held(self._unit(ruling.form), ruling.surrogate) for ruling in hidden]
        others = {one.surrogate for one in held}
        held += [Held("", surrogate) for surrogate in sorted(here - others)]
        numbered = {unit: kind for unit, kind in kinds.items() if unit not in self._linked}
        self._offers = offers(numbered, held, here, passed)
        self._numbers = numbers_in({*self.taken, *self._offers.values()})

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
        return {kind: self._next(kind) for kind in KINDS}

    def parted(self, surrogate: str) -> str:
        """A new stand-in of the same kind, for another one of that name: nobody has chosen to say
        the sex of that one."""
        return self._next(neutral(kind_in(surrogate)) or PERSON)

    def _next(self, kind: str) -> str:
        known = numbers_in(self._known.values()).get(kind, set())
        return written(kind, max({0, *self._numbers.get(kind, ()), *known}) + 1)

    def _offer(self, unit: str, mention: Mention) -> str:
        for known in (self._bands, self._linked, self._offers):
            if known.get(unit):
                return known[unit]
        # What is left of a longer form, part of which another decision covers.
        label = _label(mention.text, mention.label)
        return band_of(mention.text, label) or self._next(self._kind(mention.text, mention.label))

    def _unit(self, form: str) -> str:
        """Forms with one unit share a stand-in: spellings of a name or number, what a speaker is
        called, and a first name with the one fuller name that begins with it."""
        key = name_key(form)
        if key not in self._speakers:
            key = self._fuller.get(key, key)
        return self._speakers[key].unit if key in self._speakers else key

    def _banded(self, found: Iterable[Heading]) -> dict[str, str]:
        """Every unit that has a band, with it."""
        bands: dict[str, str] = {}
        for one in found:
            if name_key(one.form) not in self._speakers:
                label, unit = _label(one.form, one.label), self._unit(one.form)
                band = band_of(one.form, label, birth=one.beside)
                if band and (unit not in bands or one.beside in BIRTHS):
                    bands[unit] = band
        return bands

    def _kinds(self, found: Iterable[Heading]) -> dict[str, str]:
        """Every unit that has no band, in reading order, with its kind."""
        kinds: dict[str, str] = {}
        said: dict[str, str] = {}
        for one in found:
            unit = self._unit(one.form)
            if unit in self._bands:
                continue
            if kinds.get(unit, PERSON) in _VAGUE:
                # "The Fox" may be any service; "the Fox Inn" says which.
                kind = self._kind(one.form, one.label)
                kinds[unit] = kind if kind not in _VAGUE else kinds.get(unit, kind)
            if one.beside:
                said.setdefault(unit, one.beside)
        return {
            unit: said.get(unit, kind) if kind == PERSON else kind for unit, kind in kinds.items()
        }

    def _kind(self, form: str, label: str) -> str:
        spoken = self._speakers.get(name_key(form))
        return spoken.kind if spoken else kind_of(form, _label(form, label))

    def _links(self, kinds: Mapping[str, str], elsewhere: Iterable[Ruling]) -> dict[str, str]:
        """Unit -> the stand-in that it has with others of the study."""
        linked: dict[str, str] = {}
        for one in elsewhere:
            unit = self._unit(one.form)
            if unit in kinds and may_be_same(kinds[unit], one.surrogate):
                linked.setdefault(unit, one.surrogate)
        return linked


def said_kind(text: str, start: int, end: int, label: str = "") -> str:
    """What words that a person points to are, as far as the rules can tell from them and from what
    stands beside them: a kind, a description, or a band ("[30s]"). `label`: the finder's,
    where it has one."""
    form = text[start:end]
    if label not in KINDS_FOR or label == Label.HIDDEN:
        here = [s.label for s in find_identifiers(text) if s.start < end and start < s.end]
        label = next(iter(here), "") or _label_alone(form)
    (beside,) = kinds_beside(text, [Span(start, end, label, 0.0)])
    band = band_of(form, label, birth=beside)
    kind = kind_of(form, label)
    if band or kind != PERSON:
        return band or kind
    # "Gull school": a word of it says what it is.
    return beside or organisation_in(form) or PERSON


def may_be_same(kind: str, surrogate: str) -> bool:
    """Whether what is offered as this kind may be what a stand-in stands for elsewhere.

    "My sister Amy" is not the Amy who was somebody's friend there, nor is a town a person. A
    speaker's own name, and a band, are of one source. One that says a sex ("[his brother]") was
    chosen for other words: here a person chooses it too, or it is not said.
    """
    theirs = kind_in(surrogate)
    if OWN_NAME in (kind, theirs) or is_band(surrogate) or says_sex(theirs):
        return False
    if {_sort(kind), _sort(theirs)} == {"person", "place"}:
        return False
    return PERSON in (kind, theirs) or kind == theirs or not {kind, theirs} <= set(PEOPLE)


def _sort(kind: str) -> str:
    if kind in PEOPLE:
        return "person"
    return "place" if kind in PLACES or is_description(kind) else ""


def _fuller_names(headings: Iterable[Heading]) -> dict[str, str]:
    """A bare first name, or a street or a pub without the word for it, to the fuller name that it
    may be short for, both by their keys."""
    labels = {one.form: _label(one.form, one.label) for one in headings}
    people = [form for form, label in labels.items() if label == Label.PERSON]
    named = {name_key(bare): name_key(full) for bare, full in one_person(people).items()}
    return named | fuller_forms(labels.items())


def _label(form: str, label: str) -> str:
    return _label_alone(form) if label == Label.HIDDEN else label


def _label_alone(term: str) -> str:
    """What kind of thing a term from the person's own list is, as far as the rules can tell."""
    whole = [span for span in find_identifiers(term) if span.end - span.start >= len(term) * 0.6]
    return whole[0].label if whole else Label.PERSON.value
