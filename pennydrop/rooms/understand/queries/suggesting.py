"""Suggestions on the fly: the finder's places, remembered without words, and free surrogates."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock
from uuid import UUID

from pennydrop.rooms.understand.rules.identifiers import Label, Span, find_identifiers
from pennydrop.rooms.understand.rules.replacing import KINDS, KINDS_FOR, next_surrogate
from pennydrop.rooms.understand.rules.weighing import HIDE, UNDECIDED, Mention, Ruling

REMEMBERED = 20_000
_places: OrderedDict[tuple[UUID, int], list[Span]] = OrderedDict()
_lock = Lock()


def found_in(segment: UUID, text: str, hide: Sequence[str]) -> list[Span]:
    """What the finder finds in an original segment, which never changes.

    Positions and labels stay in this process's memory, never the words, so that deciding on one
    name does not search the whole interview again.
    """
    name = (segment, hash(tuple(hide)))
    with _lock:
        if name in _places:
            _places.move_to_end(name)
            return _places[name]
    spans = find_identifiers(text, hide=hide)
    with _lock:
        _places[name] = spans
        while len(_places) > REMEMBERED:
            _places.popitem(last=False)
    return spans


def is_remembered(segment: UUID, hide: Sequence[str]) -> bool:
    with _lock:
        return (segment, hash(tuple(hide))) in _places


class Suggester:
    """Gives each form that is still undecided the surrogate it would be offered, always the same
    one for the same form, and never one that is taken."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        hidden = [ruling for ruling in rulings if ruling.decision == HIDE]
        self.taken = {ruling.surrogate for ruling in hidden}
        self._known = {_key(ruling.form): ruling.surrogate for ruling in hidden}

    def surrogate_for(self, mention: Mention) -> str:
        """What stands, or would stand, for a mention; "" when it is kept."""
        if mention.state != UNDECIDED:
            return mention.surrogate
        if mention.key not in self._known:
            self._known[mention.key] = self._first_offer(mention)
        return self._known[mention.key]

    def next_of_kind(self) -> dict[str, str]:
        """Kind -> its next free surrogate, for the list of kinds."""
        taken = self.taken | set(self._known.values())
        return {kind: next_surrogate(kind, taken) for kind in KINDS}

    def _first_offer(self, mention: Mention) -> str:
        label = _label_alone(mention.text) if mention.label == Label.HIDDEN else mention.label
        if label == Label.AGE and (general := general_age(mention.text)):
            return general
        taken = self.taken | set(self._known.values())
        return next_surrogate(KINDS_FOR.get(label, KINDS)[0], taken)


def _key(form: str) -> str:
    return Mention(0, 0, form, "", UNDECIDED).key


def _label_alone(term: str) -> str:
    """What kind of thing a term from the person's own list is, as far as the rules can tell."""
    whole = [span for span in find_identifiers(term) if span.end - span.start >= len(term) * 0.6]
    return whole[0].label if whole else Label.PERSON.value


_DECADES = (
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties",
)  # fmt: skip
_TEENS = range(13, 20)


def general_age(text: str) -> str:
    """An age as a stretch of life: "34" is "[thirties]"; "" where no number can be read."""
    digits = "".join(c for c in text if c.isdigit())
    if not digits or len(digits) > 2:
        return ""
    years = int(digits)
    if years in _TEENS:
        return "[teens]"
    if years < 13:
        return "[child’s age]"
    return f"[{_DECADES[years // 10 - 2]}]"
