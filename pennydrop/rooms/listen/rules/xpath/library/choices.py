"""Functions over chosen answers and their labels (ODK XForms, Select and Translation Functions)."""

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager
from pennydrop.rooms.listen.rules.xpath.values import Value, to_number, to_string, to_whole


def selected(scope: Scope, given: list[Value]) -> bool:
    """Whether something was chosen. Nothing at all is “chosen” where nothing was."""
    chosen, wanted = to_string(given[0]).split(), to_string(given[1]).strip()
    return wanted in chosen if wanted else not chosen


def selected_at(scope: Scope, given: list[Value]) -> str:
    """The choice at a place counted from 0; blank where there is none."""
    chosen, place = to_string(given[0]).split(), to_number(given[1])
    return chosen[to_whole(place)] if 0 <= place < len(chosen) else ""


def count_selected(scope: Scope, given: list[Value]) -> float:
    return float(len(to_string(given[0]).split()))


def choice_name(scope: Scope, given: list[Value]) -> str:
    """The label of a choice, in the language being read; the second value is a path in quotes."""
    return scope.context.label_of(to_string(given[0]), to_string(given[1]).strip())


def itext(scope: Scope, given: list[Value]) -> str:
    return scope.context.text_of(to_string(given[0]))


FUNCTIONS: dict[str, Eager] = {
    "selected": selected, "is-selected": selected, "selected-at": selected_at,
    "count-selected": count_selected, "jr:choice-name": choice_name, "jr:itext": itext,
}  # fmt: skip
