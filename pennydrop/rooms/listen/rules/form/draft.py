"""What is known of a form while its rows are read: open groups, names, faults, remarks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pennydrop.rooms.listen.rules.form.model import Group, Item, Remark, Repeat
from pennydrop.rooms.listen.rules.form.problems import Problem
from pennydrop.rooms.listen.rules.form.sheet import Row

NAME = re.compile(r"[^\W\d][\w.-]*\Z")
DEEPEST = 30  # groups within groups; nobody means more, and reading stays safe


@dataclass
class Open:
    """A group, repeat or loop whose end has not been met; or, without a block, the form itself."""

    row: Row
    block: str = ""
    rest: str = ""
    items: list[Item] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)


@dataclass
class Draft:
    """`places` says which row made the item of a path; `mentioned` are the names in expressions."""

    root: str
    default: str
    mentioned: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    places: dict[str, Row] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)

    def wrong(self, row: Row, column: str, message: str) -> None:
        self.problems.append(Problem(row.sheet, row.number, row.header(column), message))

    def remark(self, row: Row, column: str, message: str) -> None:
        self.remarks.append(Remark(row.sheet, row.number, row.header(column), message))

    def named(self, row: Row) -> str:
        """The row's name, checked, and remembered in the group that is open."""
        name = row.get("name")
        if not name:
            self.wrong(row, "name", "the name is missing. Write one short word, such as “harms”.")
        elif not NAME.match(name):
            self.wrong(
                row, "name", f"“{name}” cannot be a name. Use letters, digits, “_”, “-” and “.”, "
                "and begin with a letter.",
            )  # fmt: skip
        self._unique(row, name)
        self.places.setdefault(self.path(name), row)
        return name

    def _unique(self, row: Row, name: str) -> None:
        names = self.open[-1].names
        alike = {other.lower(): other for other in names}
        if name and name in names:
            self.wrong(
                row, "name", f"“{name}” is used already, in row {names[name]}. "
                "Give one of the two another name.",
            )  # fmt: skip
        elif name and name.lower() in alike:
            other = alike[name.lower()]
            message = f"“{name}” and “{other}” differ only in capitals; they are easily mixed up."
            self.remark(row, "name", message)
        names.setdefault(name, row.number)

    def path(self, name: str) -> str:
        groups = [found.row.get("name") for found in self.open[1:]]
        return "/".join(["", self.root, *groups, name])

    def put(self, item: Item) -> None:
        self.open[-1].items.append(item)

    def begin(self, row: Row, block: str, rest: str) -> None:
        name = self.named(row)
        if block == "repeat" and name in self.repeats:
            self.wrong(
                row, "name", f"another repeat, in row {self.repeats[name]}, has this name too. "
                "Give one of the two another name.",
            )  # fmt: skip
        if block == "repeat":
            self.repeats.setdefault(name, row.number)
        if len(self.open) == DEEPEST:
            self.wrong(row, "type", f"more than {DEEPEST} groups are inside each other.")
        self.open.append(Open(row, block, rest))

    def end(self) -> Open:
        return self.open.pop()


def group_from(opened: Open, kept: tuple[tuple[str, str], ...], fields: Mapping[str, str]) -> Group:
    """The group or repeat that is now complete; `fields` are its expressions."""
    row = opened.row
    common = {
        "name": row.get("name"), "label": row.text("label"), "items": tuple(opened.items),
        "hint": row.text("hint"), "relevant": fields["relevant"],
        "read_only": fields["read_only"], "appearance": row.get("appearance"),
        "media": row.media(), "kept": kept,
    }  # fmt: skip
    if opened.block == "repeat":
        return Repeat(count=fields["repeat_count"], **common)  # type: ignore[arg-type]
    return Group(**common)  # type: ignore[arg-type]
