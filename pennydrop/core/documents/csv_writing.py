"""Rows of text as a table that an office program opens, its cells never taken for formulas."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
_RISKY = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def safe_cell(text: str) -> str:
    """The text, unless an office program would take it for a formula: then an apostrophe stands
    before it, which such a program shows as text (OWASP, "CSV injection")."""
    return f"'{text}" if _RISKY.match(text) else text


class _Safe(dict[str, str]):
    """Cells, each looked at once: names, codes and titles repeat in every row."""

    def __missing__(self, text: str) -> str:
        self[text] = cell = safe_cell(text)
        return cell


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as CSV (RFC 4180) with a byte order mark."""
    out, safe = io.StringIO(), _Safe()
    out.write(BOM)
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([safe[cell] for cell in head])
    table.writerows([safe[cell] for cell in row] for row in rows)
    return out.getvalue()
