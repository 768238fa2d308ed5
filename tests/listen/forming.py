"""Forms written as tables, for tests: `made(...)` reads one, `refused(...)` says why not."""

from collections.abc import Mapping, Sequence

import pytest

from pennydrop.core.documents.sheets import read_sheets
from pennydrop.rooms.listen.rules.form import Form, FormProblems, read_form

YESNO = """
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
"""


def made(table: str, files: Mapping[str, Sequence[Sequence[str]]] | None = None) -> Form:
    return read_form(read_sheets((table + YESNO * ("choices" not in table)).encode(), "f.md"),
                     files=files)  # fmt: skip


def refused(table: str) -> list[tuple[str, int, str, str]]:
    """(sheet, row, column, message) of every fault."""
    with pytest.raises(FormProblems) as raised:
        made(table)
    return [(p.sheet, p.row, p.column, p.message) for p in raised.value.problems]


def places(table: str) -> list[tuple[str, int, str]]:
    return [fault[:3] for fault in refused(table)]


def messages(table: str) -> str:
    return "\n".join(fault[3] for fault in refused(table))


def asked(kind, **columns):
    """The one question of a form with this type and these columns."""
    names = "".join(f"{name} | " for name in columns)
    cells = "".join(f"{cell} | " for cell in columns.values())
    table = f"| survey |\n| | type | name | label | {names}\n| | {kind} | a | A | {cells}\n"
    return made(table.replace("| \n", "|\n")).placed()[0].item
