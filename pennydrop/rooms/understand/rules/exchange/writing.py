"""A project as REFI-QDA 1.5: positions are code points, end exclusive, line ends one LF, no mark.

Who speaks stands in cases that refer to stretches of the text, not in the text: so that what is
read back is, to the letter, what was written.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from pennydrop.rooms.understand.rules.exchange.casting import FIDELITY, KIND, OURS
from pennydrop.rooms.understand.rules.exchange.colours import SIX
from pennydrop.rooms.understand.rules.exchange.outgoing import (
    OutCode,
    OutCoding,
    OutNote,
    OutProject,
    OutSet,
    OutSource,
    OutStretch,
)

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_DAY = "1970-01-01T00:00:00Z"
_DATE = (2000, 1, 1, 0, 0, 0)  # of every entry: when somebody took the file is noted elsewhere


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
        *_codes(project.codes), "</CodeBook>\n",
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
    yield from _within("Links", map(_link, project.codes))
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


def _link(code: OutCode) -> str:
    """A code's memos. The standard has another way too, a reference inside the code, over which
    QualCoder 3 loses the code."""
    return "".join(
        f'<Link guid="{uuid5(code.id, f"memo {note.id}")}" originGUID="{note.id}" '
        f'targetGUID="{code.id}"/>'
        for note in code.notes
    )


def _codes(codes: Sequence[OutCode]) -> Iterator[str]:
    under: dict[UUID | None, list[OutCode]] = {}
    for code in codes:
        under.setdefault(code.parent, []).append(code)

    def tree(parent: UUID | None) -> Iterator[str]:
        for code in under.get(parent, ()):
            yield (
                f'<Code guid="{code.id}" name={_quoted(code.name)} isCodable="true" '
                f'color="{SIX[code.colour - 1]}">{_text("Description", code.definition)}'
            )
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
                f' startPosition="{said.start}" endPosition="{said.end}" '
                f'creationDateTime="{_newest(one)}">'
                f"{_text('Description', said.question)}</PlainTextSelection>"
            )
    yield from _passages(one)
    yield from _refs(note for start, _, note in one.notes if start is None)
    yield from _values(project, ((KIND, one.kind), (FIDELITY, one.fidelity)))
    yield "</TextSource>"


def _newest(one: OutSource) -> str:
    """When somebody last coded it or wrote a memo on it. Each selection carries a time: without
    one QualCoder 3 stops reading."""
    return max([c.at for c in one.codings] + [n.at for _, _, n in one.notes], default=_NO_DAY)


def _passages(one: OutSource) -> Iterator[str]:
    """Each passage once for each person: QualCoder takes the coder from here, and not from the
    coding, so that two people's codings in one selection would become one person's."""
    codings: dict[tuple[int, int, str], list[OutCoding]] = {}
    notes: dict[tuple[int, int, str], list[OutNote]] = {}
    for coding in one.codings:
        codings.setdefault((coding.start, coding.end, coding.by), []).append(coding)
    for start, end, note in one.notes:
        if start is not None and end is not None:
            notes.setdefault((start, end, note.by), []).append(note)
    for place in sorted({*codings, *notes}):
        start, end, by = place
        times = [c.at for c in codings.get(place, ())] + [n.at for n in notes.get(place, ())]
        yield (
            f'<PlainTextSelection guid="{uuid5(one.id, f"passage {start}-{end} {by}")}" '
            f'startPosition="{start}" endPosition="{end}" creatingUser="{person_id(by)}" '
            f'creationDateTime="{min(times)}">'
        )
        yield from (_coding(one, coding) for coding in codings.get(place, ()))
        yield from _refs(notes.get(place, ()))
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
