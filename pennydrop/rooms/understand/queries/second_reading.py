"""What a second person reads and marked, and how it stands beside what we had."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import (
    Identifier,
    MarksSeen,
    NameStep,
    OneMention,
    SecondMark,
    SecondRead,
    Text,
)
from pennydrop.rooms.understand.queries.review import Review, originals_of
from pennydrop.rooms.understand.rules.kind_groups import likely_kinds
from pennydrop.rooms.understand.rules.kinds import KINDS, kind_in, next_surrogate
from pennydrop.rooms.understand.rules.offering import said_kind
from pennydrop.rooms.understand.rules.recapture import (
    FEWEST_IN_COMMON,
    Seen,
    said_of_finder,
    said_of_looks,
)
from pennydrop.rooms.understand.rules.second_reading import Marked, covered
from pennydrop.rooms.understand.rules.stepping import ADDED
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, UNDECIDED, Mention, same


@dataclass(frozen=True)
class Found:
    """A name as it stands beside the others: its words as first met, in which turn, how many marks,
    and its other forms; `mark`: one of the second person's marks of it, where there is one;
    `waiting`: something that they marked is not hidden, and nobody said that it stays. Then it is
    offered as a `kind`, or in `instead` stands what it begins at: what stands for it already, a
    description, a band; `likely`: the kinds that the list begins with. `no_name`: somebody has
    looked at it since, and all of it stays as it is."""

    words: str
    turn: int
    count: int
    also: tuple[str, ...] = ()
    mark: int = 0
    settled: str = ""
    waiting: bool = False
    kind: str = ""
    instead: str = ""
    likely: tuple[str, ...] = ()
    no_name: bool = False


@dataclass(frozen=True)
class Compared:
    """A reading that is done: names that both saw, that only we or only they saw, and what turned
    out to be no name (`left`), whoever pointed to it. Who saw what is as it was when they said that
    they are done; whether it is a name is as it was decided since. `said`: the honest sentences
    about what neither saw."""

    read: SecondRead
    both: tuple[Found, ...]
    ours: tuple[Found, ...]
    theirs: tuple[Found, ...]
    left: tuple[Found, ...]
    said: str

    @property
    def tells(self) -> bool:
        """Whether it says anything about what neither saw."""
        return len(self.both) >= FEWEST_IN_COMMON

    @property
    def waiting(self) -> tuple[Found, ...]:
        """What the second person marked and is not hidden, and nobody has decided on."""
        return tuple(one for one in (*self.theirs, *self.both) if one.waiting)

    def of_mark(self, mark: int) -> Found | None:
        return next((one for one in self.waiting if one.mark == mark), None)


def first_people(source: UUID) -> set[str]:
    """Who decided on names in a source, or signed that they are out."""
    signed = Text.objects.filter(pk=source).values_list("signed_by", flat=True)
    return {*NameStep.objects.filter(source=source).values_list("by", flat=True), *signed}


def why_not_blind(source: UUID, by: str) -> str:
    """Why this person cannot begin to read a source blind; "" where they can."""
    if by in first_people(source):
        return "You have decided on names in this source: ask somebody else to read it."
    if SecondRead.objects.filter(source=source, by=by).exists():
        return "You have read this source already."
    if MarksSeen.objects.filter(source=source, by=by).exists():
        return (
            "You have opened a page that shows what was marked here, so you cannot read it blind. "
            "Ask somebody who may see originals, has decided on no name here and has not opened "
            "those pages. They begin from the list of sources."
        )
    return ""


def open_read(source: UUID, by: str) -> SecondRead | None:
    """This person's reading of a source that they are not done with."""
    return SecondRead.objects.filter(source=source, by=by, done_at=None).first()


def turns_of(read: SecondRead) -> list[listen.OriginalSegment]:
    """The turns that are read, as they were said."""
    chosen = set(read.secondturn_set.values_list("segment", flat=True))
    return [turn for turn in originals_of(read.source) if turn.id in chosen]


def words_of(review: Review, mark: SecondMark) -> str:
    """The words of a mark; "" where its turn is gone."""
    row = review.row(mark.segment)
    return row.text[mark.start : mark.end].strip() if row else ""


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
    """Words that a second person marked and are not hidden, and that nobody has decided on."""
    return tuple(one.words for each in compared(review) for one in each.waiting)


def _compared(review: Review, read: SecondRead) -> Compared:
    look, named = _Look(review), defaultdict[int, _Marks](_Marks)
    for first in read.firstmark_set.order_by("pk"):
        named[first.name].ours.append(Marked(first.segment, first.start, first.end, ""))
    for mark in read.secondmark_set.order_by("pk"):
        named[mark.name].theirs.append(mark)
    found = [(one, look.of_name(one)) for _, one in sorted(named.items())]
    found.sort(key=lambda pair: pair[1].turn)
    seen = [Seen(one.first, bool(one.theirs), at.no_name) for one, at in found]

    def where(first: bool, second: bool) -> tuple[Found, ...]:
        wanted = (first, second)
        return tuple(
            at for one, at in found if (one.first, bool(one.theirs)) == wanted and not at.no_name
        )

    return Compared(
        read, where(True, True), where(True, False), where(False, True),
        tuple(at for _, at in found if at.no_name), said_of_looks(seen, read.share),
    )  # fmt: skip


@dataclass
class _Marks:
    """The marks of one name."""

    ours: list[Marked] = field(default_factory=list)
    theirs: list[SecondMark] = field(default_factory=list)

    @property
    def first(self) -> bool:
        """Whether we had it, be it in the words of somebody who has taken them back since."""
        return bool(self.ours) or self.theirs[0].had


class _Look:
    """Opens the words of marks, and knows what is hidden."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.rows = {row.id: row for row in review.rows}
        self.hidden = [
            Marked(row.id, m.start, m.end, "")
            for row in review.rows
            for m in row.mentions
            if m.state == HIDE
        ]

    def of(self, places: Sequence[Marked]) -> Found:
        order = sorted(places, key=lambda one: (self.rows[one.turn].order, one.start))
        row = self.rows[order[0].turn]
        forms = {same(self._words(one)): self._words(one) for one in order[::-1]}
        words = self._words(order[0])
        also = [form for key, form in forms.items() if key != same(words)]
        return Found(words, row.order, len(places), tuple(sorted(also)))

    def of_name(self, name: _Marks) -> Found:
        theirs = [Marked(mark.segment, mark.start, mark.end, "") for mark in name.theirs]
        found = self.of(theirs or name.ours)
        mark = name.theirs[0] if name.theirs else None
        waiting = mark is not None and self._waits(mark, theirs)
        no_name = not waiting and self._no_name(name, [*name.ours, *theirs])
        found = replace(found, waiting=waiting, no_name=no_name)
        if mark is None:
            return found
        found = replace(found, mark=mark.pk, settled=mark.settled)
        return self._offered(found, theirs) if waiting else found

    def _no_name(self, name: _Marks, places: Sequence[Marked]) -> bool:
        """Whether somebody left all of it as it is, be it what only they marked, or a suggestion of
        the finder."""
        states = {m.state for one in places for m in self._touched(one)}
        if not name.first:
            return name.theirs[0].settled == KEEP and states <= {KEEP}
        # Where nothing of ours is left, somebody took back what they had added.
        return states == {KEEP} or (not states and not name.theirs)

    def _words(self, one: Marked) -> str:
        return self.rows[one.turn].text[one.start : one.end].strip()

    def _touched(self, one: Marked) -> list[Mention]:
        mentions = self.rows[one.turn].mentions
        return [m for m in mentions if m.start < one.end and one.start < m.end]

    def _waits(self, mark: SecondMark, places: Sequence[Marked]) -> bool:
        """What only they saw waits until all of it is hidden; of what we had too, a place that
        nothing of ours touches does. Signed words are hidden for good."""
        if mark.settled == KEEP or (mark.settled == HIDE and self.review.closed):
            return False
        if mark.had:
            return any(not self._touched(one) for one in places)
        return any(not covered(one, self.hidden, self.rows[one.turn].text) for one in places)

    def _offered(self, found: Found, places: Sequence[Marked]) -> Found:
        """With the kind that the finder says, or with the stand-in to begin at."""
        touched = [m for one in places for m in self._touched(one)]
        label = next((m.label for m in touched if m.label), "")
        stands = next((m.surrogate for m in touched if m.state == HIDE), "")
        shown = {form.mention.key: form.surrogate for form in self.review.forms}
        stands = stands or next((shown[m.key] for m in touched if m.state == UNDECIDED), "")
        if stands:
            return replace(found, instead=stands, likely=likely_kinds(label, kind_in(stands)))
        first, text = places[0], self.rows[places[0].turn].text
        kind = said_kind(text, first.start, first.end, label)
        found = replace(found, likely=likely_kinds(label, kind))
        if kind in KINDS:
            return replace(found, kind=kind)
        taken = {*self.review.taken, *shown.values()}
        return replace(found, instead=kind if kind[:1] == "[" else next_surrogate(kind, taken))


def finders_share(study: UUID) -> str:
    """A sentence: of the names hidden in a study, how many the finder had pointed to; "" where
    nothing can be said."""
    hidden = Identifier.objects.filter(study=study, decision=HIDE, ended=None)
    counted = hidden.aggregate(n=Count("ruling", distinct=True))["n"]
    added = hidden.filter(added=True).aggregate(n=Count("ruling", distinct=True))["n"]
    here = OneMention.objects.filter(step__study=study, decision=HIDE, ended=None, step__made=None)
    alone = here.filter(step__what=ADDED).count()
    return said_of_finder(counted + here.count(), added + alone)
