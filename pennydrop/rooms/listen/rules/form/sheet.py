"""One sheet of an XLSForm as rows that know their column names and their place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Sheets = Mapping[str, Sequence[Sequence[str]]]

ALIASES = {
    "caption": "label",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "list name": "list_name",
    "constraint message": "constraint_message",
}


@dataclass(frozen=True)
class Row:
    """One filled row. `number` is the row in the spreadsheet, from 1."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


def find(sheets: Sheets, wanted: str) -> Sequence[Sequence[str]] | None:
    """A sheet by its name, whatever its case."""
    return next((rows for name, rows in sheets.items() if name.strip().lower() == wanted), None)


def rows_of(sheet: Sequence[Sequence[str]], language: str) -> Iterator[Row]:
    """The filled rows under the first filled row, which holds the column names."""
    head: list[str] = []
    for number, cells in enumerate(sheet, start=1):
        if not any(str(cell).strip() for cell in cells):
            continue
        if not head:
            head = _columns(cells, language)
            continue
        named = zip(head, cells, strict=False)
        yield Row(number, {name: text for name, cell in named if name and (text := _text(cell))})


def columns(sheet: Sequence[Sequence[str]], language: str) -> list[str]:
    first = next((cells for cells in sheet if any(str(c).strip() for c in cells)), [])
    return [name for name in _columns(first, language) if name]


def other_languages(sheet: Sequence[Sequence[str]], language: str) -> list[str]:
    """Languages of the labels and hints that are not the one we show."""
    found = [name.partition("::")[2] for name in columns(sheet, language)
             if name.startswith(("label::", "hint::"))]  # fmt: skip
    return list(dict.fromkeys(name for name in found if name))


def _columns(cells: Sequence[str], language: str) -> list[str]:
    names = [_column(str(cell)) for cell in cells]
    for plain in ("label", "hint"):
        if plain not in names:
            chosen = _translated(names, plain, language)
            names = [plain if name == chosen else name for name in names]
    return names


def _translated(names: Sequence[str], plain: str, language: str) -> str:
    # The form's own default language, else whichever comes first.
    those = [name for name in names if name.startswith(f"{plain}::")]
    return next((name for name in those if name == f"{plain}::{language}"), (those or [""])[0])


def _column(cell: str) -> str:
    name = re.sub(r"\s*::?\s*", "::", cell.strip(), count=1) if ":" in cell else cell.strip()
    base, mark, rest = name.partition("::")
    base = base.lower()
    if base == "bind" and rest in {"relevant", "required"}:
        return rest
    return ALIASES.get(base, base) + mark + rest


def _text(cell: str) -> str:
    return str(cell).strip()
