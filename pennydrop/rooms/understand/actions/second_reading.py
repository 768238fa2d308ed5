"""A second person reads a source blind: they begin, mark, say that they are done; and what only
they found is settled. Nothing that they mark changes a text before it is settled."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.actions.correcting import NothingToCorrect, hide_everywhere
from pennydrop.rooms.understand.models import (
    FirstMark,
    MarksSeen,
    SecondMark,
    SecondRead,
    SecondTurn,
)
from pennydrop.rooms.understand.queries import second_reading as reading
from pennydrop.rooms.understand.queries.review import Review, originals_of, review_of
from pennydrop.rooms.understand.rules.deciding import BadSurrogate, check_hideable
from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.second_reading import (
    chosen_turns,
    names_seen,
    places_marked,
)
from pennydrop.rooms.understand.rules.spots import Place
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, Ruling, same

__all__ = ["BadSurrogate", "NothingToCorrect"]


class NotSecond(Exception):
    """This person decided on names here, saw what was marked, or read it already: somebody else
    has to."""


class NotReading(Exception):
    """There is no reading of this person's that is still open."""


@transaction.atomic
def note_marks_seen(*, study: UUID, sources: Iterable[UUID], by: str) -> None:
    """Note that somebody sees what was marked or hidden in these sources. Once for each, without a
    time, and not on the record: it says who cannot read them blind, and nothing else."""
    wanted = set(sources)
    known = MarksSeen.objects.filter(by=by, source__in=wanted).values_list("source", flat=True)
    MarksSeen.objects.bulk_create(
        [MarksSeen(source=source, study=study, by=by) for source in wanted - set(known)],
        ignore_conflicts=True,
    )


@transaction.atomic
def begin_second_read(*, source: UUID, by: str, at: dt.datetime) -> SecondRead:
    """Begin to read a source blind. Raises NotSecond, and NoSuchMention without originals."""
    card = listen.source_card(source)
    turns = originals_of(source) if card else []
    if card is None or not turns:
        raise deidentify.NoSuchMention("The original words of this source are gone.")
    why_not = reading.why_not_blind(source, by)
    if why_not:
        raise NotSecond(why_not)
    lengths = {str(turn.id): len(turn.text) for turn in turns}
    chosen = chosen_turns(str(source), lengths)
    letters = sum(lengths[turn] for turn in chosen)
    read = SecondRead.objects.create(
        source=source, study=card.study, by=by, at=at,
        share=round(100 * letters / max(1, sum(lengths.values()))),
    )  # fmt: skip
    SecondTurn.objects.bulk_create(
        SecondTurn(read=read, segment=turn.id, participant=turn.participant)
        for turn in turns
        if str(turn.id) in chosen
    )
    record(what="understand.second_read.begun", on=str(source), by=by, at=at)
    return read


def _holds(turn: listen.OriginalSegment, place: Place) -> bool:
    return turn.id == place.segment and 0 <= place.start < place.end <= len(turn.text)


@transaction.atomic
def mark_words(
    *,
    source: UUID,
    words: str,
    place: Place | None,
    every: bool = False,
    by: str,
    at: dt.datetime,
) -> int:
    """Mark words that should be hidden: wherever they stand in the turns that are read, and at
    least where they were selected. `every`: also where they stand in small letters and look like
    an everyday word. Returns how many marks are new.

    Raises NotReading, and BadSurrogate for words that stand nowhere or cannot be looked for.
    """
    read = _open_read(source, by)
    check_hideable(words)
    turns = reading.turns_of(read)
    places = [(turn, *one) for turn in turns for one in _places(words, turn, every)]
    places += [(turn, place.start, place.end) for turn in turns if place and _holds(turn, place)]
    if not places:
        raise BadSurrogate(f"“{words}” does not stand in these turns as whole words.")
    before = read.secondmark_set.count()
    SecondMark.objects.bulk_create(
        [
            SecondMark(
                read=read, segment=turn.id, participant=turn.participant, start=start, end=end
            )
            for turn, start, end in places
        ],
        ignore_conflicts=True,
    )
    record(what="understand.second_read.marked", on=str(source), by=by, at=at)
    return read.secondmark_set.count() - before


@transaction.atomic
def unmark(*, source: UUID, marks: Sequence[int], by: str, at: dt.datetime) -> None:
    """Take marks back. Raises NotReading."""
    _open_read(source, by).secondmark_set.filter(pk__in=marks).delete()
    record(what="understand.second_read.unmarked", on=str(source), by=by, at=at)


@transaction.atomic
def finish_second_read(*, source: UUID, by: str, at: dt.datetime) -> SecondRead:
    """Done: from here on what they marked is shown beside ours. What the two looks have in common
    is counted now, before anybody acts on it. Raises NotReading."""
    read = _open_read(source, by)
    card = listen.source_card(source)
    assert card is not None  # an open reading goes with its source
    marks, review = list(read.secondmark_set.order_by("pk")), review_of(card)
    ours, theirs = reading.both_looks(review, read, marks)
    names = names_seen(ours, theirs)
    for number, name in enumerate(names):
        for at_mark in name.theirs:
            marks[at_mark].name, marks[at_mark].had = number, bool(name.ours)
    SecondMark.objects.bulk_update(marks, ["name", "had"])
    whose = {row.id: row.participant for row in review.rows}
    FirstMark.objects.bulk_create(
        FirstMark(
            read=read, segment=ours[place].turn, participant=whose[ours[place].turn],
            start=ours[place].start, end=ours[place].end, name=number,
        )
        for number, name in enumerate(names) for place in name.ours
    )  # fmt: skip
    read.ours = sum(bool(name.ours) for name in names)
    read.both = sum(bool(name.ours and name.theirs) for name in names)
    read.done_at = at
    read.save(update_fields=["ours", "both", "done_at"])
    record(what="understand.second_read.done", on=str(source), by=by, at=at)
    return read


@transaction.atomic
def settle_second(
    *, source: UUID, mark: int, decision: str, surrogate: str = "", by: str, at: dt.datetime
) -> str:
    """Decide on a name of which something that the second person marked is not hidden; `mark`: any
    mark of it. Hidden, every form of it goes everywhere, in texts that are signed too, and at least
    where it was marked. Returns the words.

    Raises NotReading for no such mark, BadSurrogate, NothingToCorrect.
    """
    row = SecondMark.objects.filter(pk=mark, read__source=source).first()
    card = listen.source_card(source)
    review = review_of(card) if card else None
    if row is None or review is None or not review.row(row.segment) or not row.read.done_at:
        raise NotReading("This was settled or taken back meanwhile.")
    same_name = SecondMark.objects.filter(read=row.read, name=row.name)
    words = reading.words_of(review, row)
    if decision == HIDE:
        _hide(review, [row, *same_name.exclude(pk=row.pk)], surrogate, by, at)
    same_name.update(settled=HIDE if decision == HIDE else KEEP, settled_by=by, settled_at=at)
    record(what=f"understand.second_read.{decision}", on=str(source), by=by, at=at)
    return words


def _hide(
    review: Review, marks: Sequence[SecondMark], surrogate: str, by: str, at: dt.datetime
) -> None:
    """Hide every form of a name that was marked."""
    said = dict.fromkeys(reading.words_of(review, one) for one in marks)
    if review.closed:
        rulings = [Ruling(one, Label.PERSON.value, HIDE, surrogate) for one in said]
        _hide_in_signed(review.source.id, rulings, {one.segment for one in marks}, by, at)
        return
    forms = {same(one): one for one in reversed(said)}.values()
    rulings = [Ruling(one, Label.PERSON.value, HIDE, surrogate) for one in forms]
    places = [Place(one.segment, one.start, one.end) for one in marks]
    deidentify.hide_marked(source=review.source.id, rulings=rulings, places=places, by=by, at=at)


def _hide_in_signed(
    source: UUID, rulings: Sequence[Ruling], turns: set[UUID], by: str, at: dt.datetime
) -> None:
    """The longest form first: what is left of it then is no name of its own. A form that stands
    nowhere went with a longer one, as long as one of them was there."""
    hidden, nowhere = 0, None
    for ruling in sorted(rulings, key=lambda one: -len(one.form)):
        try:
            hide_everywhere(source=source, ruling=ruling, turns=turns, by=by, at=at)
            hidden += 1
        except NothingToCorrect as why:
            nowhere = nowhere or why
    if not hidden and nowhere:
        raise nowhere


def _places(words: str, turn: listen.OriginalSegment, every: bool) -> list[tuple[int, int]]:
    return places_marked(words, turn.text, every=every)


def _open_read(source: UUID, by: str) -> SecondRead:
    read = reading.open_read(source, by)
    if read is None:
        raise NotReading("This reading is done, or was never begun.")
    return read
