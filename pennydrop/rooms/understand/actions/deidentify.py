"""A person takes names out: decisions about forms, and about single mentions."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions.correcting import hide_in_signed
from pennydrop.rooms.understand.actions.rulings import drop_rulings, keep_ruling
from pennydrop.rooms.understand.models import OneMention
from pennydrop.rooms.understand.queries import review as reading
from pennydrop.rooms.understand.rules.deciding import (
    AskedToHide,
    BadSurrogate,
    check_hideable,
    tidy_surrogate,
)
from pennydrop.rooms.understand.rules.identifiers import Label, mentions_of
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, Ruling


class AlreadySigned(Exception):
    """Names are out and signed for: from here on a change is a correction."""


class NoSuchMention(Exception):
    """There are no such words at this place, or the originals are gone."""


@dataclass(frozen=True)
class Place:
    """One mention: a segment of listen's original, and offsets in code points."""

    segment: UUID
    start: int
    end: int


@transaction.atomic
def decide(
    *, source: UUID, ruling: Ruling, confirmed: bool = False, by: str, at: dt.datetime
) -> int:
    """Hide or keep a form, for every mention by everybody who speaks in the source, in all their
    sources. Signed texts are corrected too when something is hidden.

    Raises AskedToHide when a form on the person's own list is to be kept and that was not
    confirmed, BadSurrogate, AlreadySigned. Returns how many mentions in signed texts changed.
    """
    review = open_review(source)
    return _store(review, [_checked(review, ruling, confirmed)], by=by, at=at)


@transaction.atomic
def decide_many(
    *, source: UUID, rulings: Sequence[Ruling], rest: str = "", by: str, at: dt.datetime
) -> int:
    """The same for a list of decisions made elsewhere. `rest`: what to do with whatever is then
    still undecided: "hide" (with the suggested surrogate), "keep", or "" to leave it for a person.
    What stands on a person's own list is never kept this way."""
    review = open_review(source)
    changed = _store(review, [_checked(review, one, False) for one in rulings], by=by, at=at)
    if not rest:
        return changed
    left = reading.review_of(review.source)
    others = [
        Ruling(form.form, form.mention.label, HIDE, form.surrogate)
        if rest == HIDE or form.mention.asked
        else Ruling(form.form, form.mention.label, KEEP)
        for form in left.undecided
    ]
    return changed + _store(left, others, by=by, at=at)


@transaction.atomic
def decide_one(
    *,
    source: UUID,
    place: Place,
    decision: str,
    surrogate: str = "",
    confirmed: bool = False,
    by: str,
    at: dt.datetime,
) -> None:
    """Decide on one mention alone, otherwise than its form. Raises as `decide` does, and
    NoSuchMention for a place outside the text."""
    review = open_review(source)
    row = review.row(place.segment)
    if row is None or not 0 <= place.start < place.end < len(row.text):
        raise NoSuchMention("There are no such words in this source.")
    words = row.text[place.start : place.end]
    ruling = _checked(review, Ruling(words, "", decision, surrogate), confirmed)
    here = OneMention.objects.filter(segment=row.id)
    here.filter(start__lt=place.end, end__gt=place.start).delete()
    _exception(row, place, ruling).save(force_insert=True)
    record(what=f"understand.mention.{decision}", on=str(source), by=by, at=at)


def _exception(row: reading.Row, place: Place, ruling: Ruling) -> OneMention:
    """The decision at one place, its stand-in sealed."""
    key, box = uuid.uuid4(), b""
    if ruling.decision == HIDE:
        box = seal(
            ruling.surrogate, participant=row.participant, key="raw", table=reading.ONE_TABLE,
            row=key, field="surrogate",
        )  # fmt: skip
    return OneMention(
        segment=row.id, participant=row.participant, start=place.start, end=place.end,
        decision=ruling.decision, surrogate=box, row=key,
    )  # fmt: skip


@transaction.atomic
def also_hide(
    *, source: UUID, ruling: Ruling, place: Place | None, by: str, at: dt.datetime
) -> int:
    """Hide words that nothing had pointed to: everywhere, and at least where they were selected.

    Raises BadSurrogate when they stand nowhere as whole words and no place was given. Returns how
    many mentions there are in this source.
    """
    review = open_review(source)
    checked = _checked(review, ruling, False)
    known = [(r.id, *m) for r in review.rows for m in mentions_of(checked.form, r.text)]
    here = place is not None and (place.segment, place.start, place.end) not in known
    if not known and not here:
        raise BadSurrogate(f"“{checked.form}” does not stand in this source as whole words.")
    if known:
        _store(review, [checked], by=by, at=at)
    if here and place:
        decide_one(
            source=source, place=place, decision=HIDE, surrogate=checked.surrogate, by=by, at=at
        )
    return len(known) + here


@transaction.atomic
def reopen(*, source: UUID, place: Place, by: str, at: dt.datetime) -> None:
    """Undo what was decided at a mention: the exception for it alone, or else about its form.

    Corrections already made in signed texts stay. Raises NoSuchMention, AlreadySigned.
    """
    review = open_review(source)
    row = review.row(place.segment)
    if row is None:
        raise NoSuchMention("There are no such words in this source.")
    here = OneMention.objects.filter(segment=row.id, start__lt=place.end, end__gt=place.start)
    if not here.delete()[0]:
        words = row.text[place.start : place.end]
        people = {r.participant for r in review.rows}
        if not drop_rulings(people=people, form=words):
            # What is left of a longer form, part of which another decision covers.
            for ruling in {
                d.ruling for rows in reading.decisions_of(people).values() for d in rows
            }:
                if mentions_of(words, ruling.form):
                    drop_rulings(people=people, form=ruling.form)
    record(what="understand.identifier.reopened", on=str(source), by=by, at=at)


def open_review(source: UUID) -> reading.Review:
    """The review of a source that can still be decided on. Raises NoSuchMention, AlreadySigned."""
    card = listen.source_card(source)
    if card is None:
        raise NoSuchMention("This source is not here any more.")
    review = reading.review_of(card)
    if review.closed:
        raise AlreadySigned("Names are out of this source and signed for. Correct it instead.")
    if not review.rows:
        raise NoSuchMention("The original words of this source are gone.")
    return review


def _checked(review: reading.Review, ruling: Ruling, confirmed: bool) -> Ruling:
    """The decision, fit to be kept. A confirmed "keep" carries the label that says so."""
    if ruling.decision == HIDE:
        check_hideable(ruling.form)
        return Ruling(ruling.form.strip(), ruling.label, HIDE, tidy_surrogate(ruling))
    lists = listen.hide_lists({row.participant for row in review.rows})
    asked = any(
        mentions_of(term, ruling.form) or mentions_of(ruling.form, term)
        for terms in lists.values()
        for term in terms
    )
    if asked and not confirmed:
        raise AskedToHide(
            f"Somebody here asked that “{ruling.form}” is hidden. Keep it only if you know that "
            "they would agree."
        )
    label = Label.HIDDEN.value if asked else ruling.label
    return Ruling(ruling.form.strip(), label, KEEP)


def _store(review: reading.Review, rulings: Sequence[Ruling], *, by: str, at: dt.datetime) -> int:
    people = {row.participant for row in review.rows}
    changed = 0
    for ruling in rulings:
        keep_ruling(people=people, study=review.source.study, ruling=ruling, by=by, at=at)
        what = "hidden" if ruling.decision == HIDE else "kept"
        record(what=f"understand.identifier.{what}", on=str(review.source.id), by=by, at=at)
        if ruling.decision == HIDE:
            changed += hide_in_signed(
                source=review.source.id, people=people, ruling=ruling, by=by, at=at
            )
    return changed
