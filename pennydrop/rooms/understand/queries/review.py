"""Read a source for de-identification: what was found, what was decided, what it will look like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.decided import decisions_of, exceptions_of
from pennydrop.rooms.understand.queries.elsewhere import (
    Named,
    Shared,
    also_here,
    hidden_elsewhere,
    mark_of,
    marks_here,
    pseudonyms_in,
    shared_with,
    used_in_signed,
)
from pennydrop.rooms.understand.queries.known import with_known
from pennydrop.rooms.understand.queries.suggesting import (
    Found,
    found_in,
    names_of_speakers,
    turns_of,
    with_births,
)
from pennydrop.rooms.understand.rules.kind_groups import likely_kinds
from pennydrop.rooms.understand.rules.kinds import kind_in
from pennydrop.rooms.understand.rules.offering import Heading, Suggester
from pennydrop.rooms.understand.rules.replacing import Replacement, replace
from pennydrop.rooms.understand.rules.weighing import (
    HIDE,
    UNDECIDED,
    Mention,
    Ruling,
    same,
    weigh,
)


@dataclass(frozen=True)
class Part:
    """A stretch of a segment: plain words, or a mention with what will stand for it."""

    text: str
    mention: Mention | None = None
    surrogate: str = ""

    @property
    def likely(self) -> tuple[str, ...]:
        """The kinds of stand-in that a list for this mention begins with."""
        return likely_kinds(self.mention.label, kind_in(self.surrogate)) if self.mention else ()


@dataclass(frozen=True)
class Row:
    """One segment, side by side. `opened`: its words are with the team already."""

    id: UUID
    order: int
    participant: UUID
    speaker: str
    question: str
    text: str
    mentions: tuple[Mention, ...]
    parts: tuple[Part, ...]
    opened: bool = False

    @property
    def same(self) -> bool:
        """Whether the team will read just what was said: it is shown once then."""
        return not any(part.surrogate for part in self.parts)


@dataclass(frozen=True)
class Form:
    """A name, place or number as the list beside the text shows it. `at`: where to go for it
    (order-start); `places`: every mention, likewise; `unit`: equal for forms that are one person,
    place or number; `score`: of its least sure mention."""

    form: str
    mention: Mention
    at: str
    surrogate: str
    places: tuple[str, ...]
    open: int
    unit: str
    score: float

    @property
    def count(self) -> int:
        return len(self.places)


@dataclass(frozen=True)
class Review:
    """A source under review. `left_out` says in plain words whose turns stay out, and why."""

    source: listen.SourceCard
    rows: tuple[Row, ...]
    text: Text | None
    forms: tuple[Form, ...] = ()
    next_of_kind: dict[str, str] = field(default_factory=dict)
    taken: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    may_open: frozenset[UUID] = frozenset()
    shared: tuple[Shared, ...] = ()

    @property
    def found(self) -> int:
        return sum(len(row.mentions) for row in self.rows)

    @property
    def decided(self) -> int:
        return self.found - sum(m.state == UNDECIDED for row in self.rows for m in row.mentions)

    @property
    def undecided(self) -> tuple[Form, ...]:
        return tuple(form for form in self.forms if form.open)

    @property
    def waiting_rows(self) -> tuple[Row, ...]:
        """Turns that may be opened to the team and are not yet."""
        return tuple(r for r in self.rows if not r.opened and r.participant in self.may_open)

    @property
    def closed(self) -> bool:
        return self.text is not None and not self.waiting_rows

    def row(self, segment: UUID) -> Row | None:
        return next((row for row in self.rows if row.id == segment), None)


def review_of(source: listen.SourceCard) -> Review:
    """The source with everything found and decided. Without rows once the originals are gone."""
    segments = originals_of(source.id)
    people = {segment.participant for segment in segments}
    lines = listen.hide_lines(people)
    hide = {person: listen.terms_of(theirs) for person, theirs in lines.items()}
    turns, elsewhere = turns_of(segments, hide), hidden_elsewhere(source.study, people)
    found = with_known(turns, found_in(turns), {one.mark for one in elsewhere})
    found = with_births(turns, found, {source.on.year} if source.on else ())
    rulings = {who: [d.ruling for d in rows] for who, rows in decisions_of(people).items()}
    weighed = _weighed(segments, found, rulings)
    headings = _headings(segments, found)
    here = marks_here({one.form: one.label for one in headings}, elsewhere)
    suggester = Suggester(
        headings,
        [ruling for rows in rulings.values() for ruling in rows],
        {m.surrogate for mentions in weighed for m in mentions if m.state == HIDE},
        names_of_speakers(lines),
        also_here(here, elsewhere),
        {*used_in_signed(source.study), *(one.surrogate for one in elsewhere)},
    )
    may_open, left_out = who_may_be_opened(source, people)
    rows = _rows(source.id, segments, weighed, suggester)
    forms = _forms(rows, suggester)
    return Review(
        source=source,
        rows=rows,
        text=Text.objects.filter(pk=source.id).first(),
        forms=forms,
        next_of_kind=suggester.next_of_kind(),
        taken=tuple(sorted(suggester.taken)),
        left_out=left_out,
        may_open=may_open,
        shared=shared_with(_named(forms, here), elsewhere, suggester, pseudonyms_in(source.study)),
    )


def _headings(segments: Sequence[listen.OriginalSegment], found: Sequence[Found]) -> list[Heading]:
    """Every form in reading order."""
    return [one for s, here in zip(segments, found, strict=True) for one in here.headings(s.text)]


def _named(forms: Sequence[Form], here: Mapping[str, frozenset[bytes]]) -> list[Named]:
    marks: dict[str, frozenset[bytes]] = {}
    for one in forms:
        theirs = here.get(one.form) or {mark_of(one.form)}
        marks[one.unit] = marks.get(one.unit, frozenset()) | theirs
    return [
        Named(one.form, one.places, one.surrogate, marks[one.unit])
        for one in forms
        if one.surrogate
    ]


def _weighed(
    segments: Sequence[listen.OriginalSegment],
    found: Sequence[Found],
    rulings: Mapping[UUID, Sequence[Ruling]],
) -> list[list[Mention]]:
    """The mentions of every segment, as they were decided."""
    alone = exceptions_of([segment.id for segment in segments])
    return [
        weigh(s.text, here.spans, rulings.get(s.participant, []), alone.get(s.id, []))
        for s, here in zip(segments, found, strict=True)
    ]


def _rows(
    source: UUID,
    segments: Sequence[listen.OriginalSegment],
    weighed: Sequence[list[Mention]],
    suggester: Suggester,
) -> tuple[Row, ...]:
    opened = set(Segment.objects.filter(text=source).values_list("pk", flat=True))
    return tuple(
        _row(segment, mentions, suggester, segment.id in opened)
        for segment, mentions in zip(segments, weighed, strict=True)
    )


def originals_of(source: UUID) -> list[listen.OriginalSegment]:
    """The original turns; none once the originals, or the key to them, are gone."""
    try:
        return listen.original_segments(source)
    except KeyGone:
        return []


def who_may_be_opened(
    source: listen.SourceCard, holders: Iterable[UUID]
) -> tuple[frozenset[UUID], tuple[str, ...]]:
    """Whose turns the team may read, and for the others why not (by pseudonym).

    Facilitators' turns go with those of the people they spoke with.
    """
    states = listen.consents_of(source.participants)
    names = {card.id: card.name for card in listen.participants_of(source.study)}
    agreed, reasons = set(), []
    for person in source.participants:
        try:
            listen.check_may(states[person], listen.Use.ANALYSE)
            agreed.add(person)
        except listen.NotConsented as no:
            reasons.append(f"{names.get(person, 'Somebody')}: {no}")
    if agreed:
        agreed |= set(holders) - set(source.participants)
    return frozenset(agreed), tuple(reasons)


def _row(
    segment: listen.OriginalSegment, mentions: list[Mention], suggester: Suggester, opened: bool
) -> Row:
    parts, last = [], 0
    for mention in mentions:
        parts.append(Part(segment.text[last : mention.start]))
        surrogate = suggester.surrogate_for(mention)
        parts.append(Part(mention.text, mention, surrogate))
        last = mention.end
    parts.append(Part(segment.text[last:].rstrip("\n")))
    return Row(
        id=segment.id,
        order=segment.order,
        participant=segment.participant,
        speaker=segment.speaker,
        question=segment.question,
        text=segment.text,
        mentions=tuple(mentions),
        parts=tuple(part for part in parts if part.text),
        opened=opened,
    )


def _forms(rows: Iterable[Row], suggester: Suggester) -> tuple[Form, ...]:
    """The list of names, each with its mentions counted; those still open come first."""
    named = [
        (part.mention, part, row) for row in rows for part in row.parts if part.mention is not None
    ]
    forms = []
    for _, group in groupby(sorted(named, key=lambda n: n[0].key), key=lambda n: n[0].key):
        members = list(group)
        open_ = [m for m in members if m[0].state == UNDECIDED]
        mention, part, row = (open_ or members)[0]
        forms.append(
            Form(
                form=part.text, mention=mention, at=f"{row.order}-{mention.start}",
                surrogate=part.surrogate, open=len(open_),
                places=tuple(f"{r.order}-{m.start}" for m, _, r in members),
                unit=suggester.unit_of(part.text),
                score=min((m.score for m, _, _ in open_), default=0.0),
            )
        )  # fmt: skip
    return tuple(sorted(forms, key=lambda form: (not form.open, same(form.form))))


def words_without_names(row: Row) -> str:
    """The segment as the team will read it: every hidden mention replaced."""
    return replace(
        row.text,
        [Replacement(m.start, m.end, m.surrogate) for m in row.mentions if m.state == HIDE],
    )
