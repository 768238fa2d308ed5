"""What changed from one version of a form to another, in words."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.editing.places import places, section_of
from pennydrop.rooms.listen.rules.editing.reading_logic import Telling, asked_as
from pennydrop.rooms.listen.rules.editing.telling import kind_of
from pennydrop.rooms.listen.rules.editing.texts import (
    NOTE,
    SPOKEN,
    note_of,
    renamed_language,
)
from pennydrop.rooms.listen.rules.form import Choice, Form, Group, Item, Question, Text
from pennydrop.rooms.listen.rules.languages import language_of

# Fields that hold expressions, and how their change is called.
_LOGIC = {
    "relevant": "Shown only if", "required": "Asked once more when left empty",
    "constraint": "Taken only if", "calculation": "Worked out",
    "choice_filter": "Choices left where", "read_only": "Only to be read",
}  # fmt: skip
_PLAIN = {
    "default": "Starts with", "appearance": "Look", "trigger": "Worked out anew when", "count":
    "How often it is asked",
}  # fmt: skip


@dataclass(frozen=True)
class Detail:
    """One thing about an item that is another now; empty for what was or is not there."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """`sign` is “+” for what is new, “-” for what is gone, “~” for what changed, “>” for what only
    stands elsewhere."""

    sign: str
    place: str
    words: str
    details: tuple[Detail, ...] = ()


def changes(old: Form, new: Form) -> tuple[Change, ...]:
    """Everything that differs, in the order of the newer form; what is gone comes last."""
    found = list(_whole(old, new))
    # The form's own language needs no name, so that giving it one is no change of every text.
    old, new = (renamed_language(form, form.default_language, "") for form in (old, new))
    before, after = dict(places(old)), dict(places(new))
    came_from = _matched(before, after)
    moved = _moved([came_from[place] for place in after if place in came_from], list(before))
    differing = _Differing((old, new), (Telling(old), Telling(new)))
    for place, item in after.items():
        was = came_from.get(place)
        if was is None:
            found.append(Change("+", place, _words(item)))
            continue
        details = tuple(differing.details(before[was], item))
        if details:
            found.append(Change("~", place, _words(item), details))
        elif section_of(was) != section_of(place) or was in moved:
            found.append(Change(">", place, _words(item)))
    stay = set(came_from.values())
    gone = (Change("-", place, _words(item)) for place, item in before.items() if place not in stay)
    return (*found, *gone)


def _matched(before: Mapping[str, Item], after: Mapping[str, Item]) -> dict[str, str]:
    """New place -> old place of the same item: the same place, else the one of that name."""
    same = {place: place for place in after if place in before and _alike(before, after, place)}
    gone = {place for place in before if place not in same}
    for place, item in after.items():
        if place in same:
            continue
        named = [p for p in gone if before[p].name == item.name and type(before[p]) is type(item)]
        if len(named) == 1:
            same[place] = named[0]
            gone.discard(named[0])
    return same


def _alike(before: Mapping[str, Item], after: Mapping[str, Item], place: str) -> bool:
    return isinstance(before[place], Group) == isinstance(after[place], Group)


def _moved(order: Sequence[str], before: Sequence[str]) -> frozenset[str]:
    """Old places that stand in another order now: the fewest that explain the new one."""
    stood = [place for place in before if place in set(order)]
    matcher = difflib.SequenceMatcher(a=stood, b=list(order), autojunk=False)
    kept = {stood[n] for block in matcher.get_matching_blocks()
            for n in range(block.a, block.a + block.size)}  # fmt: skip
    return frozenset(order) - kept


def _words(item: Item) -> str:
    return asked_as(str(item.label)) or item.name


def _whole(old: Form, new: Form) -> Iterator[Change]:
    """What is about the form as a whole."""
    pairs = [
        ("Title", old.title, new.title),
        ("Languages", _languages(old), _languages(new)),
    ]
    found = tuple(Detail(what, a, b) for what, a, b in pairs if a != b)
    if found:
        yield Change("~", "", "The form as a whole", found)


def _languages(form: Form) -> str:
    return ", ".join(language_of(name).shown for name in form.languages)


@dataclass(frozen=True)
class _Differing:
    """How two items differ. `forms` and `telling` are for the older and for the newer form."""

    forms: tuple[Form, Form]
    telling: tuple[Telling, Telling]

    def details(self, was: Item, now: Item) -> Iterator[Detail]:
        kinds = kind_of(was), kind_of(now)
        if kinds[0] != kinds[1]:
            yield Detail("Kind", *kinds)
        yield from self._spoken(was, now)
        yield from self._logic(was, now)
        if isinstance(was, Question) and isinstance(now, Question):
            yield from _choices(was.choices, now.choices)
        yield from _rest(was, now)

    def _spoken(self, was: Item, now: Item) -> Iterator[Detail]:
        for field, what in SPOKEN.items():
            what = "Heading" if isinstance(now, Group) and field == "label" else what
            yield from _text(what, getattr(was, field, Text()), getattr(now, field, Text()))
        if isinstance(was, Group) and isinstance(now, Group):
            old, new = self.forms
            notes = note_of(was, old.default_language), note_of(now, new.default_language)
            yield from _text("Said before this section", *notes)

    def _logic(self, was: Item, now: Item) -> Iterator[Detail]:
        for field, what in _LOGIC.items():
            a, b = getattr(was, field, ""), getattr(now, field, "")
            if a != b:
                before, after = self.telling
                yield Detail(what, before.told(a) if a else "", after.told(b) if b else "")


def _text(what: str, was: Text, now: Text) -> Iterator[Detail]:
    before, after = dict(was.said), dict(now.said)
    for language in dict.fromkeys([*before, *after]):
        a, b = before.get(language, ""), after.get(language, "")
        if a != b:
            yield Detail(f"{what} ({language})" if language else what, a, b)


def _choices(was: Sequence[Choice], now: Sequence[Choice]) -> Iterator[Detail]:
    before, after = {c.name: c.label for c in was}, {c.name: c.label for c in now}
    for name in dict.fromkeys([*before, *after]):
        yield from _text("Choice", before.get(name, Text()), after.get(name, Text()))
    if list(before) != list(after) and set(before) == set(after):
        yield Detail("Order of the choices", "; ".join(map(str, before.values())),
                     "; ".join(map(str, after.values())))  # fmt: skip


def _rest(was: Item, now: Item) -> Iterator[Detail]:
    for field, what in _PLAIN.items():
        a, b = getattr(was, field, ""), getattr(now, field, "")
        if a != b:
            yield Detail(what, a, b)
    pairs = (
        ("Settings", getattr(was, "parameters", ()), getattr(now, "parameters", ())),
        ("Other columns", _kept(was), _kept(now)),
        ("Pictures and sounds", was.media, now.media),
    )
    for what, a, b in pairs:
        if a != b and what != "Settings":
            yield Detail(what, _paired(a), _paired(b))
        elif a != b and kind_of(was) == kind_of(now):
            yield Detail(what, _paired(a), _paired(b))


def _kept(item: Item) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in item.kept if not pair[0].startswith(NOTE))


def _paired(pairs: Sequence[tuple[str, object]]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in pairs)
