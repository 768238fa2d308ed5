"""Fills a frame: invented people, places and numbers in its holes, and where they stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from training import digits, nicknames, spoken_ages, webs
from training.frames import Frame, Hole
from training.frames.reading import Written
from training.values import Culture, Values

AMBIGUOUS = 0.14  # share of people who are called as a drug, a month or a verb is
NICKNAMED = 0.22
BY_A_WORD = 0.06  # share of people whom friends call by some word or other ("Badger", "Tuesday")
SHORTENED = 0.06  # share who are called by what friends made of their name ("Coxy", "Robbo")
SIZED = 0.02
ABROAD = 0.07  # share of places that lie abroad
_SIZES = ("Big", "Big", "Little", "Wee", "Old", "Young", "Mad", "Fat", "Long", "Posh")
_TITLES = {
    "f": ("Mrs", "Ms", "Miss", "Dr", "Auntie", "Sister"),
    "m": ("Mr", "Dr", "Uncle", "PC", "Rev"),
    "n": ("Dr", "Dr", "Dr", "Prof", "Mx", "Sgt"),
}


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that is an identifier; code points, end not included. `culture` is the
    group of names it comes from, or ""."""

    start: int
    end: int
    label: str
    culture: str = ""


@dataclass(frozen=True)
class Sample:
    """A text with its identifiers, sorted and not overlapping."""

    text: str
    marks: tuple[Mark, ...]
    style: str
    where: str


@dataclass
class _Person:
    culture: Culture
    given: str
    last: str
    called: str
    sex: str


def _unled(words: str, text: str) -> tuple[str, str]:
    """A value and what leads it: "the" is no part of a name, and is said once ("the the Fox")."""
    lead, _, rest = words.partition(" ")
    if lead.lower() != "the" or not rest:
        return "", words
    said = text.rstrip().lower().endswith((" the", "\nthe")) or text.strip().lower() == "the"
    return ("" if said else lead + " "), rest


class Filler:
    """Fills one frame after another from the same lists and the same source of chance."""

    def __init__(self, values: Values, rng: Random) -> None:
        self._values = values
        self._rng = rng
        self._made: dict[tuple[str, str, str], str] = {}
        self._people: dict[str, _Person] = {}
        self._sex: dict[str, str] = {}

    def fill(self, frame: Frame) -> Sample:
        self._made, self._people, self._sex = {}, {}, frame.sex
        text, marks = "", []
        for piece in frame.pieces:
            words, label, culture = self._words(piece)
            before = ""
            if isinstance(piece, Hole) and piece.kind == "person" and piece.form == "title":
                before, words = self._titled(piece.who, words)
            if label and not before:
                before, words = _unled(words, text)
            text += before
            if label:
                marks.append(Mark(len(text), len(text) + len(words), label, culture))
            text += words
        return Sample(text, tuple(marks), frame.style, frame.where)

    def _words(self, piece: str | Hole | Written) -> tuple[str, str, str]:
        if isinstance(piece, str):
            return piece, "", ""
        if isinstance(piece, Written):
            return piece.words, piece.label, ""
        if piece.kind == "person":
            person = self._person(piece.who)
            return self._name(person, piece.form), "person", person.culture.name
        key = (piece.kind, piece.who, piece.form)
        if key not in self._made:
            self._made[key] = self._value(piece)
        return self._made[key], piece.label, ""

    def _value(self, hole: Hole) -> str:
        rng = self._rng
        made: dict[str, Callable[[], str]] = {
            "place": self._place,
            "venue": lambda: self._named(f"venue.{hole.form}"),
            "org": lambda: self._named(f"org.{hole.form}"),
            "street": lambda: self._street(hole.form == "name"),
            "postcode": lambda: digits.postcode(rng),
            "phone": lambda: self._phone(hole.form == "spoken"),
            "email": lambda: webs.email(rng, self._called(), hole.form == "spoken"),
            "web": lambda: webs.address(rng, self._called(), hole.form == "spoken"),
            "handle": lambda: webs.handle(rng, self._called()),
            "nhs": lambda: self._nhs(hole.form == "spoken"),
            "number": lambda: digits.number(rng, hole.form),
            "date": lambda: spoken_ages.day(rng, birth=hole.form == "birth"),
            "age": lambda: spoken_ages.age(rng),
            "teen": lambda: spoken_ages.teen(rng),
            "month": lambda: rng.choice(spoken_ages.MONTHS),
            "year": lambda: str(rng.randrange(1985, 2027)),
        }
        if hole.kind in made:
            return made[hole.kind]()
        kind = f"{hole.kind}.{hole.form}" if hole.form else hole.kind
        return self._named(kind)

    def _named(self, kind: str) -> str:
        """A value of a list, its open parts filled ("The {animal}", "{place} High")."""
        written = self._rng.choice(self._values.lists[kind])
        while "{" in written:
            start, end = written.index("{"), written.index("}")
            inside = written[start + 1 : end]
            written = written[:start] + self._part(inside) + written[end + 1 :]
        return written

    def _part(self, kind: str) -> str:
        rng = self._rng
        if kind == "place":
            return rng.choice(self._values.places)
        if kind == "last":
            return rng.choice(rng.choice(self._values.cultures).last)
        if kind == "given":
            return self._given(rng.choice(self._values.cultures), rng.choice("fm"))
        return rng.choice(self._values.lists[kind])

    def _place(self) -> str:
        abroad = self._rng.random() < ABROAD
        return self._rng.choice(self._values.lists["abroad"] if abroad else self._values.places)

    def _street(self, bare: bool) -> str:
        rng, name = self._rng, self._named("street")
        if bare:
            return name
        house = str(rng.randrange(1, rng.choice((30, 160))))
        house += rng.choice(("", "", "", "", "a", "b", "B"))
        flat = f"flat {rng.randrange(1, 20)}, " if rng.random() < 0.15 else ""
        lead = rng.choice(("", "", "", "", "number ", "no. "))
        return (flat or lead) + f"{house} {name}"

    def _phone(self, spoken: bool) -> str:
        rng = self._rng
        return digits.said(rng, digits.phone_digits(rng)) if spoken else digits.phone(rng)

    def _nhs(self, spoken: bool) -> str:
        written = digits.nhs_number(self._rng)
        if not spoken:
            return written
        return digits.said(self._rng, "".join(c for c in written if c.isdigit()))

    def _called(self) -> str:
        """What an address or a username is made of: somebody of the frame, or anybody."""
        if self._people and self._rng.random() < 0.6:
            person = self._rng.choice(list(self._people.values()))
        else:
            person = self._new_person(self._rng.choice("fm"))
        return self._rng.choice((person.given, person.called, f"{person.given} {person.last}"))

    def _person(self, who: str) -> _Person:
        if who not in self._people:
            self._people[who] = self._new_person(self._sex.get(who, self._rng.choice("fm")))
        return self._people[who]

    def _new_person(self, sex: str) -> _Person:
        rng = self._rng
        culture = rng.choice(self._values.cultures)
        given = self._given(culture, sex)
        if rng.random() < AMBIGUOUS:
            given = rng.choice(self._values.lists[f"ambiguous.{sex}"])
        last = rng.choice(culture.last)
        called = rng.choice(culture.nick) if culture.nick and rng.random() < NICKNAMED else given
        chance = rng.random()
        if chance < BY_A_WORD:
            called = rng.choice(self._values.lists["nickname"])
        elif chance < BY_A_WORD + SHORTENED:
            called = nicknames.short_of(rng.choice((given, last)), rng)
        elif chance < BY_A_WORD + SHORTENED + SIZED:
            called = f"{rng.choice(_SIZES)} {called}"
        return _Person(culture, given, last, called, sex)

    def _given(self, culture: Culture, sex: str) -> str:
        sexes = [s for s in (sex, "n") if culture.given.get(s)] or list(culture.given)
        names = [name for s in sexes for name in culture.given[s]]
        name = self._rng.choice(names)
        if self._rng.random() < 0.03:
            name += "-" + self._rng.choice(names)
        return name

    def _name(self, person: _Person, form: str) -> str:
        rng = self._rng
        if form == "full":
            return f"{rng.choice((person.given, person.given, person.called))} {person.last}"
        if form in ("last", "title"):
            return person.last
        if form == "init":
            first, last = person.given[0].upper(), person.last[0].upper()
            return rng.choice((f"{first}{last}", f"{first}.{last}.", first, f"{first}.", first))
        if form == "spelt":
            return webs.spelt(rng, rng.choice((person.called, person.last)))
        return person.called

    def _titled(self, who: str, last: str) -> tuple[str, str]:
        person = self._people[who]
        options = _TITLES[person.sex] + _TITLES["n"]
        return self._rng.choice(options) + " ", last


def filled(frames: Iterable[Frame], values: Values, seed: int) -> list[Sample]:
    """Each frame filled once, from one seed."""
    filler = Filler(values, Random(seed))
    return [filler.fill(frame) for frame in frames]
