"""Suggestions on the fly: the finder's places, remembered without words, and who speaks."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from pennydrop.rooms.listen.public import HideLine, Whose
from pennydrop.rooms.understand.rules.identifiers import Span, find_identifiers, mentions_of
from pennydrop.rooms.understand.rules.offering import Heading, Spoken
from pennydrop.rooms.understand.rules.relations import kinds_beside
from pennydrop.rooms.understand.rules.weighing import same

REMEMBERED = 20_000
_places: OrderedDict[tuple[UUID, int], "Found"] = OrderedDict()
_lock = Lock()


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
