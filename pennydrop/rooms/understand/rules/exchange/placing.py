"""Everything in a project that can be placed, placed; everything else named with a reason."""

from collections.abc import Iterator, Mapping, Sequence

from pennydrop.rooms.understand.rules.exchange import dialects
from pennydrop.rooms.understand.rules.exchange.boundaries import between_words
from pennydrop.rooms.understand.rules.exchange.dialects import Sample, agrees
from pennydrop.rooms.understand.rules.exchange.offsets import Outside, Ruler
from pennydrop.rooms.understand.rules.exchange.project import (
    Applied,
    Case,
    Dialect,
    Note,
    PlacedCoding,
    PlacedNote,
    PlacedProject,
    PlacedSource,
    ReadProject,
    ReadSource,
    Selection,
    Stretch,
    Unplaced,
)

_OVERRUN = 2  # a last line end that a tool counted and its text file lacks


def place(project: ReadProject) -> PlacedProject:
    """Where everything lies, in code points of each source's clean text."""
    samples = {
        id(one): Sample(Ruler(one.raw, one.bom), one.selections)
        for one in project.sources
        if one.raw is not None
    }
    usual = project.fixed or dialects.choose(list(samples.values()), project.origin)
    work = _Work(project)
    placed: list[PlacedSource] = []
    remarks: list[str] = []
    for source in project.sources:
        sample = samples.get(id(source))
        if sample is None:
            work.nowhere(source)
            remarks += _without_place(source)
            continue
        way = usual
        if project.fixed is None:
            way = dialects.choose_for(sample, usual, project.origin)
        if way != usual:
            remarks.append(f"“{source.name}” counts otherwise than the rest: {_said(way)}")
        placed.append(work.source(source, sample.ruler, way))
    remarks += _bare(project)
    fit = sum(work.met) / len(work.met) if work.met else None
    return PlacedProject(
        read=project, dialect=usual, fit=fit, sources=tuple(placed),
        unplaced=tuple(work.unplaced), codings=work.codings, seen=len(project.sources),
        remarks=tuple(remarks),
    )  # fmt: skip


def _without_place(source: ReadSource) -> Iterator[str]:
    count = len(source.notes) + sum(len(_all_notes(one)) for one in source.selections)
    if count:
        some = "1 memo lies" if count == 1 else f"{count} memos lie"
        yield f"{some} on “{source.name}”, which came without its text"


def _bare(project: ReadProject) -> Iterator[str]:
    """Passages with nothing on them: they have no place here, and are counted."""
    speaking = {key for case in project.cases for key in case.selections}
    count = sum(
        not one.codings and not one.notes and one.id not in speaking
        for source in project.sources
        for one in source.selections
    )
    if count:
        yield f"{count} marked passage{'s have' if count > 1 else ' has'} neither a code nor a memo"


def _said(way: Dialect) -> str:
    return f"{way.unit}, line ends {way.lines}, mark {'counted' if way.bom else 'not counted'}"


class _Work:
    """What has been placed so far, and what has not."""

    def __init__(self, project: ReadProject) -> None:
        self.codes = {code.id: code.name for code in project.codes}
        self.cases = project.cases
        self.speaking = {key: case for case in project.cases for key in case.selections}
        self.unplaced: list[Unplaced] = []
        self.met: list[bool] = []
        self.codings = 0

    def nowhere(self, source: ReadSource) -> None:
        """A source without a text: all that lies on it is told."""
        for one in source.selections:
            self._tell(source, one.codings, one.start, one.end, source.missing)
        self._tell(source, source.whole, None, None, source.missing)
        self._beside(source)

    def source(self, source: ReadSource, ruler: Ruler, way: Dialect) -> PlacedSource:
        codings: list[PlacedCoding] = []
        stretches: list[Stretch] = []
        notes = [PlacedNote(note) for note in source.notes]
        for one in source.selections:
            where = self._where(source, one, ruler, way)
            if where is None:
                notes += [PlacedNote(note) for note in _all_notes(one)]
                continue
            case = self.speaking.get(one.id)
            if case is not None:
                stretches.append(_stretch(case, one, *where))
            if one.codings:
                self.met.append(between_words(ruler.text, *where))
            codings += self._known(source, one.codings, *where, one)
            if case is None or one.codings:
                notes += [PlacedNote(note, *where) for note in _all_notes(one)]
        if source.whole and ruler.text:
            codings += self._known(source, source.whole, 0, len(ruler.text), None)
        self._beside(source)
        return PlacedSource(
            id=source.id, name=source.name, text=ruler.text, codings=tuple(codings),
            notes=tuple(notes), stretches=tuple(sorted(stretches, key=lambda s: (s.start, s.end))),
            cases=tuple(c.id for c in self.cases if source.id in c.sources), facts=source.facts,
        )  # fmt: skip

    def _beside(self, source: ReadSource) -> None:
        for held in source.elsewhere:
            self._tell(source, held.codings, None, None, held.why)

    def _tell(
        self, source: ReadSource, codings: Sequence[Applied], start: int | None, end: int | None,
        why: str,
    ) -> None:  # fmt: skip
        self.codings += len(codings)
        self.unplaced += [
            Unplaced(source.name, self.codes.get(one.code, ""), start, end, why) for one in codings
        ]

    def _known(
        self, source: ReadSource, codings: Sequence[Applied], start: int, end: int,
        one: Selection | None,
    ) -> Iterator[PlacedCoding]:  # fmt: skip
        """Codings with a code that is in the file; the others are told."""
        lost = [coding for coding in codings if coding.code not in self.codes]
        where = (one.start, one.end) if one else (None, None)
        self._tell(source, lost, *where, "its code is not in the file")
        for coding in codings:
            if coding.code in self.codes:
                self.codings += 1
                yield PlacedCoding(start, end, coding.code, coding.by, coding.at)

    def _where(
        self, source: ReadSource, one: Selection, ruler: Ruler, way: Dialect
    ) -> tuple[int, int] | None:
        why = _fault(one)
        if not why:
            found = _found(one, ruler, way)
            if found is not None:
                return found
            why = "its words are not where it says" if one.exact else "it lies outside the text"
        self._tell(source, one.codings, one.start, one.end, why)
        return None


def _fault(one: Selection) -> str:
    if one.start is None or one.end is None:
        return "it does not say where it begins and ends"
    if one.start > one.end:
        return "it ends before it begins"
    return "it holds no words" if one.start == one.end else ""


def _found(one: Selection, ruler: Ruler, way: Dialect) -> tuple[int, int] | None:
    where: tuple[int, int] | None
    try:
        where = dialects.span(ruler, one, way)
    except Outside:
        where = _overrun(one, ruler, way)
    if where and (where[0] >= where[1]):
        where = None
    if one.exact and not (where and agrees(one, ruler.text[slice(*where)])):
        return _by_words(one.hint, ruler.text)
    return where


def _overrun(one: Selection, ruler: Ruler, way: Dialect) -> tuple[int, int] | None:
    """A passage that ends a little behind the text ends with it."""
    for short in range(1, _OVERRUN + 1):
        try:
            start = ruler.at(one.start or 0, way)
            last = ruler.at((one.end or 0) + way.inclusive - short, way)
        except Outside:
            continue
        return (start, last) if last == len(ruler.text) else None
    return None


def _by_words(words: str, text: str) -> tuple[int, int] | None:
    """The one place where the words stand; None where there is none, or more than one."""
    wanted = words.replace("\r\n", "\n").replace("\r", "\n")
    at = text.find(wanted) if wanted.strip() else -1
    if at < 0 or text.find(wanted, at + 1) >= 0:
        return None
    return at, at + len(wanted)


def _all_notes(one: Selection) -> tuple[Note, ...]:
    return (*one.notes, *(note for coding in one.codings for note in coding.notes))


def _stretch(case: Case, one: Selection, start: int, end: int) -> Stretch:
    said = one.notes[0].words if one.notes and not one.codings else ""
    return Stretch(start, end, case.id, said)


def as_json(found: PlacedProject) -> Mapping[str, object]:
    """What `pennydrop project inspect --json` prints."""
    way = found.dialect
    return {
        "origin": found.read.origin,
        "dialect": {"unit": found.read.counted or way.unit, "crlf": way.crlf, "bom": int(way.bom)},
        "sources": found.seen,
        "codes": len(found.read.codes),
        "codings": found.codings,
        "placed": found.placed,
        "unplaced": [
            {"source": u.source, "code": u.code, "start": u.start, "end": u.end, "why": u.why}
            for u in found.unplaced
        ],
        "fit": None if found.fit is None else round(found.fit, 4),
        "without_text": [s.name for s in found.read.sources if s.raw is None],
        "left_out": list(found.read.left_out),
        "remarks": list(found.remarks),
    }
