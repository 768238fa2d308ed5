"""Cells of a table that will be opened in an office program."""

import re

HEAD = (
    "code", "theme", "words", "source", "kind", "speaker", "fidelity", "coder", "day coded",
)  # fmt: skip
_RISKY = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def safe_cell(text: str) -> str:
    """The text, unless an office program would take it for a formula: then an apostrophe stands
    before it, which such a program shows as text (OWASP, "CSV injection")."""
    return f"'{text}" if _RISKY.match(text) else text
