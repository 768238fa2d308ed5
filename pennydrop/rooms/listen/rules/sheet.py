"""The information sheet: a short part that everybody sees, and details for those who want them."""

import re
from dataclasses import dataclass

BREAK = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$", re.MULTILINE)


@dataclass(frozen=True)
class SheetParts:
    """Both in Markdown; `details` is empty where a sheet has only one part."""

    short: str
    details: str


def split_sheet(text: str) -> SheetParts:
    """The first line that draws a rule (---) parts the short sheet from the details."""
    parts = BREAK.split(text.replace("\r\n", "\n"), maxsplit=1)
    return SheetParts(parts[0].strip(), parts[1].strip() if len(parts) > 1 else "")


def fill_sheet(text: str, *, organisation: str, substance: str) -> str:
    """Our shipped sheet with the names of one study put in."""
    return text.replace("{organisation}", organisation).replace("{substance}", substance)
