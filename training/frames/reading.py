"""Reads the frames that stand beside this file; the README there says how they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STYLES = ("interview", "typed", "group", "note", "other")
FORMS: dict[str, frozenset[str]] = {
    "person": frozenset({"", "full", "last", "init", "spelt", "title"}),
    "place": frozenset({""}),
    "venue": frozenset({"pub", "club", "festival", "cafe", "shop", "park", "estate", "church"}),
    "org": frozenset(
        "surgery hospital ward school employer rehab team prison hostel charity court".split()
    ),
    "street": frozenset({"", "name"}),
    "postcode": frozenset({""}),
    "phone": frozenset({"", "spoken"}),
    "email": frozenset({"", "spoken"}),
    "web": frozenset({"", "spoken"}),
    "handle": frozenset({""}),
    "nhs": frozenset({"", "spoken"}),
    "number": frozenset("prison case crime ni insurance buspass reg claim licence bank".split()),
    "date": frozenset({"", "birth"}),
    "age": frozenset({""}),
    "job": frozenset({""}),
    "drug": frozenset({"", "name"}),
    "med": frozenset({""}),
    "test": frozenset({""}),
    "body": frozenset({""}),
    "role": frozenset({""}),
    "month": frozenset({""}),
    "year": frozenset({""}),
    "weekday": frozenset({""}),
    "county": frozenset({""}),
    "country": frozenset({""}),
    "teen": frozenset({""}),
    "amount": frozenset({""}),
    "loose": frozenset({""}),
}
LABELS = {
    "person": "person",
    "place": "place",
    "venue": "organisation",
    "org": "organisation",
    "street": "address",
    "postcode": "postcode",
    "phone": "phone",
    "email": "email",
    "web": "web",
    "handle": "handle",
    "nhs": "nhs_number",
    "number": "number",
    "date": "date",
    "age": "age",
    "job": "job",
}
_HEAD = re.compile(r"^---\s+(\w+)((?:\s+[a-j]=[fm])*)\s*$")
_HOLE = re.compile(r"\{([^{}]*)\}")
_INSIDE = re.compile(r"^(?:([a-j])|([a-z]+?))(?:\.([a-z]+))?(\d?)$")
_WRITTEN = re.compile(r"^([a-z_]+)=(.+)$", re.DOTALL)


class BadFrame(ValueError):
    """A frame that breaks the rules; says where and why."""


@dataclass(frozen=True)
class Hole:
    """A place to fill: `kind` (a key of FORMS), `who` tells apart several of a kind, `form` how it
    is said."""

    kind: str
    who: str
    form: str

    @property
    def label(self) -> str:
        """The kind of identifier, or "" where nothing is to be hidden."""
        return LABELS.get(self.kind, "")


@dataclass(frozen=True)
class Written:
    """Words of the frame itself that are an identifier."""

    label: str
    words: str


Piece = str | Hole | Written


@dataclass(frozen=True)
class Frame:
    """One frame: where it stands, its style, who is a woman or a man, and its pieces in order."""

    where: str
    style: str
    sex: dict[str, str]
    pieces: tuple[Piece, ...]


def frames(folder: Path | None = None) -> list[Frame]:
    """Every frame of the `.txt` files in a folder, in the order of file names. Raises BadFrame."""
    found: list[Frame] = []
    for path in sorted((folder or Path(__file__).parent).glob("*.txt")):
        found += parse(path.read_text(encoding="utf-8"), path.name)
    return found


def parse(text: str, name: str) -> list[Frame]:
    """The frames of one file. Raises BadFrame with the file and the line."""
    found: list[Frame] = []
    for line, head, body in _blocks(text, name):
        where = f"{name}:{line}"
        style, sexes = head.group(1), head.group(2).split()
        if style not in STYLES:
            raise BadFrame(f'{where}: no style "{style}"; there are {", ".join(STYLES)}')
        pieces = tuple(_pieces(body, where))
        found.append(Frame(where, style, {s[0]: s[2] for s in sexes}, pieces))
    return found


def _blocks(text: str, name: str) -> Iterator[tuple[int, re.Match[str], str]]:
    start: tuple[int, re.Match[str]] | None = None
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            continue
        head = _head(line, f"{name}:{number}")
        if head:
            if start:
                yield *start, _body(body, name, start[0])
            start, body = (number, head), []
        elif start:
            body.append(line)
        elif line.strip():
            raise BadFrame(f'{name}:{number}: words before the first "---"')
    if start:
        yield *start, _body(body, name, start[0])


def _head(line: str, where: str) -> re.Match[str] | None:
    head = _HEAD.match(line)
    if line.startswith("---") and not head:
        raise BadFrame(f'{where}: "{line}" is not "--- STYLE [a=f …]"')
    return head


def _body(lines: list[str], name: str, number: int) -> str:
    body = "\n".join(lines).strip()
    if not body:
        raise BadFrame(f"{name}:{number}: the frame is empty")
    return body


def _pieces(body: str, where: str) -> Iterator[Piece]:
    last = 0
    for match in _HOLE.finditer(body):
        if match.start() > last:
            yield body[last : match.start()]
        yield _hole(match.group(1), where)
        last = match.end()
    rest = body[last:]
    if "{" in rest or "}" in rest:
        raise BadFrame(f"{where}: a brace that is not closed")
    if rest:
        yield rest


def _hole(inside: str, where: str) -> Piece:
    written = _WRITTEN.match(inside)
    if written:
        if written.group(1) not in LABELS.values():
            raise BadFrame(f'{where}: "{written.group(1)}" is no label')
        return Written(written.group(1), written.group(2))
    match = _INSIDE.match(inside)
    if not match:
        raise BadFrame(f'{where}: cannot read "{{{inside}}}"')
    person, kind, form, digit = match.groups()
    kind = "person" if person else kind
    if kind not in FORMS or (form or "") not in FORMS[kind]:
        raise BadFrame(f'{where}: there is no "{{{inside}}}"')
    return Hole(kind, person or digit, form or "")
