"""Which characters the shipped fonts can print, read from the fonts themselves.

A PDF/UA-1 file may not hold a character without a glyph, and the printer stops at the first.
Asking the fonts beforehand names every one, with its place, at once. The table read is `cmap`,
formats 4 and 12 (OpenType specification, "cmap: Character to Glyph Index Mapping Table").
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parents[1] / "fonts"
_NEEDS_NO_GLYPH = {"Zs", "Zl", "Zp", "Cf"}
# Not allowed in a PDF/UA-1 file at all.
_FORBIDDEN = frozenset("\ufeff\ufffe")


def printable(character: str) -> bool:
    """Whether a document may hold this character."""
    if character in "\n\t":
        return True
    if character in _FORBIDDEN:
        return False
    if ord(character) in covered():
        return True
    selector = 0xFE00 <= ord(character) <= 0xFE0F
    return selector or unicodedata.category(character) in _NEEDS_NO_GLYPH


@cache
def covered() -> frozenset[int]:
    """Every code point that at least one shipped font has a glyph for."""
    found: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        found |= _code_points(path.read_bytes())
    return frozenset(found)


def _code_points(font: bytes) -> set[int]:
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            found |= _format_4(font, start + offset)
        elif form == 12:
            found |= _format_12(font, start + offset)
    return found


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"The font has no {tag.decode()} table.")


def _format_4(font: bytes, at: int) -> set[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    many = f">{double // 2}H"
    ends = struct.unpack_from(many, font, at + 14)
    starts = struct.unpack_from(many, font, at + 16 + double)
    deltas = struct.unpack_from(many, font, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(many, font, offsets_at)
    found = set()
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offsets[index]:
                place = offsets_at + 2 * index + offsets[index] + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[index]) & 0xFFFF:
                found.add(code)
    return found


def _format_12(font: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", font, at + 12)
    found: set[int] = set()
    for index in range(groups):
        start, end, glyph = struct.unpack_from(">III", font, at + 16 + 12 * index)
        found.update(code for code in range(start, end + 1) if glyph + code - start)
    return found
