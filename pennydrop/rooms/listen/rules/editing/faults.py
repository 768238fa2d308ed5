"""What is wrong with a form that was put together on the page, by the place where it is wrong.

The form is written as rows and read again, so that what is kept here is held to the same rules as
a file, and any version can be taken away as a file that every tool reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.editing.places import places
from pennydrop.rooms.listen.rules.form import Form, FormProblems, Group, Item, Problem, read_form
from pennydrop.rooms.listen.rules.form.writing import write_rows


@dataclass(frozen=True)
class Fault:
    """`place` is empty where no single item is meant; `column` is the XLSForm's name for it."""

    place: str
    column: str
    message: str


class Unfinished(ValueError):
    """The form cannot be asked yet. The message says what is missing."""


def faults_of(form: Form) -> tuple[Fault, ...]:
    """Everything that a reader of XLSForms would refuse. A form without an item has no faults."""
    if not form.items:
        return ()
    try:
        read_form(write_rows(form))
    except FormProblems as refused:
        rows = list(_rows(form.items, ""))
        lists = list(_lists(form))
        return tuple(_fault(problem, rows, lists) for problem in refused.problems)
    return ()


def check_finished(form: Form) -> None:
    """Raise Unfinished unless there is something to ask, no section is empty, and no fault."""
    if not form.questions():
        raise Unfinished("There is no question yet. Add one.")
    for _, item in places(form):
        if isinstance(item, Group) and not item.items:
            raise Unfinished(
                f"The section “{item.label or item.name}” has no question. Add one, or take the "
                "section out."
            )
    for fault in faults_of(form):
        raise Unfinished(f"{_where(form, fault)}{fault.message}")


def _where(form: Form, fault: Fault) -> str:
    labels = {place: str(item.label) or item.name for place, item in places(form)}
    return f"“{labels[fault.place]}”: " if fault.place in labels else ""


def _rows(items: Sequence[Item], above: str) -> Iterator[str]:
    """The place that each row of the sheet `survey` is about, from row 2 on."""
    for item in items:
        place = f"{above}/{item.name}" if above else item.name
        yield place
        if isinstance(item, Group):
            yield from _rows(item.items, place)
            yield place


def _lists(form: Form) -> Iterator[str]:
    """The place of the first question that shows the choice of each row of the sheet `choices`."""
    shown: dict[str, str] = {}
    for place, item in places(form):
        listed = getattr(item, "listed", None)
        if listed is not None:
            shown.setdefault(listed.name, place)
    for listed in form.lists():
        if not listed.source and not listed.external:
            yield from (shown.get(listed.name, "") for _ in listed.choices)


def _fault(problem: Problem, rows: Sequence[str], lists: Sequence[str]) -> Fault:
    known = {"survey": rows, "choices": lists}.get(problem.sheet, ())
    at = problem.row - 2
    place = known[at] if 0 <= at < len(known) else ""
    column = "choices" if problem.sheet == "choices" else problem.column
    return Fault(place, column, problem.message[:1].upper() + problem.message[1:])
