"""Cells of a table that will be opened in an office program."""

HEAD = (
    "code", "theme", "words", "source", "kind", "speaker", "fidelity", "coder", "day coded",
)  # fmt: skip
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """The text, unless an office program would take it for a formula: then an apostrophe stands
    before it, which such a program shows as text (OWASP, "CSV injection")."""
    return f"'{text}" if text.startswith(_RISKY) or text.lstrip().startswith(_RISKY) else text
