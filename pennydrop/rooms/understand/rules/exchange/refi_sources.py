"""The sources of a REFI-QDA project, with what lies on them; also the text beside a recording."""

from collections.abc import Iterator
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.exchange.archive import Packed
from pennydrop.rooms.understand.rules.exchange.decoding import Decoded, decode, from_text
from pennydrop.rooms.understand.rules.exchange.project import (
    Applied,
    Elsewhere,
    Note,
    ReadSource,
    Selection,
)
from pennydrop.rooms.understand.rules.exchange.refi_words import Book, guid
from pennydrop.rooms.understand.rules.exchange.xml import Element

_AREAS = {
    "pictureselection": "it is on an area of a picture",
    "pdfselection": "it is on an area of a PDF page",
    "audioselection": "it is on a stretch of a recording",
    "videoselection": "it is on a stretch of a film",
}
_MEDIA = {"picturesource": "picture", "pdfsource": "PDF", "audiosource": "recording",
          "videosource": "film"}  # fmt: skip
_TEXTS = ("representation", "textdescription", "transcript")
NOT_TEXT = "it is a {medium} without a text in the file"
NO_TEXT = "its text is not in the file"


def read_sources(
    holder: Element | None, book: Book, variables: dict[str, str], packed: Packed | None, maker: str
) -> tuple[ReadSource, ...]:
    """Every source of the file. `maker`: who made the project, for codings that name nobody."""
    reader = _Reader(book, variables, packed, maker)
    rows = holder.children if holder else []
    known = ("textsource", *_MEDIA)
    return tuple(one for row in rows if row.name in known for one in reader.sources(row))


@dataclass(frozen=True)
class _Reader:
    book: Book
    variables: dict[str, str]
    packed: Packed | None
    maker: str

    def sources(self, row: Element) -> Iterator[ReadSource]:
        if row.name == "textsource":
            yield self._text(row, row)
            return
        texts = [text for text in row.all(*_TEXTS) if self._words(text)]
        placed: set[str] = set()
        for text in texts:
            # What is said about the whole picture or recording goes with its first text.
            one = self._text(text, row, whole=text is texts[0])
            placed |= {selection.id for selection in one.selections if selection.codings}
            yield one
        elsewhere = self._elsewhere(row, placed)
        if not texts:
            whole = Elsewhere(self._applied(row), "its source is not a text")
            yield ReadSource(
                id=guid(row.get("guid")), name=_name(row), medium=_MEDIA[row.name],
                missing=NOT_TEXT.format(medium=_MEDIA[row.name]),
                elsewhere=tuple(e for e in (whole, *elsewhere) if e.codings),
                notes=self.book.refs(row),
            )  # fmt: skip
        elif elsewhere:
            yield ReadSource(
                id=f"{guid(row.get('guid'))} beside", name=_name(row), medium=_MEDIA[row.name],
                missing="only its text is brought in", elsewhere=elsewhere,
            )  # fmt: skip

    def _text(self, text: Element, row: Element, *, whole: bool = True) -> ReadSource:
        found = self._words(text)
        about = [row] if whole else []
        if text is not row:
            about.append(text)
        described = [row.said("description").strip()] if whole else []
        return ReadSource(
            id=guid((row if text is row or whole else text).get("guid")),
            name=_name(row) or _name(text),
            raw=found.text if found else None,
            bom=bool(found and found.bom),
            missing="" if found else NO_TEXT,
            selections=tuple(self._selections(text)),
            whole=tuple(coding for one in about for coding in self._applied(one)),
            notes=(
                *(Note(said, self.book.user(row)) for said in described if said),
                *(note for one in about for note in self.book.refs(one)),
            ),
            facts=self.book.facts(row, self.variables),
        )

    def _words(self, row: Element) -> Decoded | None:
        """The text of a source: in the element, or in a file beside it."""
        inside = row.one("plaintextcontent")
        if inside is not None and inside.text:
            return from_text(inside.text)
        if self.packed is None:
            return None
        path = row.get("plaintextpath", "path", "currentpath")
        key = row.get("guid").strip("{}")
        for reference in (path, f"{key}.txt" if key else ""):
            entry = self.packed.find(reference) if reference else ""
            if entry and not entry.lower().endswith((".docx", ".pdf", ".rtf", ".odt")):
                return decode(self.packed.read(entry))
        return None

    def _applied(self, row: Element) -> tuple[Applied, ...]:
        return self.book.applied(
            row, self.book.user(row) or self.maker, row.get("creationdatetime")
        )

    def _selections(self, text: Element) -> Iterator[Selection]:
        points = {guid(p.get("guid")): _number(p.get("position")) for p in text.all("syncpoint")}
        for row in text.all("plaintextselection", "transcriptselection"):
            start, end = _number(row.get("startposition")), _number(row.get("endposition"))
            if row.name == "transcriptselection" and start is None:
                start = points.get(guid(row.get("fromsyncpoint")))
                end = points.get(guid(row.get("tosyncpoint")))
            said = row.said("description").strip()
            own = (Note(said, self.book.user(row), row.get("creationdatetime")),) if said else ()
            yield Selection(
                id=guid(row.get("guid")), start=start, end=end, hint=row.get("name"),
                codings=self._applied(row), notes=(*own, *self.book.refs(row)),
            )  # fmt: skip

    def _elsewhere(self, row: Element, placed: set[str]) -> tuple[Elsewhere, ...]:
        """Codings on areas and times. An area that lies on the text too (by its id) is not told
        twice."""
        return tuple(
            Elsewhere(codings, _AREAS[one.name])
            for one in row.all(*_AREAS)
            if guid(one.get("guid")) not in placed and (codings := self._applied(one))
        )


def _name(row: Element) -> str:
    path = row.get("plaintextpath", "path").replace("\\", "/")
    return " ".join((row.get("name") or path.rpartition("/")[2]).split())


def _number(text: str) -> int | None:
    """A whole number; some tools write 12.0."""
    head, _, tail = text.strip().partition(".")
    if head.lstrip("+-").isdecimal() and not tail.strip("0") and len(head) < 16:
        return int(head)
    return None
