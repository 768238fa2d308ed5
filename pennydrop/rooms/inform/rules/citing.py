"""Sources as people type them, one on a line, and as values."""

import datetime as dt
from collections.abc import Iterable

from pennydrop.rooms.inform.rules.claims import Source

_FIELDS = 5


class BadSources(ValueError):
    """A line cannot be read. The message names it by its number."""


def read_sources(text: str) -> tuple[Source, ...]:
    """Sources from lines of `publisher | title | year | address | day`. Raises BadSources."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(_read(number, line) for number, line in enumerate(lines, start=1))


def write_sources(sources: Iterable[Source]) -> str:
    """Lines that `read_sources` reads back to equal values."""
    return "\n".join(_written(source) for source in sources)


def _read(number: int, line: str) -> Source:
    parts = [part.strip() for part in line.split("|")]
    if not 2 <= len(parts) <= _FIELDS or not parts[0] or not parts[1]:
        raise BadSources(f"Source {number}: write publisher | title | year | address | day.")
    parts += [""] * (_FIELDS - len(parts))
    return Source(parts[1], parts[0], _year(number, parts[2]), parts[3], _day(number, parts[4]))


def _year(number: int, text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and text.isascii() and len(text) == 4):
        raise BadSources(f"Source {number}: “{text}” is not a year.")
    return int(text)


def _day(number: int, text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadSources(f"Source {number}: “{text}” is not a day such as 2026-11-22.") from None


def _written(source: Source) -> str:
    parts = [
        source.publisher,
        source.title,
        str(source.year or ""),
        source.link,
        source.seen.isoformat() if source.seen else "",
    ]
    return " | ".join(parts).rstrip(" |")
