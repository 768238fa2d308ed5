"""Who said what in a project that comes in: one participant a source, unless its cases say more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.exchange.parting import Part, by_stretches, by_turns
from pennydrop.rooms.understand.rules.exchange.project import Case, PlacedProject, PlacedSource

OURS = "Pennydrop"
KIND, FIDELITY = "kind of source", "kept as"


@dataclass(frozen=True)
class Turns:
    """What only the reader of transcripts knows of a text: its turns as (where, whether staff's),
    and names in their labels with whether those are staff's."""

    places: tuple[tuple[int, bool], ...]
    names: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Cast:
    """One source as it will be kept. `names`: (person, name to hide); `told`: what is
    known of people in it, (person, name, value)."""

    source: PlacedSource
    kind: str
    fidelity: str
    parts: tuple[Part, ...]
    names: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Ask:
    """Questions that another room answers: is this name a role of staff; where are the turns;
    what of a case's name must be hidden."""

    is_staff: Callable[[str], bool]
    turns: Callable[[str], Turns]
    names: Callable[[str], Sequence[str]]


def cast_of(project: PlacedProject, *, fidelity: str, ask: Ask) -> list[Cast]:
    """Every source with words, in the order of the file."""
    cases = {case.id: case for case in project.read.cases}
    staff = {key for key, case in cases.items() if ask.is_staff(case.name)}
    made = [_cast(one, cases, staff, fidelity, ask) for one in project.sources]
    return [one for one in made if one.parts]


def _cast(
    one: PlacedSource, cases: Mapping[str, Case], staff: set[str], fidelity: str, ask: Ask
) -> Cast:
    facts = dict(one.facts)
    whole = [key for key in one.cases if key not in staff]
    usual = whole[0] if whole else f"source {one.id}"
    spoken = [Part(s.start, s.end, "" if s.case in staff else s.case, s.label)
              for s in one.stretches]  # fmt: skip
    turns = Turns((), ())
    if spoken:
        parts = by_stretches(one.text, spoken, usual)
    else:
        turns = ask.turns(one.text)
        parts = by_turns(one.text, turns.places, usual)
    people = list(dict.fromkeys(part.person for part in parts if part.person))
    if parts and not people:  # everything looked like staff's: somebody must have been asked
        parts = [Part(p.start, p.end, usual, p.question) for p in parts]
        people = [usual]
    kind = facts.pop(KIND, "") or ("focus_group" if len(people) > 1 else "interview")
    return Cast(
        source=one, kind=kind, fidelity=facts.pop(FIDELITY, "") or fidelity, parts=tuple(parts),
        names=(*_case_names(people, cases, ask), *_label_names(turns, usual, parts)),
        told=(
            *((people[0], name, value) for name, value in facts.items() if people),
            *((key, *fact) for key in people if key in cases for fact in cases[key].facts),
        ),
    )  # fmt: skip


def _case_names(
    people: Sequence[str], cases: Mapping[str, Case], ask: Ask
) -> list[tuple[str, str]]:
    return [(key, name) for key in people if key in cases for name in ask.names(cases[key].name)]


def _label_names(turns: Turns, usual: str, parts: Sequence[Part]) -> list[tuple[str, str]]:
    there = {part.person for part in parts}
    return [
        ("" if staff and "" in there else usual, name) for name, staff in dict.fromkeys(turns.names)
    ]
