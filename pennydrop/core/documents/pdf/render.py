"""A document as a tagged PDF, built to PDF/UA-1 by Typst with our own fonts and nothing else."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from pennydrop.core.documents.cards import SIZES, Shape, in_cards
from pennydrop.core.documents.copies import INVENTED, Copy, Layout
from pennydrop.core.documents.entries import blocks_data, place_name
from pennydrop.core.documents.outline import sections
from pennydrop.core.documents.pdf.coverage import FONTS, printable

# The name under which papers and findings ask for one.
PdfDocument = Copy
LAYOUTS = Path(__file__).parent
_FILES = {Layout.SUMMARY: "compact", Layout.BRIEFING: "compact"}
STAND_IN = "□"
DOTS_AN_INCH = 144.0


@dataclass(frozen=True)
class Missing:
    """A character no shipped font has, and where it stands."""

    character: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        code = f"U+{ord(self.character):04X}"
        shown = f"“{self.character}” ({code})" if self.character.isprintable() else code
        return f"{shown} in {', '.join(self.places)}"


class CannotPrint(ValueError):
    """The document cannot become a PDF. `missing` names characters; empty for other causes."""

    def __init__(self, reason: str, missing: tuple[Missing, ...] = ()) -> None:
        self.missing = missing
        super().__init__(reason)


def render_pdf(document: Copy, *, replace_missing: bool = False) -> bytes:
    """The PDF. Raises CannotPrint where a character has no glyph, naming it and its place.

    With `replace_missing` such characters are printed as □, and a last section lists them.
    Raises Unresolved for a reference nothing was given for.
    """
    if document.layout is Layout.CARDS:
        document = in_cards(document)
    data = _ready(document, replace_missing=replace_missing)
    return _compile(layout_file(document.layout), data, document.date)


def render_card(document: Copy, number: int, *, kind: str, shape: Shape = Shape.SQUARE) -> bytes:
    """One card as a picture of its own: `kind` is "png" or "svg", its size that of the shape.

    Cards are counted from 0. Raises LookupError for one that is not there.
    """
    document = in_cards(document)
    if number >= len(sections(document.blocks)):
        raise LookupError(number)
    across, down = (dots * 72 / DOTS_AN_INCH for dots in SIZES[shape])
    data = _ready(document, replace_missing=True) | {"card": number, "size": [across, down]}
    made = compiled(layout_file(Layout.CARDS), data, format=kind, ppi=DOTS_AN_INCH)
    return made if isinstance(made, bytes) else made[0]


def layout_file(layout: Layout) -> Path:
    return LAYOUTS / f"{_FILES.get(layout, layout.value)}.typ"


def sheets_in(pdf: bytes) -> int:
    """How many sheets a PDF of ours has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def _ready(document: Copy, *, replace_missing: bool) -> dict[str, Any]:
    """The data of a document with nothing in it that cannot be printed."""
    data = _data(document)
    places = ["the cover", *(place_name(n, b) for n, b in enumerate(document.blocks, start=1))]
    missing = _missing([_cover(data), *data["blocks"]], places)
    if missing and not replace_missing:
        named = "; ".join(map(str, missing[:10]))
        more = f"; and {len(missing) - 10} more" if len(missing) > 10 else ""
        raise CannotPrint(f"The fonts for printing do not have: {named}{more}.", missing)
    if missing:
        data = _replaced(
            data, str.maketrans(dict.fromkeys((m.character for m in missing), STAND_IN))
        )
    data["missing"] = [_listed(one) for one in missing]
    data["missing-note"] = f"{STAND_IN} stands where the fonts of this document have no sign for:"
    return data


def render_template(template: Path, data: dict[str, Any], *, date: dt.date) -> bytes:
    """A tagged PDF of another layout, a Typst file that reads `sys.inputs.data` (JSON).

    It has our fonts, and the day as `year`, `month` and `day`. A character that they cannot print
    becomes □. Raises CannotPrint for whatever else the printer refuses.
    """
    kept = _kept(data)
    missing = {letter for text in _strings(kept) for letter in text if not printable(letter)}
    told = _replaced(kept, str.maketrans(dict.fromkeys(missing, STAND_IN)))
    told |= {"year": date.year, "month": date.month, "day": date.day}
    return _compile(template, told, date)


def _compile(template: Path, data: dict[str, Any], date: dt.date) -> bytes:
    stamp = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
    made = compiled(template, data, pdf_standards=["ua-1"], timestamp=stamp)
    assert isinstance(made, bytes)
    return made


def compiled(template: Path, data: dict[str, Any], **how: Any) -> bytes | list[bytes]:
    """What Typst makes of a layout and its data with our fonts; one for each page where `how`
    asks for pictures. Raises CannotPrint."""
    try:
        made: bytes | list[bytes] = typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **how,
        )
    except typst.TypstError as error:
        raise _explained(error) from None  # its details could hold people's words
    return made


def _explained(error: typst.TypstError) -> CannotPrint:
    """What the printer said, in words for the person who pressed the button."""
    found = re.search(r"the text `\"(.*?)\"` could not be displayed", error.message)
    if found:
        return CannotPrint(f"The fonts for printing do not have all of “{found[1]}”.")
    return CannotPrint(f"The document could not be printed: {error.message}")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _data(document: Copy) -> dict[str, Any]:
    data = {
        "layout": document.layout.value,
        "title": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "edition": document.edition_line,
        "footer": f"{document.title} · {document.edition_line}",
        "current": document.current_line,
        "address": document.address,
        "qr": document.square,
        "qr-alt": document.square_alt,
        "invented": INVENTED if document.invented else "",
        "blocks": blocks_data(document.blocks, document.resolve, document.site),
    }
    date = document.date
    whole: dict[str, Any] = _kept(data)
    return whole | {"year": date.year, "month": date.month, "day": date.day}


def _kept(value: Any) -> Any:
    """The data without control characters and broken code points, which mean nothing here."""
    if isinstance(value, str):
        return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]", "", value)
    if isinstance(value, dict):
        return {name: _kept(part) for name, part in value.items()}
    return [_kept(part) for part in value] if isinstance(value, list) else value


def _replaced(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        kept = ("href", "kind", "tone")
        return {n: v if n in kept else _replaced(v, table) for n, v in value.items()}
    return [_replaced(part, table) for part in value] if isinstance(value, list) else value


def _cover(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "blocks"}


def _missing(parts: Sequence[Any], places: Sequence[str]) -> tuple[Missing, ...]:
    found: dict[str, list[str]] = {}
    for part, place in zip(parts, places, strict=True):
        letters = {letter for text in _strings(part) for letter in text}
        for letter in sorted(letters):
            if not printable(letter):
                found.setdefault(letter, []).append(place)
    return tuple(Missing(letter, tuple(where)) for letter, where in sorted(found.items()))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _listed(missing: Missing) -> str:
    return f"U+{ord(missing.character):04X}, in {', '.join(missing.places)}"
