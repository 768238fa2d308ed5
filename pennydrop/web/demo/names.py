"""Take names out of the invented study, as its own notes say, and leave some for the visitor."""

from typing import Any

from pennydrop.rooms.listen.models import Source
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.looking import look_over
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.second_reading import (
    begin_second_read,
    finish_second_read,
    mark_words,
)
from pennydrop.rooms.understand.rules.weighing import HIDE, Ruling
from pennydrop.web.demo.content import noon, read

# The kinds of the notes, in the finder's own labels.
LABELS = {"address": "address", "organisation": "organisation", "place": "place", "job": "hidden"}

# Read by two people; a name that stands as a speaker's label alone; and what one of them missed.
TWICE, UNSAID, ONLY_SECOND = "I09", {"Gareth"}, "swimming gala"


def take_names_out(sources: dict[str, Source], by: str) -> None:
    """Decide and sign for every source that the notes call reviewed."""
    for ref, notes, day in reviewed():
        at, source = noon(day), sources[ref].pk
        rulings = [
            Ruling(form, LABELS.get(kind, kind), HIDE, surrogate) for form, kind, surrogate in notes
        ]
        # The finder's other suggestions are its mistakes here: the notes name what there is.
        decide_many(source=source, rulings=rulings, rest="keep", by=by, at=at)
        look_over(source=source, by=by, at=at)
        sign_names_out(source=source, by=by, at=at)


def read_twice(sources: dict[str, Source], by: str) -> None:
    """Somebody else reads one interview blind. They see what the first reader saw, and one thing
    more, which waits for the visitor to decide."""
    notes = next(identifiers for ref, identifiers, _ in reviewed() if ref == TWICE)
    source, at = sources[TWICE].pk, noon(next(day for ref, _, day in reviewed() if ref == TWICE))
    begin_second_read(source=source, by=by, at=at)
    for form in [*(form for form, *_ in notes if form not in UNSAID), ONLY_SECOND]:
        mark_words(source=source, words=form, place=None, by=by, at=at)
    finish_second_read(source=source, by=by, at=at)


def reviewed() -> list[tuple[str, list[list[str]], str]]:
    """Each reviewed source: its reference, what to hide (longest first), and the day."""
    alone = [
        (entry["ref"], entry["identifiers"], entry["day"])
        for entry in [*read("survey"), *read("interviews")]
        if entry.get("reviewed", True)
    ]
    groups = [(entry["ref"], _of_all(entry), entry["day"]) for entry in read("focus_groups")]
    return [(ref, sorted(notes, key=_longest), day) for ref, notes, day in [*alone, *groups]]


def _of_all(entry: dict[str, Any]) -> list[list[str]]:
    """Whoever is named by one speaker of a group may be named by all."""
    notes = [tuple(n) for who in entry["participants"].values() for n in who["identifiers"]]
    return [list(note) for note in dict.fromkeys(notes)]


def _longest(note: list[str]) -> int:
    return -len(note[0])
