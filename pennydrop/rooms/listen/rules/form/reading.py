"""XLSForm rows into a form. Every fault is collected, so that one reading shows them all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pennydrop.rooms.listen.rules.form.model import (
    Choice,
    ChoiceList,
    Form,
    Group,
    Kind,
    Question,
    Remark,
)
from pennydrop.rooms.listen.rules.form.problems import FormProblems, Problem
from pennydrop.rooms.listen.rules.form.sheet import (
    Row,
    Sheets,
    columns,
    find,
    other_languages,
    rows_of,
)
from pennydrop.rooms.listen.rules.form.texts import plain
from pennydrop.rooms.listen.rules.form.types import Read, read_type

NAME = re.compile(r"[A-Za-z_][\w.-]*\Z")
REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
OWN = frozenset({"type", "name", "label", "hint", "short", "required", "relevant"})
LOGIC = ("relevant", "constraint", "calculation", "choice_filter", "required", "default", "trigger")
TRUE = frozenset({"yes", "true", "true()", "1"})


@dataclass
class _Open:
    """A group whose end has not been met, or (row 0) the form itself."""

    row: Row
    items: list[Question | Group] = field(default_factory=list)


@dataclass
class _Reading:
    lists: Mapping[str, tuple[Choice, ...]]
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    stripped: set[str] = field(default_factory=set)
    open: list[_Open] = field(default_factory=lambda: [_Open(Row(0, {}))])

    def wrong(self, row: Row, column: str, message: str) -> None:
        self.problems.append(Problem("survey", row.number, column, message))

    def remark(self, row: int, column: str, message: str) -> None:
        self.remarks.append(Remark("survey", row, column, message))


def read_form(sheets: Sheets) -> Form:
    """Read the sheets `survey`, `choices` and `settings` (the last two may be missing).

    Sheets are rows of text, the first filled row being the column names; rows are counted from 1.
    Raises FormProblems with every fault found, each naming sheet, row and column.
    """
    survey = find(sheets, "survey")
    if survey is None:
        message = "there is no sheet of this name. Name the sheet with the questions “survey”."
        raise FormProblems([Problem("survey", 0, "", message)])
    settings = next(rows_of(find(sheets, "settings") or [], ""), Row(0, {}))
    language = settings.get("default_language")
    lists, problems = _lists(sheets, language)
    reading = _Reading(lists, problems)
    _check_columns(reading, columns(survey, language))
    rows = list(rows_of(survey, language))
    for row in rows:
        _take(reading, row)
    _close(reading, rows)
    for other in other_languages(survey, language):
        reading.remark(1, "label", f"“{other}” is kept in your file but not shown yet.")
    if reading.problems:
        raise FormProblems(sorted(reading.problems, key=lambda p: (p.sheet != "survey", p.row)))
    return Form(
        title=settings.get("form_title"), form_id=settings.get("form_id"),
        version=settings.get("version"), items=tuple(reading.open[0].items),
        remarks=tuple(reading.remarks),
    )  # fmt: skip


def _check_columns(reading: _Reading, names: Iterable[str]) -> None:
    missing = {"type", "name", "label"} - set(names)
    for column in sorted(missing):
        reading.wrong(Row(1, {}), column, "there is no column of this name.")


def _take(reading: _Reading, row: Row) -> None:
    read = read_type(row.get("type"))
    if read.kind == "identifying":
        _strip(reading, row, read)
    elif read.kind == "end_group":
        _end_group(reading, row)
    elif read.kind == "begin_group":
        _check_name(reading, row)
        reading.open.append(_Open(row))
    elif read.kind in {"unknown", "not yet"}:
        _refuse(reading, row, read)
    else:
        _question(reading, row, read)


def _strip(reading: _Reading, row: Row, read: Read) -> None:
    reading.stripped.add(row.get("name"))
    reading.remark(
        row.number, "type", f"“{read.rest}” was left out: it would help to tell who somebody is."
    )


def _refuse(reading: _Reading, row: Row, read: Read) -> None:
    _check_name(reading, row)
    if not read.rest:
        reading.wrong(row, "type", "the type is missing. Write “text” for an open question.")
    elif read.kind == "not yet":
        reading.wrong(row, "type", f"“{read.rest}” is not shown yet. Use text, note, select_one or "
                      "select_multiple, or take the row out.")  # fmt: skip
    else:
        reading.wrong(row, "type", f"“{read.rest}” is not a type of question. Look for a slip in "
                      "the spelling.")  # fmt: skip


def _question(reading: _Reading, row: Row, read: Read) -> None:
    name = _check_name(reading, row)
    label = row.get("label")
    if not label:
        reading.wrong(row, "label", "the question itself is missing. Write what people will read.")
    question = Question(
        name=name,
        kind=Kind(read.kind),
        label=plain(label),
        hint=plain(row.get("hint")),
        short=plain(row.get("short")),
        required="true()" if row.get("required").lower() in TRUE else "",
        relevant=row.get("relevant"),
        listed=_choices_for(reading, row, read),
        kept=_kept(row),
    )
    if question.relevant:
        reading.remark(row.number, "relevant", "the condition is kept; for now all are asked this.")
    reading.open[-1].items.append(question)


def _choices_for(reading: _Reading, row: Row, read: Read) -> ChoiceList | None:
    if read.kind not in {"select_one", "select_multiple"}:
        return None
    if read.or_other:
        reading.wrong(row, "type", "“or_other” is not shown yet. Add “Something else” to the list.")
    if not read.rest:
        reading.wrong(row, "type", f"name a list after “{read.kind}”, such as “{read.kind} yesno”.")
    elif read.rest not in reading.lists:
        reading.wrong(row, "type", f"the sheet “choices” has no list “{read.rest}”.")
    return ChoiceList(read.rest, reading.lists.get(read.rest, ()))


def _end_group(reading: _Reading, row: Row) -> None:
    if len(reading.open) == 1:
        reading.wrong(row, "type", "this ends a group that was not begun.")
        return
    group = reading.open.pop()
    reading.open[-1].items.append(
        Group(
            name=group.row.get("name"),
            label=plain(group.row.get("label")),
            items=tuple(group.items),
            relevant=group.row.get("relevant"),
            kept=_kept(group.row),
        )
    )


def _check_name(reading: _Reading, row: Row) -> str:
    name = row.get("name")
    if not name:
        reading.wrong(row, "name", "the name is missing. Write one short word, such as “harms”.")
    elif not NAME.match(name):
        reading.wrong(row, "name", f"“{name}” cannot be a name. Use letters, digits, “_”, “-” and "
                      "“.”, and begin with a letter.")  # fmt: skip
    elif name in reading.names:
        reading.wrong(row, "name", f"“{name}” is used already, in row {reading.names[name]}.")
    reading.names.setdefault(name, row.number)
    return name


def _kept(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in row.cells.items() if name not in OWN)


def _close(reading: _Reading, rows: Iterable[Row]) -> None:
    for group in reading.open[1:]:
        reading.wrong(group.row, "type", "this group is never ended. Add a row “end_group”.")
    if not any(True for row in rows if read_type(row.get("type")).kind != "identifying"):
        reading.problems.append(Problem("survey", 0, "", "there is no question."))
    for row in rows:
        for column in LOGIC:
            for name in REFERENCE.findall(row.get(column)):
                _check_reference(reading, row, column, name)


def _check_reference(reading: _Reading, row: Row, column: str, name: str) -> None:
    if name in reading.names:
        return
    why = "was left out of this form" if name in reading.stripped else "is no question here"
    reading.wrong(row, column, f"“${{{name}}}” {why}. Change or remove it.")


def _lists(sheets: Sheets, language: str) -> tuple[dict[str, tuple[Choice, ...]], list[Problem]]:
    found: dict[str, list[Choice]] = {}
    problems: list[Problem] = []
    for row in rows_of(find(sheets, "choices") or [], language):
        for column in ("list_name", "name", "label"):
            if not row.get(column):
                problems.append(Problem("choices", row.number, column, "this cell is empty."))
        choice = Choice(row.get("name"), plain(row.get("label")))
        named = found.setdefault(row.get("list_name"), [])
        if " " in choice.name:
            problems.append(Problem("choices", row.number, "name", "take the space out."))
        if choice.name and choice.name in {other.name for other in named}:
            twice = f"“{choice.name}” is in this list already."
            problems.append(Problem("choices", row.number, "name", twice))
        named.append(choice)
    return {name: tuple(choices) for name, choices in found.items()}, problems
