"""`pennydrop form check`: what is wrong with a form, and where. No settings, database or keys."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from pennydrop.rooms.listen.queries.form_files import NoForm, read_form_file
from pennydrop.rooms.listen.rules.form import FormProblems, NoSurvey, Problem, Remark

ABOUT = """Reads a form (XLSForm as .xlsx, .xls, .csv or Markdown, or an ODK XForm as XML; what it
is, is told by its bytes) and says whether it can be used here, what is wrong with it and where,
and what was changed or left out. “-” reads standard input.

--json writes {"ok", "questions", "errors": [{"sheet", "row", "column", "message"}], "notes"}.
Exit: 0 the form can be used, 1 it has errors, 2 the file is no form."""


@dataclass(frozen=True)
class Checked:
    """What came out. `status` is the exit status; rows count from 1, 0 being the whole sheet."""

    status: int
    questions: int
    errors: Sequence[Problem]
    notes: Sequence[Remark]


def check(data: bytes, name: str) -> Checked:
    try:
        form = read_form_file(data, name)
    except FormProblems as refused:
        return Checked(2 if isinstance(refused, NoSurvey) else 1, 0, refused.problems, ())
    except NoForm as bad:
        problem = Problem(bad.sheet, bad.row, "", str(bad))
        return Checked(1 if bad.sheet else 2, 0, (problem,), ())
    return Checked(0, len(form.questions()), (), form.remarks)


def as_json(checked: Checked) -> str:
    found = {
        "ok": checked.status == 0,
        "questions": checked.questions,
        "errors": [_placed(error) for error in checked.errors],
        "notes": [_placed(note) for note in checked.notes],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _placed(fault: Problem | Remark) -> dict[str, str | int]:
    return {
        "sheet": fault.sheet, "row": fault.row, "column": fault.column, "message": fault.message,
    }  # fmt: skip


def as_lines(checked: Checked, name: str) -> str:
    """The same for reading."""
    if checked.status == 2:
        return "\n".join([*(error.message for error in checked.errors), f"{name} is no form."])
    lines = [f"Put right: {error}" for error in checked.errors]
    lines += [f"Note: {Problem(n.sheet, n.row, n.column, n.message)}" for n in checked.notes]
    if checked.status:
        return "\n".join([*lines, f"{name} cannot be used yet: {_count(len(checked.errors))}."])
    asked = f"{checked.questions} question{'' if checked.questions == 1 else 's'}"
    return "\n".join([*lines, f"{name} can be used: {asked} to answer."])


def _count(errors: int) -> str:
    return "1 thing to put right" if errors == 1 else f"{errors} things to put right"


def _data(file: str) -> tuple[bytes, str]:
    """The file's bytes and its name alone. Raises OSError."""
    if file == "-":
        return sys.stdin.buffer.read(), "standard input"
    return Path(file).read_bytes(), PurePath(file).name


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="pennydrop form", description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("act", choices=["check"], help="what to do with the form")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="write JSON, for programs")
    asked = parser.parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        data, name = _data(asked.file)
        checked = check(data, name)
    except OSError as error:
        name = asked.file
        message = f"{name} cannot be read: {error.strerror}."
        checked = Checked(2, 0, (Problem("", 0, "", message),), ())
    print(as_json(checked) if asked.json else as_lines(checked, name))
    return checked.status
