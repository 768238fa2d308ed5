"""The bytes of a text as characters, with its byte order mark set apart."""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip


@dataclass(frozen=True)
class Decoded:
    """The characters without the mark; `sure` is False where the encoding was guessed."""

    text: str
    bom: bool
    sure: bool = True


def decode(data: bytes) -> Decoded:
    """UTF-8 unless a mark says otherwise; else Windows-1252, where every byte means something."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(name), True)
            except UnicodeDecodeError:
                continue
    try:
        return Decoded(data.decode("utf-8"), False)
    except UnicodeDecodeError:
        table = {n: chr(n) for n in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
        text = "".join(table.get(b) or bytes((b,)).decode("cp1252") for b in data)
        return Decoded(text, False, sure=False)


def from_text(text: str) -> Decoded:
    """The same for characters that stood in the file itself."""
    return Decoded(text.removeprefix("\ufeff"), text.startswith("\ufeff"))


def clean(raw: str) -> str:
    """The text with every line end as LF, which is how it is kept."""
    return raw.replace("\r\n", "\n").replace("\r", "\n")
