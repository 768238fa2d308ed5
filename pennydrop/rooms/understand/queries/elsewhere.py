"""What stands for names in the rest of a study: all of it is to speak of them in one way."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock
from uuid import UUID

from django.db.models import Count, QuerySet

from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Identifier, Segment
from pennydrop.rooms.understand.queries.decided import open_rulings
from pennydrop.rooms.understand.queries.texts import open_segments
from pennydrop.rooms.understand.rules.alike import bare, name_key, short
from pennydrop.rooms.understand.rules.kinds import is_band, stand_ins_in
from pennydrop.rooms.understand.rules.offering import Suggester
from pennydrop.rooms.understand.rules.weighing import HIDE, Ruling

# A row never changes. What it stands for is remembered for this process alone, and not the name:
# a mark of it, by which the same name is known again, under a key that dies with the process.
REMEMBERED = 100_000
_MARKING = token_bytes(32)
# A text, its version, and how many of its turns: the stand-ins in them.
_used: OrderedDict[tuple[UUID, int, int], frozenset[str]] = OrderedDict()
_known: OrderedDict[UUID, tuple["Marks", str]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Hidden:
    """A decision to hide somebody else's words; `mark` is equal for equal names."""

    whose: UUID
    marks: "Marks"
    surrogate: str

    @property
    def mark(self) -> bytes:
        return self.marks.whole


@dataclass(frozen=True)
class Marks:
    """By what a form is known again: `whole` is equal for equal names; `bare` of a short form
    ("Begum") is the `short` of a fuller one ("Mrs Begum"); b"" where it has none."""

    whole: bytes
    bare: bytes = b""
    short: bytes = b""

    @classmethod
    def of(cls, form: str, label: str) -> "Marks":
        return cls(mark_of(form), *(_mark(key) if key else b"" for key in
                                    (bare(form, label), short(form))))  # fmt: skip

    def common(self, other: "Marks") -> bytes:
        """The mark of what both are called where one of them is short for the other, else b""."""
        if self.bare and self.bare == other.short:
            return self.bare
        return self.short if self.short == other.bare else b""


def mark_of(form: str) -> bytes:
    return _mark(name_key(form))


def _mark(key: str) -> bytes:
    return blake2b(key.encode(), key=_MARKING, digest_size=16).digest()


def marks_here(forms: Mapping[str, str], hidden: Sequence[Hidden]) -> dict[str, frozenset[bytes]]:
    """For each form of a source, given with its label, the marks of what it is one with in the
    study. "Begum" is one with "Mrs Begum" where nobody else of that name is known: with two of
    them, a person says which."""
    own = {form: Marks.of(form, label) for form, label in forms.items()}
    fulls: dict[bytes, set[bytes]] = {}
    for marks in (*own.values(), *(one.marks for one in hidden)):
        if marks.short:
            fulls.setdefault(marks.short, set()).add(marks.whole)
    alone = {called for called, wholes in fulls.items() if len(wholes) == 1}
    return {
        form: frozenset({marks.whole, *_loosely(marks, hidden, alone)})
        for form, marks in own.items()
    }


def _loosely(marks: Marks, hidden: Iterable[Hidden], alone: set[bytes]) -> set[bytes]:
    near = [one for one in hidden if marks.common(one.marks) in alone]
    # Two stand-ins for it elsewhere are two people, as somebody there has said.
    return {one.mark for one in near} if len({one.surrogate for one in near}) == 1 else set()


def also_here(here: Mapping[str, frozenset[bytes]], hidden: Iterable[Hidden]) -> list[Ruling]:
    """Of what was hidden elsewhere, the names that are found in this source too."""
    forms: dict[bytes, list[str]] = {}
    for form, marks in here.items():
        for mark in marks:
            forms.setdefault(mark, []).append(form)
    return [
        Ruling(form, "", HIDE, one.surrogate) for one in hidden for form in forms.get(one.mark, ())
    ]


def pseudonyms_in(study: UUID) -> dict[UUID, str]:
    """What everybody whose words are in a study is called in it."""
    return {card.id: card.name for card in listen.participants_of(study) if not card.staff}


def hidden_elsewhere(study: UUID, people: Collection[UUID]) -> list[Hidden]:
    """What was hidden in the words of everybody else of the study, earliest first."""
    rows = Identifier.objects.filter(study=study, decision=HIDE, ended=None)
    others = rows.exclude(participant__in=people).order_by("at", "pk")
    places = list(others.values_list("pk", "participant"))
    with _lock:
        known = {row: _known[row] for row, _ in places if row in _known}
    fresh = [row for row, _ in places if row not in known]
    if fresh:
        known |= _opened(others if len(fresh) > len(places) // 2 else others.filter(pk__in=fresh))
    return [Hidden(who, *known[row]) for row, who in places if row in known]


def _opened(rows: QuerySet[Identifier]) -> dict[UUID, tuple[Marks, str]]:
    found = {
        one.row.pk: (Marks.of(one.ruling.form, one.ruling.label), one.ruling.surrogate)
        for one in open_rulings(rows)
    }
    with _lock:
        _known.update(found)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return found


def used_in_signed(study: UUID) -> set[str]:
    """Stand-ins in the words of those for whom nothing leads back any more: what they stood for is
    gone, but another name must not be given them."""
    rows = Segment.objects.filter(text__study=study)
    gone = set(rows.values_list("participant", flat=True)) - holders(study, "raw")
    if not gone:
        return set()
    theirs = rows.filter(participant__in=gone)
    counted = theirs.values_list("text", "text__version").annotate(Count("pk")).order_by("text")
    used = set[str]()
    for state in counted:
        if state not in _used:
            _used[state] = _stand_ins(theirs.filter(text=state[0]))
        used |= _used[state]
    while len(_used) > REMEMBERED:
        _used.popitem(last=False)
    return used


def _stand_ins(rows: QuerySet[Segment]) -> frozenset[str]:
    return frozenset(
        segment.text[start:end]
        for segment in open_segments(list(rows))
        for start, end in stand_ins_in(segment.text)
    )


@dataclass(frozen=True)
class Shared:
    """A name of a source that others of the study speak of too. `places`: where, as order-start;
    `surrogate`: what stands, or would stand, for it here; `together`: for whom that is the same;
    `theirs`: what stands for it with `apart`; `clash`: for whom the stand-in is another name's;
    `another`: what a different one of that name would get. People are pseudonyms."""

    form: str
    places: tuple[str, ...]
    surrogate: str
    together: tuple[str, ...] = ()
    theirs: str = ""
    apart: tuple[str, ...] = ()
    clash: tuple[str, ...] = ()
    another: str = ""


@dataclass(frozen=True)
class Named:
    """A form of the source under review: how it is written, where, and its stand-in; `marks`: of
    all forms here that are one with it."""

    form: str
    places: tuple[str, ...]
    surrogate: str
    marks: frozenset[bytes]


def shared_with(
    named: Iterable[Named],
    hidden: Iterable[Hidden],
    suggester: Suggester,
    pseudonyms: Mapping[UUID, str],
) -> tuple[Shared, ...]:
    """Which of these names are others' too, with whom. Bands are everybody's, and left out."""
    by_mark: dict[bytes, list[Hidden]] = {}
    by_surrogate: dict[str, list[Hidden]] = {}
    for one in hidden:
        if one.whose in pseudonyms:
            by_mark.setdefault(one.mark, []).append(one)
            by_surrogate.setdefault(one.surrogate, []).append(one)
    found = []
    for name in named:
        ours = by_surrogate.get(name.surrogate, [])
        theirs = [one for mark in name.marks for one in by_mark.get(mark, ())]
        clash = [one for one in ours if one.mark not in name.marks]
        if (theirs or clash) and not is_band(name.surrogate):
            found.append(_shared(name, theirs, clash, suggester, pseudonyms))
    return tuple(found)


def _shared(
    name: Named,
    theirs: Sequence[Hidden],
    clash: Sequence[Hidden],
    suggester: Suggester,
    pseudonyms: Mapping[UUID, str],
) -> Shared:
    def people(some: Iterable[Hidden]) -> tuple[str, ...]:
        return tuple(sorted({pseudonyms[one.whose] for one in some}))

    others = (one.surrogate for one in theirs if one.surrogate != name.surrogate)
    other = next((one for one in others if not is_band(one)), "")
    return Shared(
        form=name.form, places=name.places, surrogate=name.surrogate,
        together=people(one for one in theirs if one.surrogate == name.surrogate),
        theirs=other, apart=people(one for one in theirs if one.surrogate == other),
        clash=people(clash), another=suggester.parted(name.surrogate),
    )  # fmt: skip
