"""A person takes names out: decisions about forms, and about single mentions."""

import datetime as dt
import uuid
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions.correcting import hide_in_signed
from pennydrop.rooms.understand.actions.renaming import follow_stand_ins, stand_ins_of
from pennydrop.rooms.understand.actions.rulings import Kept, end_rulings, keep_rulings
from pennydrop.rooms.understand.actions.stepping import take_step, widen
from pennydrop.rooms.understand.models import NameStep, OneMention
from pennydrop.rooms.understand.queries import review as reading
from pennydrop.rooms.understand.queries.decided import ONE_TABLE, decisions_of
from pennydrop.rooms.understand.rules.deciding import (
    AskedToHide,
    BadSurrogate,
    check_hideable,
    tidy_surrogate,
)
from pennydrop.rooms.understand.rules.identifiers import Label, mentions_of
from pennydrop.rooms.understand.rules.spots import Place, joined, wider, within
from pennydrop.rooms.understand.rules.stepping import (
    ADDED,
    HIDDEN,
    HIDDEN_HERE,
    KEPT,
    KEPT_HERE,
    REOPENED,
    SEVERAL,
)
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, Ruling, same


class AlreadySigned(Exception):
    """Names are out and signed for: from here on a change is a correction."""


class NoSuchMention(Exception):
    """There are no such words at this place, or the originals are gone."""


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
    checked = _checked(review, ruling, confirmed)
    what = HIDDEN if checked.decision == HIDE else KEPT
    return _store(review, [checked], take_step(review, what=what, by=by, at=at))


@transaction.atomic
def decide_many(
    *,
    source: UUID,
    rulings: Sequence[Ruling],
    rest: str = "",
    what: str = SEVERAL,
    by: str,
    at: dt.datetime,
) -> int:
    """The same for a list of decisions, as one step. `rest`: what to do with whatever is then
    still undecided: "hide" (with the suggested surrogate), "keep", or "" to leave it for a person.
    What stands on a person's own list is never kept this way."""
    review = open_review(source)
    step = take_step(review, what=what, by=by, at=at)
    changed = _store(review, [_checked(review, one, False) for one in rulings], step)
    if rest:
        left = reading.review_of(review.source)
        others = [
            Ruling(form.form, form.mention.label, HIDE, form.surrogate)
            if rest == HIDE or form.mention.asked
            else Ruling(form.form, form.mention.label, KEEP)
            for form in left.undecided
        ]
        changed += _store(left, others, step)
    if not step.names:
        step.delete()
    return changed


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
    row = _row_at(review, place)
    words = row.text[place.start : place.end]
    ruling = _checked(review, Ruling(words, "", decision, surrogate), confirmed)
    what = HIDDEN_HERE if decision == HIDE else KEPT_HERE
    _except(review, place, ruling, take_step(review, what=what, by=by, at=at))


def _except(review: reading.Review, place: Place, ruling: Ruling, step: NameStep) -> None:
    """The decision at one place, its stand-in sealed, in the place of earlier ones there."""
    row = _row_at(review, place)
    here = OneMention.objects.filter(segment=row.id, ended=None)
    here.filter(start__lt=place.end, end__gt=place.start).update(ended=step)
    key, box = uuid.uuid4(), b""
    if ruling.decision == HIDE:
        box = seal(
            ruling.surrogate, participant=row.participant, key="raw", table=ONE_TABLE,
            row=key, field="surrogate",
        )  # fmt: skip
    OneMention.objects.create(
        segment=row.id, participant=row.participant, start=place.start, end=place.end,
        decision=ruling.decision, surrogate=box, row=key, step=step,
    )  # fmt: skip
    widen(step, names=1, places=1, at_place=f"{row.order}-{place.start}")
    record(
        what=f"understand.mention.{ruling.decision}", on=str(step.source), by=step.by, at=step.at
    )


@transaction.atomic
def also_hide(
    *, source: UUID, ruling: Ruling, place: Place | None, by: str, at: dt.datetime
) -> int:
    """Hide words that nothing had pointed to: everywhere, and at least where they were selected.

    A longer find takes over what lies in it, and is parted where it was selected. Raises
    BadSurrogate when they stand nowhere as whole words, or only in longer finds, and no place was
    given. Returns in how many places of this source they are hidden now.
    """
    review = open_review(source)
    known, found = _mentions(review, ruling.form), _found(review)
    taken = {one: longer for one in known if (longer := wider(one, found))}
    if taken and len(taken) == len(known) and not place:
        where = next(iter(taken.values()))
        words = _row_at(review, where).text[where.start : where.end]
        raise BadSurrogate(
            f"“{ruling.form}” stands here only as a part of “{words}”. Decide on that, or select "
            f"“{ruling.form}” in the original: then the two are parted."
        )
    places, parted = [place] if place else [], [place] if place in taken else []
    times = hide_marked(source=source, rulings=[ruling], places=places, parted=parted, by=by, at=at)
    return times - len(taken)


@transaction.atomic
def hide_marked(
    *, source: UUID, rulings: Sequence[Ruling], places: Sequence[Place],
    parted: Sequence[Place] = (), by: str, at: dt.datetime,
) -> int:  # fmt: skip
    """The same for several forms of one name, with one stand-in and as one step: everywhere, and at
    least in these places; `parted` are those that stand though they lie in a longer find. Raises as
    `also_hide` does."""
    review = open_review(source)
    checked = [_checked(review, one, False) for one in rulings]
    known = {one: _mentions(review, one.form) for one in checked}
    every = {place for found in known.values() for place in found}
    alone = [one for one in joined(places) if not any(within(one, other) for other in every)]
    if not every and not alone:
        raise BadSurrogate(f"“{checked[0].form}” does not stand in this source as whole words.")
    step = take_step(review, what=ADDED, by=by, at=at)
    if every:
        _store(review, [one for one in checked if known[one]], step)
    for place in (*alone, *parted):
        _except(review, place, checked[0], step)
    return len(every) + len(alone) + len(parted)


def _found(review: reading.Review) -> list[Place]:
    """What is pointed to in the source, or hidden."""
    every = ((row, m) for row in review.rows for m in row.mentions if m.state != KEEP)
    return [Place(row.id, m.start, m.end) for row, m in every]


def _mentions(review: reading.Review, form: str) -> list[Place]:
    return [
        Place(row.id, start, end)
        for row in review.rows
        for start, end in mentions_of(form, row.text)
    ]


@transaction.atomic
def reopen(*, source: UUID, place: Place, by: str, at: dt.datetime) -> None:
    """Undo what was decided at a mention: the exception for it alone, or else about its form.

    Corrections already made in signed texts stay. Raises NoSuchMention, AlreadySigned.
    """
    review = open_review(source)
    row = _row_at(review, place)
    step = take_step(review, what=REOPENED, by=by, at=at)
    widen(step, names=1, places=1, at_place=f"{row.order}-{place.start}")
    here = OneMention.objects.filter(segment=row.id, ended=None)
    if not here.filter(start__lt=place.end, end__gt=place.start).update(ended=step):
        words = row.text[place.start : place.end]
        people = {r.participant for r in review.rows}
        if not end_rulings(people=people, forms=[words], step=step):
            # What is left of a longer form, part of which another decision covers.
            every = {d.ruling.form for rows in decisions_of(people).values() for d in rows}
            longer = {form for form in every if mentions_of(words, form)}
            end_rulings(people=people, forms=longer, step=step)
    record(what="understand.identifier.reopened", on=str(source), by=by, at=at)


def _row_at(review: reading.Review, place: Place) -> reading.Row:
    row = review.row(place.segment)
    if row is None or not 0 <= place.start < place.end <= len(row.text):
        raise NoSuchMention("There are no such words in this source.")
    return row


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


def _unseen(form: str, rows: Sequence[reading.Row]) -> bool:
    """Whether it stands in these turns and nothing that was found touches it."""
    places = [(row, *place) for row in rows for place in mentions_of(form, row.text)]
    return bool(places) and not any(
        m.start < end and start < m.end for row, start, end in places for m in row.mentions
    )


def _store(review: reading.Review, rulings: Sequence[Ruling], step: NameStep) -> int:
    """Keep decisions about forms. Returns how many mentions in signed texts changed."""
    people = {row.participant for row in review.rows}
    forms = {same(ruling.form) for ruling in rulings}
    met = [(row, m) for row in review.rows for m in row.mentions if m.key in forms]
    # What nothing had pointed to before a person did: by that the finder is measured.
    unmet = forms - {m.key for _, m in met}
    added = {form for form in unmet if _unseen(form, review.rows)}
    kept = Kept(review.source.study, step.by, step.at, step, added)
    before = stand_ins_of(people)
    keep_rulings(people=people, rulings=rulings, kept=kept)
    first = next((f"{row.order}-{m.start}" for row, m in met), "")
    widen(step, names=len(forms), places=len(met), at_place=first)
    about = str(review.source.id)
    changed = follow_stand_ins(source=review.source.id, before=before, by=step.by, at=step.at)
    for ruling in rulings:
        done = "hidden" if ruling.decision == HIDE else "kept"
        record(what=f"understand.identifier.{done}", on=about, by=step.by, at=step.at)
        if ruling.decision == HIDE:
            changed += hide_in_signed(
                source=review.source.id, people=people, ruling=ruling, by=step.by, at=step.at
            )
    return changed
