"""A study's analysis as one project, to be taken to another tool."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from pennydrop.rooms.listen.public import participants_of, study_card
from pennydrop.rooms.understand.models import Coding, Memo, Segment, Text, Theme
from pennydrop.rooms.understand.queries.attributes import attributes_of
from pennydrop.rooms.understand.queries.blind import codings_seen, memos_seen
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.memos import MemoRow, open_memos
from pennydrop.rooms.understand.queries.people import Names, counted, readable
from pennydrop.rooms.understand.queries.texts import Opened, open_segments
from pennydrop.rooms.understand.rules.exchange.outgoing import (
    OutCode,
    OutCoding,
    OutNote,
    OutProject,
    OutSet,
    OutSource,
    OutStretch,
)
from pennydrop.rooms.understand.rules.positions import split


@dataclass(frozen=True)
class LeftOut:
    """What an export leaves out, because somebody no longer agrees to be read."""

    people: int = 0
    turns: int = 0
    codings: int = 0
    memos: int = 0

    def __str__(self) -> str:
        """In a sentence; "" where nothing is left out."""
        if not self.turns and not self.memos:
            return ""
        return (
            f"Left out: {self.turns} turns of {self.people} people who do not agree that we read "
            f"their words, with {self.codings} codings and {self.memos} memos."
        )


@dataclass(frozen=True)
class Exported:
    project: OutProject
    left_out: LeftOut


def project_of(study: UUID, *, reader: str = "") -> Exported:
    """Everything the team may read: texts with names taken out, codes, codings, memos, themes.

    While the study codes blind, `reader` (as in records) gets no coding that they may not see yet;
    "" is the house itself, which sees all.
    """
    held = _Held(study, reader)
    card = study_card(study)
    sources = [held.source(text) for text in Text.objects.filter(study=study).order_by("order")]
    project = OutProject(
        id=study,
        name=card.title if card else "",
        codes=tuple(
            OutCode(
                row.id, row.parent, row.name, row.definition, row.colour,
                tuple(held.notes_on(held.of_codes, row.id)),
            )
            for row in codebook(study, count=False)
        ),
        sources=tuple(one for one in sources if one.text),
        sets=tuple(
            OutSet(row.pk, row.title, row.central_idea, tuple(code.pk for code in row.codes.all()))
            for row in Theme.objects.filter(study=study).order_by("order").prefetch_related("codes")
        ),
        notes=tuple(held.notes_on(held.of_codes, None)),
        facts=known_by_name(study, held.allowed),
    )  # fmt: skip
    return Exported(project, held.left_out())


def known_by_name(study: UUID, people: Collection[UUID]) -> dict[str, list[tuple[str, str]]]:
    """Pseudonym -> what is known of these people besides their words, as (name, value)."""
    attributes, known = attributes_of(study, people)
    names = {card.id: card.name for card in participants_of(study) if not card.staff}
    return {
        names[person]: [(a.label, values[a.key]) for a in attributes if values.get(a.key)]
        for person, values in known.items()
        if person in names and values
    }


def known_in(study: UUID) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """What is known of people who agree to be read: its names, and pseudonym -> values."""
    people = counted(study)
    attributes, known = attributes_of(study, people)
    names = {card.id: card.name for card in participants_of(study)}
    rows = {
        names[person]: tuple(values.get(one.key, "") for one in attributes)
        for person, values in known.items()
    }
    return tuple(one.label for one in attributes), rows


def people_held_back(study: UUID) -> int:
    """Of how many people an export leaves words out."""
    rows = Segment.objects.filter(text__study=study).values_list("participant", flat=True)
    people = set(rows.distinct())
    return len(people - readable(study, people))


class _Held:
    """The study's rows, opened in bulk where people agree."""

    def __init__(self, study: UUID, reader: str) -> None:
        rows = list(Segment.objects.filter(text__study=study).order_by("text", "order"))
        people = {row.participant for row in rows}
        self.allowed = readable(study, people)
        self.people = people - self.allowed
        opened = open_segments(row for row in rows if row.participant in self.allowed)
        self.turns = {key: list(g) for key, g in groupby(opened, key=lambda one: one.source)}
        self.closed = len(rows) - len(opened)
        self.codings: dict[UUID, list[Coding]] = {}
        codings = Coding.objects.filter(text__study=study).order_by("start", "end", "pk")
        noted = Memo.objects.filter(study=study).order_by("at", "id")
        if reader:
            codings = codings_seen(codings, study, reader)
            noted = memos_seen(noted, study, reader)
        for coding in codings:
            self.codings.setdefault(coding.text_id, []).append(coding)
        memos = open_memos(study, noted)
        self.memos = [memo for memo in memos if memo.words]
        self.of_codes = [memo for memo in self.memos if memo.text is None]
        self.lost_codings, self.lost_memos = 0, len(memos) - len(self.memos)
        self.names = Names()

    def left_out(self) -> LeftOut:
        return LeftOut(len(self.people), self.closed, self.lost_codings, self.lost_memos)

    def notes_on(self, memos: Sequence[MemoRow], code: UUID | None) -> list[OutNote]:
        """Memos on a code, or (None) on the study."""
        return [self._note(m) for m in memos if (m.code.pk if m.code else None) == code]

    def _note(self, memo: MemoRow) -> OutNote:
        return OutNote(memo.id, memo.words or "", memo.writer, _time(memo.at))

    def source(self, text: Text) -> OutSource:
        turns = self.turns.get(text.pk, [])
        starts, at = {}, 0
        for turn in turns:
            starts[turn.order] = at
            at += len(turn.text)
        said = [self._coding(one, starts) for one in self.codings.get(text.pk, ())]
        self.lost_codings += said.count(None)
        memos = [m for m in self.memos if m.text and m.text.pk == text.pk]
        return OutSource(
            id=text.pk, name=text.title, kind=text.kind, fidelity=text.fidelity,
            text="".join(turn.text for turn in turns),
            stretches=tuple(_stretches(turns)),
            codings=tuple(one for one in said if one is not None),
            notes=tuple(self._noted(memo, starts) for memo in memos),
        )  # fmt: skip

    def _coding(self, one: Coding, starts: Mapping[int, int]) -> OutCoding | None:
        place = _whole(one.start, one.end, starts)
        if place is None:
            return None
        return OutCoding(*place, one.code_id, self.names[one.by], _time(one.at))

    def _noted(
        self, memo: MemoRow, starts: Mapping[int, int]
    ) -> tuple[int | None, int | None, OutNote]:
        """A memo on a passage that is left out, or has no words any more, is one on the source."""
        place = None
        if memo.start is not None and memo.end is not None and memo.start < memo.end:
            place = _whole(memo.start, memo.end, starts)
        start, end = place or (None, None)
        return start, end, self._note(memo)


def _whole(start: int, end: int, starts: Mapping[int, int]) -> tuple[int, int] | None:
    """Offsets in the text that is exported; None where a turn of the passage is not in it."""
    (first, low), (last, high) = split(start), split(end)
    if first not in starts or last not in starts:
        return None
    there: Collection[int] = starts.keys()
    if any(order not in there for order in range(first, last + 1)):
        return None
    return starts[first] + low, starts[last] + high


def _stretches(turns: Sequence[Opened]) -> list[OutStretch]:
    """What each speaker said, turn after turn of the same one together."""
    found: list[OutStretch] = []
    at = 0
    for (speaker, question), group in groupby(turns, key=lambda t: (t.speaker, t.question)):
        length = sum(len(turn.text) for turn in group)
        found.append(OutStretch(at, at + length, speaker, question))
        at += length
    return found


def _time(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
