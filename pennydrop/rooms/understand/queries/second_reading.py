"""What a second person reads and marked, and how it stands beside what we had."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import (
    Identifier,
    NameStep,
    OneMention,
    SecondMark,
    SecondRead,
    Text,
)
from pennydrop.rooms.understand.queries.review import Review, originals_of
from pennydrop.rooms.understand.rules.recapture import FEWEST_IN_COMMON, said_of_finder, said_of_two
from pennydrop.rooms.understand.rules.second_reading import Marked, covered, names_seen
from pennydrop.rooms.understand.rules.stepping import ADDED
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, same


@dataclass(frozen=True)
class Found:
    """A name as it stands beside the others: its words as first met, in which turn, how many marks;
    `mark`: one of the second person's marks of it, where there is one."""

    words: str
    turn: int
    count: int
    mark: int = 0
    settled: str = ""
    waiting: bool = False


@dataclass(frozen=True)
class Compared:
    """A reading that is done. `said`: the honest sentence about what neither saw."""

    read: SecondRead
    both: tuple[Found, ...]
    ours: tuple[Found, ...]
    theirs: tuple[Found, ...]
    said: str

    @property
    def tells(self) -> bool:
        """Whether it says anything about what neither saw."""
        return self.read.both >= FEWEST_IN_COMMON

    @property
    def waiting(self) -> tuple[Found, ...]:
        """What only the second person marked, and nobody has decided on."""
        return tuple(one for one in self.theirs if one.waiting)


def first_people(source: UUID) -> set[str]:
    """Who decided on names in a source, or signed that they are out."""
    signed = Text.objects.filter(pk=source).values_list("signed_by", flat=True)
    return {*NameStep.objects.filter(source=source).values_list("by", flat=True), *signed}


def open_read(source: UUID, by: str) -> SecondRead | None:
    """This person's reading of a source that they are not done with."""
    return SecondRead.objects.filter(source=source, by=by, done_at=None).first()


def turns_of(read: SecondRead) -> list[listen.OriginalSegment]:
    """The turns that are read, as they were said."""
    chosen = set(read.secondturn_set.values_list("segment", flat=True))
    return [turn for turn in originals_of(read.source) if turn.id in chosen]


def both_looks(
    review: Review, read: SecondRead, marks: Sequence[SecondMark]
) -> tuple[list[Marked], list[Marked]]:
    """What we had in the turns that were read (hidden, or found and not yet decided), and what the
    second person marked in them."""
    chosen = set(read.secondturn_set.values_list("segment", flat=True))
    ours = [
        Marked(row.id, m.start, m.end, same(m.text))
        for row in review.rows
        if row.id in chosen
        for m in row.mentions
        if m.state != KEEP
    ]
    texts = {row.id: row.text for row in review.rows}
    theirs = [
        Marked(m.segment, m.start, m.end, same(texts.get(m.segment, "")[m.start : m.end]))
        for m in marks
    ]
    return ours, theirs


def compared(review: Review) -> list[Compared]:
    """Every reading of a source that is done, beside what we had."""
    reads = SecondRead.objects.filter(source=review.source.id).exclude(done_at=None)
    return [_compared(review, read) for read in reads.order_by("done_at")] if review.rows else []


def waiting_names(review: Review) -> tuple[str, ...]:
    """Words that only a second person marked, and that nobody has decided on."""
    return tuple(one.words for each in compared(review) for one in each.waiting)


def _compared(review: Review, read: SecondRead) -> Compared:
    marks = list(read.secondmark_set.order_by("pk"))
    ours, theirs = both_looks(review, read, marks)
    look = _Look(review)
    names: dict[int, list[SecondMark]] = {}
    for mark in marks:
        names.setdefault(mark.name, []).append(mark)
    both = [look.of_marks(held) for held in names.values() if held[0].had]
    only = [look.of_marks(held) for held in names.values() if not held[0].had]
    alone = [
        look.of([ours[at] for at in name.ours])
        for name in names_seen(ours, theirs)
        if not name.theirs
    ]
    second = read.both + sum(one.settled != KEEP for one in only)
    said = said_of_two(read.ours, second, read.both, read.share)
    return Compared(read, tuple(both), tuple(alone), tuple(only), said)


class _Look:
    """Opens the words of marks, and knows what is hidden."""

    def __init__(self, review: Review) -> None:
        self.rows = {row.id: row for row in review.rows}
        self.hidden = [
            Marked(row.id, m.start, m.end, "")
            for row in review.rows
            for m in row.mentions
            if m.state == HIDE
        ]

    def of(self, places: Sequence[Marked]) -> Found:
        first = min(places, key=lambda one: (self.rows[one.turn].order, one.start))
        row = self.rows[first.turn]
        words = row.text[first.start : first.end].strip()
        return Found(words, row.order, len(places))

    def of_marks(self, held: Sequence[SecondMark]) -> Found:
        places = [Marked(mark.segment, mark.start, mark.end, "") for mark in held]
        bare = any(not covered(one, self.hidden, self.rows[one.turn].text) for one in places)
        mark = held[0]
        return replace(
            self.of(places), mark=mark.pk, settled=mark.settled,
            waiting=not mark.had and bare and mark.settled != KEEP,
        )  # fmt: skip


def finders_share(study: UUID) -> str:
    """A sentence: of the names hidden in a study, how many the finder had pointed to; "" where
    nothing can be said."""
    hidden = Identifier.objects.filter(study=study, decision=HIDE, ended=None)
    counted = hidden.aggregate(n=Count("ruling", distinct=True))["n"]
    added = hidden.filter(added=True).aggregate(n=Count("ruling", distinct=True))["n"]
    here = OneMention.objects.filter(step__study=study, decision=HIDE, ended=None, step__made=None)
    alone = here.filter(step__what=ADDED).count()
    return said_of_finder(counted + here.count(), added + alone)
