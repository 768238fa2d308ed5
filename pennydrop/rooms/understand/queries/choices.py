"""The list from which somebody chooses what kind of stand-in it is to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pennydrop.rooms.understand.queries.review import Form
from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.kind_groups import GROUPS
from pennydrop.rooms.understand.rules.kinds import is_band
from pennydrop.rooms.understand.rules.weighing import HIDE

Choice = tuple[str, str]  # a kind, and the next free stand-in of it
_NAMES = 3  # that are shown of one stand-in
_NAMED = frozenset(
    {Label.PERSON, Label.PLACE, Label.ORGANISATION, Label.ADDRESS, Label.HIDDEN, Label.HANDLE}
)


@dataclass(frozen=True)
class Choices:
    """`likely`: the few to begin with. `groups`: every kind, under its heading. `already`: what
    stands in this source for somebody or something, each with the names it stands for: another
    name of theirs takes the same."""

    likely: tuple[Choice, ...]
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    already: tuple[tuple[str, str], ...] = ()


def choices_of(
    next_of_kind: Mapping[str, str], likely: Iterable[str] = (), forms: Iterable[Form] = ()
) -> Choices:
    def among(kinds: Iterable[str]) -> tuple[Choice, ...]:
        return tuple((kind, next_of_kind[kind]) for kind in kinds)

    groups = tuple((title, among(kinds)) for title, kinds in GROUPS.items())
    return Choices(among(likely), groups, _already(forms))


def _already(forms: Iterable[Form]) -> tuple[tuple[str, str], ...]:
    """Stand-ins of the people, places and organisations that are hidden, with the first few names
    of each, by name; bands hold many. A number or an age has no other name."""
    names: dict[str, list[str]] = {}
    for form in forms:
        shared = form.mention.state == HIDE and form.mention.label in _NAMED
        if shared and not is_band(form.surrogate):
            names.setdefault(form.surrogate, []).append(form.form)
    told = ((one, _told(every)) for one, every in names.items())
    return tuple(sorted(told, key=lambda pair: pair[1].casefold()))


def _told(names: list[str]) -> str:
    return ", ".join(names[:_NAMES]) + (" …" if len(names) > _NAMES else "")
