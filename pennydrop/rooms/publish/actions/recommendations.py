"""Note a recommendation, put it to an owner, and note what the owner said."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.figures import Kind, named_figures
from pennydrop.rooms.listen.public import studies_in, study_card
from pennydrop.rooms.publish.actions.release import LETTERS
from pennydrop.rooms.publish.models import Ask, Commitment, Edition, Recommendation, Reply
from pennydrop.rooms.publish.queries.ledger import as_it_reads, is_mistaken
from pennydrop.rooms.publish.queries.parts import Part
from pennydrop.rooms.publish.queries.put import followed_as
from pennydrop.rooms.publish.rules.commitments import LONGEST_WAIT_DAYS, OwnerKind
from pennydrop.rooms.publish.rules.measures import Measure, check_measure
from pennydrop.rooms.publish.rules.past import LONGEST, Past
from pennydrop.rooms.understand.public.themes import copied_from_study

USUAL_THRESHOLD = 10


class CannotNote(ValueError):
    """Something does not fit what was noted before. The message says what, in a sentence; `field`
    is what it is about, as the action calls it, or nothing."""

    def __init__(self, message: str, field: str = "") -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class FromFindings:
    """A recommendation of ours, and the part of an edition that it rests on. Without words of its
    own it is the recommendation that stands there."""

    part: Part
    text: str = ""


@dataclass(frozen=True)
class Terms:
    """What was agreed. `figure` names one that is read by itself; left empty, figures are entered
    with their evidence, under the measure's own name."""

    due: dt.date
    target: Decimal
    figure: str = ""
    measure: str = ""
    kind: Kind = Kind.COUNT
    people: bool = True
    at_least: bool = True
    lasting: bool = False


@transaction.atomic
def note_recommendation(
    *, organisation: UUID, new: FromFindings, by: str, at: dt.datetime
) -> Recommendation:
    """Note what an edition of ours asks for, in our words. Raises CannotNote where it repeats what
    somebody said, or says nothing."""
    part, edition = new.part, new.part.edition
    text = (new.text.strip() or part.text)[: LONGEST["recommendation"]]
    if not text:
        raise CannotNote("Say what should change.", "text")
    check_own_words(organisation, [text])
    made = Recommendation.objects.create(
        organisation=organisation,
        slug=_slug(),
        text=text,
        study=edition.study,
        edition=edition.id,
        place=part.anchor,
        block=part.key,
        who=part.who,
        insight=part.section,
        invented=edition.invented,
        made_by=by,
        made_at=at,
    )
    record(what="publish.recommendation.note", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def follow_block(*, organisation: UUID, part: Part, by: str, at: dt.datetime) -> Recommendation:
    """Note a recommendation as it stands in an edition; one that is followed already stays the one,
    also where two people do this at once."""
    # Whoever comes second waits here, and then finds the first one's.
    Edition.objects.select_for_update().get(pk=part.edition.id)
    return followed_as(part) or note_recommendation(
        organisation=organisation, new=FromFindings(part), by=by, at=at
    )


@transaction.atomic
def note_past(
    *, organisation: UUID, rows: Sequence[Past], by: str, at: dt.datetime
) -> list[Recommendation]:
    """Note recommendations that others made, each with its source. Those that are here already
    (the same words from the same source) are left as they are."""
    made = []
    for row in rows:
        here = Recommendation.objects.filter(organisation=organisation, edition=None)
        if here.filter(text=row.text, source_title=row.title).exists():
            continue
        check_own_words(organisation, [row.text])
        made.append(
            Recommendation.objects.create(
                organisation=organisation,
                slug=_slug(),
                text=row.text,
                source_title=row.title,
                source_publisher=row.publisher,
                source_year=row.year,
                source_link=row.link,
                made_by=by,
                made_at=at,
            )
        )
        record(what="publish.recommendation.past", on=str(made[-1].pk), by=by, at=at)
    return made


@transaction.atomic
def put_to_owner(
    *, recommendation: Recommendation, owner: str, kind: OwnerKind, on: dt.date, how: str,
    wait_days: int, by: str, at: dt.datetime,
) -> Ask:  # fmt: skip
    """Note that an owner was asked. Raises CannotNote for a day to come or an impossible wait."""
    check_wait(on, wait_days, at.date())
    check_own_words(recommendation.organisation, [how])
    made = Ask.objects.create(
        recommendation=recommendation,
        owner=owner.strip(),
        kind=kind.name,
        on=on,
        how=how.strip(),
        wait_days=wait_days,
        noted_on=at.date(),
        noted_by=by,
    )
    record(what="publish.recommendation.ask", on=str(recommendation.pk), by=by, at=at)
    return made


@transaction.atomic
def note_agreed(
    *, ask: Ask, on: dt.date, said: str, terms: Terms, by: str, at: dt.datetime
) -> Commitment:
    """Note that the owner agreed, to what and by when. Raises CannotNote, and BadMeasure for a
    target that could never be shown."""
    if ask.reply_set.filter(agreed=True).exists():
        raise CannotNote("They agreed already. A later day is noted as such.")
    if terms.due < at.date():
        raise CannotNote("That day is over. A promise is for a day to come.", "due")
    _reply(ask, on=on, agreed=True, said=said, by=by, at=at)
    made = _commitment(ask, terms, by, at)
    made.save(force_insert=True)
    record(what="publish.commitment.make", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def note_declined(*, ask: Ask, on: dt.date, said: str, by: str, at: dt.datetime) -> Reply:
    """Note that the owner said no; after a yes, that they took their promise back."""
    if ask.reply_set.filter(agreed=False).exists():
        raise CannotNote("They said no already. Put it to them anew, should they be asked again.")
    return _reply(ask, on=on, agreed=False, said=said, by=by, at=at)


def check_own_words(organisation: UUID, texts: Sequence[str]) -> None:
    """Raise CannotNote where a text of ours repeats six or more words that somebody told us."""
    runs = [
        run
        for study in studies_in([organisation])
        for text in texts
        if text.strip()
        for run in copied_from_study(study.id, text)
    ]
    if runs:
        said = "; ".join(f"“{words}” ({source})" for words, source in dict.fromkeys(runs))
        raise CannotNote(
            f"These words stand in what people told us: {said}. Say it in your own words: this "
            "would stay when they take theirs back."
        )


def _reply(ask: Ask, *, on: dt.date, agreed: bool, said: str, by: str, at: dt.datetime) -> Reply:
    check_counts(ask)
    _check_past(on, at.date())
    if on < as_it_reads(ask, ask.recommendation.correction_set.all(), at.date()).on:
        raise CannotNote("That is before they were asked.", "on")
    if agreed and ask.reply_set.exists():
        raise CannotNote("They said no. Put it to them anew, and note the new reply there.")
    check_own_words(ask.recommendation.organisation, [said])
    try:
        with transaction.atomic():
            made = Reply.objects.create(
                ask=ask, agreed=agreed, on=on, said=said.strip(), noted_on=at.date(), noted_by=by
            )
    except IntegrityError as twice:
        raise CannotNote("A colleague noted their reply just now. Look at it first.") from twice
    what = "agreed" if agreed else "declined"
    record(what=f"publish.recommendation.{what}", on=str(ask.recommendation_id), by=by, at=at)
    return made


def _commitment(ask: Ask, terms: Terms, by: str, at: dt.datetime) -> Commitment:
    named = named_figures().get(terms.figure)
    if terms.figure and named is None:
        raise CannotNote("There is no such figure any more. Choose another.", "figure")
    if named is None and not terms.measure.strip():
        raise CannotNote("Say what will show that it was done.", "measure")
    study = study_card(ask.recommendation.study) if ask.recommendation.study else None
    made = Commitment(
        ask=ask,
        due=terms.due,
        measure=named.title if named else terms.measure.strip(),
        figure=terms.figure,
        kind=(named.kind if named else terms.kind).value,
        people=named.people if named else terms.people,
        target=terms.target,
        at_least=terms.at_least,
        lasting=terms.lasting,
        threshold=study.small_number if study else USUAL_THRESHOLD,
        noted_on=at.date(),
        noted_by=by,
    )
    check_own_words(ask.recommendation.organisation, [made.measure])
    check_measure(
        Measure(
            made.measure, Kind(made.kind), made.people, made.target, made.at_least, made.lasting,
            made.threshold,
        )
    )  # fmt: skip
    return made


def check_wait(on: dt.date, wait_days: int, today: dt.date) -> None:
    """Raise CannotNote for an ask on a day to come, or with an impossible wait."""
    _check_past(on, today)
    if not 1 <= wait_days <= LONGEST_WAIT_DAYS:
        raise CannotNote(f"Wait between 1 and {LONGEST_WAIT_DAYS} days for a reply.", "wait_days")


def check_counts(ask: Ask) -> None:
    """Raise CannotNote for an ask that was entered in error: nothing can come of it."""
    if is_mistaken(ask):
        raise CannotNote("This was entered in error. Put it to them anew.")


def _check_past(on: dt.date, today: dt.date) -> None:
    if on > today:
        raise CannotNote("That day has not come yet.", "on")


def _slug() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))
