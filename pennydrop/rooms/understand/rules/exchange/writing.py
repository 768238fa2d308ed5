"""A project as REFI-QDA 1.5: positions are code points, end exclusive, line ends one LF, no mark.

Who speaks stands in cases that refer to stretches of the text, not in the text: so that what is
read back is, to the letter, what was written.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from pennydrop.rooms.understand.rules.exchange.casting import FIDELITY, KIND, OURS
from pennydrop.rooms.understand.rules.exchange.colours import SIX

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE = (2000, 1, 1, 0, 0, 0)  # of every entry: when somebody took the file is noted elsewhere


@dataclass(frozen=True)
class OutNote:
    """A memo, with the name of its writer and when (ISO 8601, UTC)."""

    id: UUID
    words: str
    by: str
    at: str


@dataclass(frozen=True)
class OutCode:
    id: UUID
    parent: UUID | None
    name: str
    definition: str
    colour: int
    notes: tuple[OutNote, ...] = ()


@dataclass(frozen=True)
class OutCoding:
    """A code on [start, end) of its text."""

    start: int
    end: int
    code: UUID
    by: str
    at: str


@dataclass(frozen=True)
class OutStretch:
    """[start, end) of a text that `speaker` said, in answer to `question` ("" for none)."""

    start: int
    end: int
    speaker: str
    question: str = ""


@dataclass(frozen=True)
class OutSource:
    """`notes` are (start, end, memo), both None for a memo on the whole source."""

    id: UUID
    name: str
    kind: str
    fidelity: str
    text: str
    stretches: tuple[OutStretch, ...]
    codings: tuple[OutCoding, ...]
    notes: tuple[tuple[int | None, int | None, OutNote], ...]


@dataclass(frozen=True)
class OutSet:
    id: UUID
    name: str
    idea: str
    codes: tuple[UUID, ...]


@dataclass(frozen=True)
class OutProject:
    """`facts`: speaker -> (name, value) of what is known of them."""

    id: UUID
    name: str
    codes: tuple[OutCode, ...] = ()
    sources: tuple[OutSource, ...] = ()
    sets: tuple[OutSet, ...] = ()
    notes: tuple[OutNote, ...] = ()
    facts: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


def write_project(project: OutProject) -> bytes:
    """The .qdpx: a description and a text file for each source."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        _add(packed, "project.qde", "".join(_project(project)).encode())
        for source in project.sources:
            # A text that begins with what looks like a mark needs one of its own before it.
            mark = "\ufeff" if source.text.startswith("\ufeff") else ""
            _add(packed, f"sources/{source.id}.txt", (mark + source.text).encode(errors="replace"))
    return held.getvalue()


def write_codebook(project: OutProject) -> bytes:
    """The .qdc: the codes alone."""
    said = [
        _HEAD, f"<CodeBook xmlns={quoteattr(CODEBOOK)} origin={_quoted(OURS)}>",
        *_codes(project.codes, notes=False), "</CodeBook>\n",
    ]  # fmt: skip
    return "".join(said).encode()


def _add(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, data)


def _project(project: OutProject) -> Iterator[str]:
    yield f"{_HEAD}<Project xmlns={quoteattr(PROJECT)} name={_quoted(project.name)}"
    yield f" origin={_quoted(OURS)}>"
    yield from _within("Users", _people(project))
    if project.codes:
        yield from _within("CodeBook", _codes(project.codes))
    if project.sources:
        yield from _within("Variables", _variables(project))
        yield from _within("Cases", _cases(project))
        yield from _within("Sources", (p for s in project.sources for p in _source(s, project.id)))
    yield from _within("Notes", map(_note, _all_notes(project)))
    yield from _within("Sets", (_set(one) for one in project.sets if one.codes))
    yield from _refs(project.notes)
    yield "</Project>\n"


def _within(name: str, parts: Iterable[str]) -> Iterator[str]:
    """An element round parts; nothing where there are none, as the schema wants it."""
    held = "".join(parts)
    if held:
        yield f"<{name}>{held}</{name}>"


def _quoted(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("", text))


def _text(name: str, words: str) -> str:
    said = escape(_UNWRITABLE.sub("", words), {"\r": "&#13;"})
    return f"<{name}>{said}</{name}>" if words else ""


def _people(project: OutProject) -> Iterator[str]:
    """Everybody who coded or wrote a memo, by name."""
    coders = {one.by for source in project.sources for one in source.codings}
    for name in sorted(coders | {note.by for note in _all_notes(project)}):
        yield f'<User guid="{person_id(name)}" name={_quoted(name)}/>'


def person_id(name: str) -> UUID:
    """The same for one name in every file."""
    return uuid5(UUID(int=0), f"person {name}")


def _all_notes(project: OutProject) -> list[OutNote]:
    of_codes = (note for code in project.codes for note in code.notes)
    of_sources = (note for source in project.sources for _, _, note in source.notes)
    return [*project.notes, *of_codes, *of_sources]


def _note(note: OutNote) -> str:
    return (
        f'<Note guid="{note.id}" creatingUser="{person_id(note.by)}" '
        f'creationDateTime="{note.at}">{_text("PlainTextContent", note.words)}</Note>'
    )


def _refs(notes: Iterable[OutNote]) -> Iterator[str]:
    return (f'<NoteRef targetGUID="{note.id}"/>' for note in notes)


def _codes(codes: Sequence[OutCode], *, notes: bool = True) -> Iterator[str]:
    under: dict[UUID | None, list[OutCode]] = {}
    for code in codes:
        under.setdefault(code.parent, []).append(code)

    def tree(parent: UUID | None) -> Iterator[str]:
        for code in under.get(parent, ()):
            yield (
                f'<Code guid="{code.id}" name={_quoted(code.name)} isCodable="true" '
                f'color="{SIX[code.colour - 1]}">{_text("Description", code.definition)}'
            )
            yield from _refs(code.notes if notes else ())
            yield from tree(code.id)
            yield "</Code>"

    return _within("Codes", tree(None))


def _variables(project: OutProject) -> Iterator[str]:
    known = dict.fromkeys(name for facts in project.facts.values() for name, _ in facts)
    for name in (KIND, FIDELITY, *known):
        key = uuid5(project.id, name)
        yield f'<Variable guid="{key}" name={_quoted(name)} typeOfVariable="Text"/>'


def _values(project: UUID, facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in facts:
        ref = f'<VariableRef targetGUID="{uuid5(project, name)}"/>'
        yield f"<VariableValue>{ref}{_text('TextValue', value)}</VariableValue>"


def _cases(project: OutProject) -> Iterator[str]:
    """A case for each speaker, by pseudonym or role."""
    speakers = {s.speaker: None for one in project.sources for s in one.stretches}
    for name in speakers:
        yield f'<Case guid="{uuid5(project.id, f"case {name}")}" name={_quoted(name)}>'
        yield from _values(project.id, project.facts.get(name, ()))
        for one in project.sources:
            if _alone(one) == name:
                yield f'<SourceRef targetGUID="{one.id}"/>'
        for one in project.sources:
            if not _alone(one):
                for said in one.stretches:
                    if said.speaker == name:
                        yield f'<SelectionRef targetGUID="{_stretch_id(one, said)}"/>'
        yield "</Case>"


def _alone(one: OutSource) -> str:
    """Who speaks in the whole of a source; "" where several do, or answer questions."""
    speakers = {said.speaker for said in one.stretches}
    asked = any(said.question for said in one.stretches)
    return speakers.pop() if len(speakers) == 1 and not asked else ""


def _stretch_id(one: OutSource, said: OutStretch) -> UUID:
    return uuid5(one.id, f"said {said.start}-{said.end}")


def _source(one: OutSource, project: UUID) -> Iterator[str]:
    yield (
        f'<TextSource guid="{one.id}" name={_quoted(one.name)} '
        f'plainTextPath="internal://{one.id}.txt">'
    )
    if not _alone(one):
        for said in one.stretches:
            yield (
                f'<PlainTextSelection guid="{_stretch_id(one, said)}" name={_quoted(said.speaker)}'
                f' startPosition="{said.start}" endPosition="{said.end}">'
                f"{_text('Description', said.question)}</PlainTextSelection>"
            )
    yield from _passages(one)
    yield from _refs(note for start, _, note in one.notes if start is None)
    yield from _values(project, ((KIND, one.kind), (FIDELITY, one.fidelity)))
    yield "</TextSource>"


def _passages(one: OutSource) -> Iterator[str]:
    """Each passage once, with all its codes and memos."""
    codings: dict[tuple[int, int], list[OutCoding]] = {}
    notes: dict[tuple[int, int], list[OutNote]] = {}
    for coding in one.codings:
        codings.setdefault((coding.start, coding.end), []).append(coding)
    for start, end, note in one.notes:
        if start is not None and end is not None:
            notes.setdefault((start, end), []).append(note)
    for start, end in sorted({*codings, *notes}):
        yield (
            f'<PlainTextSelection guid="{uuid5(one.id, f"passage {start}-{end}")}" '
            f'startPosition="{start}" endPosition="{end}">'
        )
        yield from (_coding(one, coding) for coding in codings.get((start, end), ()))
        yield from _refs(notes.get((start, end), ()))
        yield "</PlainTextSelection>"


def _coding(one: OutSource, coding: OutCoding) -> str:
    name = f"coding {coding.start}-{coding.end} {coding.code} {coding.by}"
    return (
        f'<Coding guid="{uuid5(one.id, name)}" creatingUser="{person_id(coding.by)}" '
        f'creationDateTime="{coding.at}"><CodeRef targetGUID="{coding.code}"/></Coding>'
    )


def _set(one: OutSet) -> str:
    members = "".join(f'<MemberCode targetGUID="{code}"/>' for code in one.codes)
    return (
        f'<Set guid="{one.id}" name={_quoted(one.name)}>'
        f"{_text('Description', one.idea)}{members}</Set>"
    )
