"""A project of another tool comes in: codes, texts, and everything that lies on them.

Texts come in as original words, which the team cannot read before one person has taken names out.
Until then codings and memos wait on the originals (actions/pending.py), so that none is lost.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions.cases import BadAttribute, make_attribute, note_case
from pennydrop.rooms.understand.actions.looking import look_over
from pennydrop.rooms.understand.actions.memos import LONGEST as LONGEST_MEMO
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.pending import pending_note
from pennydrop.rooms.understand.actions.project_codes import Shelved, bring_in_codes
from pennydrop.rooms.understand.actions.rulings import keep_undecided
from pennydrop.rooms.understand.actions.themes import LONGEST_TITLE, make_theme
from pennydrop.rooms.understand.models import CaseAttribute, Memo, Pending
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.copying import NotOurs
from pennydrop.rooms.understand.rules.exchange.casting import OURS, Ask, Cast, Turns, cast_of
from pennydrop.rooms.understand.rules.exchange.dates import read_time
from pennydrop.rooms.understand.rules.exchange.project import (
    Note,
    PlacedProject,
)
from pennydrop.rooms.understand.rules.exchange.retelling import Retold
from pennydrop.rooms.understand.rules.exchange.telling import told_unplaced
from pennydrop.rooms.understand.rules.positions import from_whole, split

LONGEST_BY = 80


@dataclass(frozen=True)
class Terms:
    """What the person who brings a project in says about it. `names_out`: somebody has read the
    texts and taken names out before. `consents`: scope to answer, of everybody in it."""

    fidelity: str = "notes"
    names_out: bool = False
    consents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BroughtIn:
    """What became of a project. `opened`: sources that the team can read already."""

    sources: tuple[UUID, ...]
    opened: int
    codes: int
    codings: int
    memos: int
    remarks: tuple[str, ...]


def bring_in_project(
    *, study: UUID, project: PlacedProject, terms: Terms, by: str, at: dt.datetime
) -> BroughtIn:
    """Bring in a whole project, or nothing of it.

    Who is nobody's case is one new participant a source. A name that stands as a speaker or a case
    goes onto that person's list of what must be hidden, unless names are out already.
    """
    with transaction.atomic(), transaction.atomic(using="keys"):
        work = _Work(study, project, terms, by, at)
        made = work.all()
        record(what="understand.project.brought_in", on=str(study), by=by, at=at)
    return made


class _Work:
    def __init__(
        self, study: UUID, project: PlacedProject, terms: Terms, by: str, at: dt.datetime
    ) -> None:
        self.study, self.project, self.terms, self.by, self.at = study, project, terms, by, at
        self.casts = cast_of(project, fidelity=terms.fidelity, ask=_ask(names=not terms.names_out))
        self.texts = Retold([one.source.text for one in self.casts])
        self.waiting: list[Pending] = []
        self.remarks: list[str] = []
        self.memos = 0

    def all(self) -> BroughtIn:
        shelf = bring_in_codes(
            study=self.study, codes=self.project.read.codes, texts=self.texts, by=self.by,
            at=self.at,
        )  # fmt: skip
        arrived = listen.bring_in_texts(
            study=self.study, texts=[_new_text(one) for one in self.casts],
            consents=self.terms.consents, by=self.by, at=self.at,
        )  # fmt: skip
        places = [_Place(one, there) for one, there in zip(self.casts, arrived, strict=True)]
        for place in places:
            self._lie(place, shelf)
        self._team_notes(places, shelf)
        self._tell_unplaced()
        Pending.objects.bulk_create(self.waiting, batch_size=500)
        self._themes(shelf)
        return BroughtIn(
            sources=tuple(one.source for one in arrived),
            opened=self._open([one.source for one in arrived]),
            codes=len(set(shelf.codes.values())),
            codings=sum(1 for one in self.waiting if one.code_id is not None),
            memos=self.memos,
            remarks=(*shelf.remarks, *self.remarks),
        )

    def _lie(self, place: "_Place", shelf: Shelved) -> None:
        """Codings and memos on one source."""
        for one in place.cast.source.codings:
            start, end = place.span(one.start, one.end)
            self.waiting.append(
                Pending(
                    study=self.study, source=place.id, code_id=shelf.codes[one.code], start=start,
                    end=end, participant=place.owner(start), by=self._by(one.by),
                    at=read_time(one.at, self.at),
                )
            )  # fmt: skip
        for note in place.cast.source.notes:
            where = None
            if note.start is not None and note.end is not None:
                where = place.span(note.start, note.end)
            self._wait(place, note.note, where)
        self._know(place)

    def _know(self, place: "_Place") -> None:
        """What the project knows of people is noted of them as cases; what does not fit there is a
        memo on the source."""
        untold = []
        for person, name, value in dict.fromkeys(place.cast.told):
            try:
                attribute = self._attribute(name)
                note_case(
                    study=self.study, participant=place.person(person), values={attribute: value},
                    by=self.by, at=self.at,
                )  # fmt: skip
            except BadAttribute:
                untold.append(f"{name}: {value}")
        if untold:
            self._wait(place, Note("Came with it:\n" + "\n".join(untold)), None)

    def _attribute(self, name: str) -> UUID:
        """The study's attribute of this name, begun where there is none. Raises BadAttribute."""
        tidied = " ".join(name.split())
        row = CaseAttribute.objects.filter(study=self.study, name__iexact=tidied).first()
        return (row or make_attribute(study=self.study, name=name, by=self.by, at=self.at)).pk

    def _wait(self, place: "_Place", note: Note, where: tuple[int, int] | None) -> None:
        self.memos += 1
        self.waiting.append(
            pending_note(
                study=self.study, source=place.id, words=note.words[:LONGEST_MEMO], place=where,
                participant=place.owner(where[0] if where else None), by=self._by(note.by),
                at=read_time(note.at, self.at),
            )
        )  # fmt: skip

    def _by(self, name: str) -> str:
        return f"import:{name}"[:LONGEST_BY] if name else self.by

    def _team_notes(self, places: Sequence["_Place"], shelf: Shelved) -> None:
        """Memos on the study and its codes. One that repeats somebody's words is kept with that
        source instead, sealed, so that it goes when they go."""
        for number, words in shelf.retold:
            self._wait(places[number], Note(words), None)
        for note in self.project.read.notes:
            self._team_note(places, note, None)
        for code in self.project.read.codes:
            for note in code.notes:
                self._team_note(places, note, shelf.codes[code.id])

    def _team_note(self, places: Sequence["_Place"], note: Note, code: UUID | None) -> None:
        found = self.texts.where(note.words)
        if found is not None:
            self._wait(places[found], note, None)
        elif copied(self.study, note.words):
            self.remarks.append("A memo was left out: it repeats a source of this study")
        else:
            self.memos += 1
            Memo.objects.create(
                study=self.study, code_id=code, plain_words=note.words[:LONGEST_MEMO],
                by=self._by(note.by), at=read_time(note.at, self.at),
            )  # fmt: skip

    def _tell_unplaced(self) -> None:
        """What has no place stays listed in a memo on the study: codes and reasons, no words, and
        no names of files, which may be names of people."""
        lines = told_unplaced(self.project)
        if lines:
            self.memos += 1
            said = "Came in with a project, and could not be placed:\n" + "\n".join(lines)
            Memo.objects.create(
                study=self.study, plain_words=said[:LONGEST_MEMO], by=self.by, at=self.at
            )

    def _themes(self, shelf: Shelved) -> None:
        """Our own themes come back. Another tool's sets of codes are folders and no themes."""
        sets = self.project.read.sets
        if sets and not self.project.read.origin.startswith(OURS):
            names = ", ".join(f"“{one.name}”" for one in sets[:8])
            self.remarks.append(f"Sets of codes are not brought in ({names}): make themes of them")
            return
        for one in sets:
            codes = [shelf.codes[key] for key in one.codes if key in shelf.codes]
            try:
                make_theme(
                    study=self.study, title=one.name[:LONGEST_TITLE],
                    central_idea=one.description, codes=codes, by=self.by, at=self.at,
                )  # fmt: skip
            except NotOurs:
                self.remarks.append("A theme was left out: it repeats a source of this study")

    def _open(self, sources: Sequence[UUID]) -> int:
        """Names are out already: whoever says so signs for each source."""
        agreed = all(
            self.terms.consents.get(scope.value) == listen.Reply.YES.value
            for scope in listen.NEEDS[listen.Use.ANALYSE]
        )
        if not self.terms.names_out or not agreed:
            return 0
        for source in sources:
            keep_undecided(source=source, by=self.by, at=self.at)
            look_over(source=source, by=self.by, at=self.at)
            sign_names_out(source=source, by=self.by, at=self.at)
        return len(sources)


class _Place:
    """A source that has been kept: its parts, and where whole-text offsets lie in them."""

    def __init__(self, cast: Cast, arrived: listen.Arrived) -> None:
        self.cast, self.id, self.owners = cast, arrived.source, arrived.owners
        self.lengths = [part.end - part.start for part in cast.parts]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return from_whole(start, self.lengths), from_whole(end, self.lengths, end=True)

    def person(self, name: str) -> UUID:
        """Whose key is that of somebody in the cast."""
        return next(
            owner for owner, part in zip(self.owners, self.cast.parts, strict=True)
            if part.person == name
        )  # fmt: skip

    def owner(self, position: int | None) -> UUID:
        """Whose words stand at a position; of the whole source, whoever takes part first."""
        if position is not None:
            return self.owners[split(position)[0]]
        first = next((n for n, part in enumerate(self.cast.parts) if part.person), 0)
        return self.owners[first]


def _new_text(cast: Cast) -> listen.NewText:
    text = cast.source.text
    return listen.NewText(
        kind=cast.kind, fidelity=cast.fidelity, names=cast.names, file=cast.source.name,
        parts=tuple(
            listen.NewPart(p.person, text[p.start : p.end], p.question) for p in cast.parts
        ),
    )  # fmt: skip


def _ask(*, names: bool) -> Ask:
    """`names`: whether names of speakers are to be hidden."""

    def turns(text: str) -> Turns:
        found = listen.turn_places(text)
        labels = [(name, one.staff) for one in found for name in one.names] if names else []
        return Turns(tuple((one.at, one.staff) for one in found), tuple(labels))

    return Ask(
        is_staff=listen.is_staff_word,
        turns=turns,
        names=listen.names_in if names else lambda name: (),
    )
