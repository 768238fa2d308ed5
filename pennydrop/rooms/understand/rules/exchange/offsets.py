"""From a position as some tool counts it to the code point of the clean text that it means."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from pennydrop.rooms.understand.rules.exchange.decoding import clean
from pennydrop.rooms.understand.rules.exchange.project import (
    ALWAYS_TWO,
    AS_WRITTEN,
    UTF8,
    UTF16,
    Dialect,
)


class Outside(Exception):
    """There is no such position: before the text, behind it, or inside one character."""


@dataclass(frozen=True)
class _Wide:
    """Characters that count for more than one: where each begins and ends as the tool counts,
    and how much more than code points was counted up to and with it."""

    begins: tuple[int, ...]
    ends: tuple[int, ...]
    more: tuple[int, ...]


class Ruler:
    """One text and how positions in it are read, whatever the dialect."""

    def __init__(self, raw: str, bom: bool) -> None:
        self.text = clean(raw)
        self._bom = bom
        self._pairs = _pair_places(raw)
        self._wide: dict[tuple[str, str], _Wide] = {}

    def at(self, position: int, dialect: Dialect) -> int:
        """The code point of the clean text. Raises Outside."""
        wide = self._of(dialect)
        place = position - (1 if dialect.every_bom or (dialect.bom and self._bom) else 0)
        if dialect.bom and self._bom and dialect.unit == UTF8:
            place -= 2  # the mark is three bytes
        if place < 0:
            raise Outside
        before = bisect_right(wide.ends, place)
        if before < len(wide.begins) and wide.begins[before] < place:
            raise Outside
        found = place - (wide.more[before - 1] if before else 0)
        if found > len(self.text):
            raise Outside
        return found

    def _of(self, dialect: Dialect) -> _Wide:
        key = (dialect.unit, dialect.lines)
        if key not in self._wide:
            self._wide[key] = self._measure(*key)
        return self._wide[key]

    def _measure(self, unit: str, lines: str) -> _Wide:
        extra: dict[int, int] = {}
        if unit != "codepoint" and not self.text.isascii():
            extra = {i: more for i, c in enumerate(self.text) if (more := _more(c, unit))}
        if lines == AS_WRITTEN:
            extra |= dict.fromkeys(self._pairs, 1)
        elif lines == ALWAYS_TWO:
            extra |= {i: 1 for i, c in enumerate(self.text) if c == "\n"}
        places = sorted(extra)
        more_by = tuple(accumulate(extra[i] for i in places))
        ends = tuple(i + 1 + m for i, m in zip(places, more_by, strict=True))
        begins = tuple(e - 1 - extra[i] for i, e in zip(places, ends, strict=True))
        return _Wide(begins, ends, more_by)


def _more(char: str, unit: str) -> int:
    """How much more than one a character counts."""
    if unit == UTF16:
        return int(ord(char) > 0xFFFF)
    return len(char.encode("utf-8", "surrogatepass")) - 1


def _pair_places(raw: str) -> tuple[int, ...]:
    """Where in the clean text the line ends stand that were CRLF."""
    found: list[int] = []
    at = raw.find("\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = raw.find("\r\n", at + 2)
    return tuple(found)
