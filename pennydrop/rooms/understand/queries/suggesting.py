"""Suggestions on the fly: the finder's places, remembered without words, and who speaks."""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from uuid import UUID

from pennydrop.rooms.listen.public import HideLine, OriginalSegment, Whose
from pennydrop.rooms.understand.queries.finder import find
from pennydrop.rooms.understand.rules.births import Told, births_in
from pennydrop.rooms.understand.rules.identifiers import Span, mentions_of, with_hidden
from pennydrop.rooms.understand.rules.offering import Heading, Spoken
from pennydrop.rooms.understand.rules.relations import answers_with, asked_kind, kinds_beside
from pennydrop.rooms.understand.rules.titles import with_titles
from pennydrop.rooms.understand.rules.weighing import same

REMEMBERED = 2_000  # sources
PARTED = "\n"
_places: OrderedDict[int, tuple["Found", ...]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Turn:
    """An original turn, and what the person who speaks asked to be hidden."""

    id: UUID
    text: str
    hide: tuple[str, ...]


def turns_of(
    segments: Sequence[OriginalSegment], hide: Mapping[UUID, Sequence[str]]
) -> tuple[Turn, ...]:
    """A source's turns as they are read; `hide`: what each person asked to be hidden."""
    return tuple(Turn(s.id, s.text, tuple(hide.get(s.participant, ()))) for s in segments)


@dataclass(frozen=True)
class Found:
    """What the finder finds in a segment: spans, and for each the kind of person that the words
    beside it speak of ("" for none)."""

    spans: tuple[Span, ...]
    beside: tuple[str, ...]

    def headings(self, text: str) -> list[Heading]:
        return [
            Heading(text[span.start : span.end], span.label, kind)
            for span, kind in zip(self.spans, self.beside, strict=True)
        ]


def found_in(turns: Sequence[Turn]) -> tuple[Found, ...]:
    """What the finder finds in the turns of a source, which never change. They are read together,
    so that a name that is clear in one of them is known in the others; what somebody asked to be
    hidden is looked for in their own.

    Positions, labels and kinds stay in this process's memory, never the words, so that deciding on
    one name does not search the whole interview again.
    """
    name = _name(turns)
    with _lock:
        if name in _places:
            _places.move_to_end(name)
            return _places[name]
    found = tuple(
        Found(spans, _beside(turn.text, spans, before))
        for turn, spans, before in zip(
            turns, _spans(turns), ("", *(turn.text for turn in turns)), strict=False
        )
    )
    with _lock:
        _places[name] = found
        while len(_places) > REMEMBERED:
            _places.popitem(last=False)
    return found


def _beside(text: str, spans: tuple[Span, ...], before: str) -> tuple[str, ...]:
    """What the words beside each span speak of; of a name that answers a question, that too."""
    kinds = kinds_beside(text, spans)
    if kinds and not kinds[0] and answers_with(text, spans[0]):
        return asked_kind(before), *kinds[1:]
    return kinds


def with_births(
    turns: Sequence[Turn], found: Sequence[Found], years: Collection[int]
) -> tuple[Found, ...]:
    """What was found, with those dates marked on which somebody was born: by what is said beside
    them, in the turn before, or by an age. `years`: in which the source was told."""
    told = [Told(turn.text, here.spans) for turn, here in zip(turns, found, strict=True)]
    births = births_in(told, years)
    return tuple(
        replace(here, beside=tuple(those.get(n, said) for n, said in enumerate(here.beside)))
        if those
        else here
        for here, those in zip(found, births, strict=True)
    )


def is_remembered(turns: Sequence[Turn]) -> bool:
    with _lock:
        return _name(turns) in _places


def _name(turns: Sequence[Turn]) -> int:
    return hash(tuple((turn.id, turn.hide) for turn in turns))


def _spans(turns: Sequence[Turn]) -> Iterator[tuple[Span, ...]]:
    """What is found in each turn, its offsets counted from the turn's beginning."""
    found = find(PARTED.join(turn.text for turn in turns))
    start = at = 0
    for turn in turns:
        end = start + len(turn.text)
        here = []
        while at < len(found) and found[at].start < end:
            one = found[at]
            here.append(one._replace(start=one.start - start, end=min(one.end, end) - start))
            if one.end > end:
                break  # the rest of it stands in the next turn
            at += 1
        inside = [one._replace(start=max(one.start, 0)) for one in here if one.end > 0]
        yield tuple(with_hidden(turn.text, [*with_titles(turn.text, inside)], turn.hide))
        start = end + len(PARTED)


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
