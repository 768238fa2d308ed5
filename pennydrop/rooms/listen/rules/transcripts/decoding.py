"""Bytes into text: UTF-8, UTF-16 with its mark, or Windows-1252, and otherwise a clear reason."""

import codecs
import re
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.transcripts.turns import Unreadable

_SAVE_AS_UTF8 = "open it in the program it came from, save it as text in UTF-8 and try again"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Decoded:
    """Text whose line ends are all "\\n" and whose other code points are as they were."""

    text: str
    notes: tuple[str, ...] = ()


def decode(name: str, data: bytes) -> Decoded:
    """Decode a text file; raises Unreadable naming the byte or line that is not text."""
    notes: tuple[str, ...] = ()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _strictly(name, data, "utf-16")
    else:
        text, notes = _eight_bit(name, data.removeprefix(codecs.BOM_UTF8))
    # An old DOS editor closes a file with Ctrl-Z; nothing is lost with it.
    text = text.removesuffix("\x1a").replace("\r\n", "\n").replace("\r", "\n")
    _check_is_text(name, text)
    return Decoded(text, notes)


def _eight_bit(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    nul = data.find(b"\x00")
    if nul >= 0:
        raise Unreadable(
            file=name,
            place=f"byte {nul + 1}",
            problem="this is not text (it holds a zero byte)",
            remedy=_SAVE_AS_UTF8,
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _broken(name, data, error) from error
    note = "read as Windows-1252: check that accents and quotation marks look right"
    return _strictly(name, data, "cp1252"), (note,)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether UTF-8 sequences are no fewer than the bytes that break them: damaged UTF-8.

    In real Windows-1252 text such sequences hardly occur ("Ã©"), so reading damaged UTF-8 as
    Windows-1252 would spoil every accent in silence.
    """
    read = data.decode("utf-8", errors="replace")
    broken = read.count("\ufffd")
    good = sum(1 for char in read if char > "\x7f") - broken
    return good >= max(broken, 1)


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(name, data, error) from error


def _broken(name: str, data: bytes, error: UnicodeDecodeError) -> Unreadable:
    if error.encoding.startswith("utf-16"):
        place = f"byte {error.start + 1}"
    else:
        place = f"line {_line_at(data, error.start)}"
    return Unreadable(
        file=name,
        place=place,
        problem="a character here is damaged or in an unknown encoding",
        remedy=_SAVE_AS_UTF8,
    )


def _line_at(data: bytes, place: int) -> int:
    before = data[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def _check_is_text(name: str, text: str) -> None:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(
            file=name,
            place=f"line {line}",
            problem="this does not look like text (it holds control characters)",
            remedy=_SAVE_AS_UTF8,
        )
    if not text.strip("\ufeff \t\n\x0b\x0c"):
        raise Unreadable(
            file=name,
            place="",
            problem="this file holds no words",
            remedy="check that it was saved completely and add it again",
        )
