"""The sheets of choices: every list, with its extra columns and the rows it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pennydrop.rooms.listen.rules.form.model import Choice, ChoiceList, Remark
from pennydrop.rooms.listen.rules.form.problems import Problem
from pennydrop.rooms.listen.rules.form.sheet import Row, Table
from pennydrop.rooms.listen.rules.form.texts import plain

OWN = frozenset({"list_name", "name"})


@dataclass
class Lists:
    """Lists by name: those on the sheet `choices`, and those on `external_choices`."""

    inner: dict[str, ChoiceList] = field(default_factory=dict)
    outer: dict[str, ChoiceList] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    spaced: dict[str, Row] = field(default_factory=dict)

    def wrong(self, row: Row, column: str, message: str) -> None:
        self.problems.append(Problem(row.sheet, row.number, row.header(column), message))


def read_lists(inner: Table, outer: Table, default: str, twice: bool) -> Lists:
    """Both sheets. `twice`: the form's settings allow the same name twice in a list."""
    lists = Lists()
    lists.inner = {
        name: ChoiceList(name, choices) for name, choices in _read(lists, inner, default, twice)
    }
    lists.outer = {
        name: ChoiceList(name, choices, external=True)
        for name, choices in _read(lists, outer, default, True)
    }
    return lists


def _read(
    lists: Lists, sheet: Table, default: str, twice: bool
) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    if sheet.filled and not (sheet.has("list_name") and sheet.has("name")):
        missing = "name" if sheet.has("list_name") else "list_name"
        message = f"there is no column “{missing}”. Add it, and fill it in for every choice."
        lists.problems.append(Problem(sheet.name, sheet.top, missing, message))
        return
    found: dict[str, list[Choice]] = {}
    rows: dict[tuple[str, str], int] = {}
    for row in sheet.rows(default):
        listed = row.get("list_name")
        if not listed:
            _without_list(lists, row)
            continue
        choice = _choice(lists, row, default)
        if choice.name and not twice and (listed, choice.name) in rows:
            before = rows[listed, choice.name]
            lists.wrong(
                row, "name", f"“{choice.name}” is in this list already, in row {before}. Give it "
                "another name, or set “allow_choice_duplicates” to “yes”.",
            )  # fmt: skip
        rows.setdefault((listed, choice.name), row.number)
        found.setdefault(listed, []).append(choice)
    yield from ((name, tuple(choices)) for name, choices in found.items())


def _without_list(lists: Lists, row: Row) -> None:
    if row.get("name"):
        message = "this choice belongs to no list, so it is left out. Fill in “list_name”."
        place = row.header("list_name")
        lists.remarks.append(Remark(row.sheet, row.number, place, message))


def _choice(lists: Lists, row: Row, default: str) -> Choice:
    name = row.get("name")
    if not name:
        lists.wrong(row, "name", "the name is missing. Write a short word to be stored.")
    if " " in name:
        lists.spaced.setdefault(row.get("list_name"), row)
    if not row.text("label"):
        message = f"nothing is written to be read here, so “{name}” will be shown."
        lists.remarks.append(Remark(row.sheet, row.number, row.header("label"), message))
    extra = tuple((column, cell) for column, cell in row.cells.items() if _kept(column))
    return Choice(name, row.text("label") or plain(name, default), extra, row.media())


def _kept(column: str) -> bool:
    # A column whose name has a space cannot be named in an expression: it is a note to oneself.
    return column not in OWN and " " not in column


def from_file(sheet: Table, default: str, value: str, label: str) -> tuple[Choice, ...]:
    """The choices in a file: `value` and `label` name its columns."""
    return tuple(
        Choice(
            row.get(value), row.text(label) or plain(row.get(label) or row.get(value)),
            tuple((column, cell) for column, cell in row.cells.items() if column != value),
            row.media(),
        )
        for row in sheet.rows(default)
        if row.get(value)
    )  # fmt: skip


def with_other(listed: ChoiceList, language: str) -> ChoiceList:
    """The list with “Something else” at its end, under a name of its own."""
    if any(choice.name == "other" for choice in listed.choices):
        return listed
    other = Choice("other", plain("Something else", language))
    return ChoiceList(f"{listed.name}_or_other", (*listed.choices, other))
