"""What was asked, promised and done, as it stood on a day."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from pennydrop.core.figures import Kind
from pennydrop.core.ui.charts import Bars, Series
from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.publish.models import Answer, Ask, Edition, Reading, Recommendation
from pennydrop.rooms.publish.queries.corrected import PutRight, nouns_of, put_right
from pennydrop.rooms.publish.queries.ledger import (
    ASKED,
    ASKS,
    as_it_reads,
    asked_of,
    commitment_of,
    corrections_of,
)
from pennydrop.rooms.publish.rules import commitments as rules
from pennydrop.rooms.publish.rules.commitments import Asked, OwnerKind, State, Turned
from pennydrop.rooms.publish.rules.correcting import Noun
from pennydrop.rooms.publish.rules.measures import Measure, Told, tell

MOST_BARS = 12
# The shape and colour that go with each state's word.
LOOK = {
    State.NOT_ASKED: "wait",
    State.ASKED: "wait",
    State.NO_REPLY: "no",
    State.DECLINED: "no",
    State.NOT_YET_DUE: "",
    State.KEPT: "ok",
    State.LATE: "late",
    State.BROKEN: "no",
    State.MISTAKEN: "",
}


@dataclass(frozen=True)
class Figure:
    """One figure as it may be read, with its evidence."""

    id: UUID
    on: dt.date
    noted_on: dt.date
    words: str
    evidence: str
    link: str
    struck_why: str


@dataclass(frozen=True)
class Promised:
    """What an owner promised, and how it went. `due` is the first day; `later` are days given
    since, with why and when. `done_on`: when it was first seen to be done."""

    id: UUID
    measure: str
    named: bool
    share: bool
    target: str
    lasting: bool
    due: dt.date
    later: tuple[tuple[dt.date, str, dt.date, UUID], ...]
    figures: tuple[Figure, ...]
    chart: Bars | None
    done_on: dt.date | None

    @property
    def newest(self) -> Figure | None:
        """The last figure that still counts."""
        counted = [one for one in self.figures if not one.struck_why]
        return max(counted, key=lambda one: one.on, default=None)


@dataclass(frozen=True)
class Said:
    """What an owner wrote beside the page. `withheld`: why it is not shown; then `words` is empty
    for everybody."""

    id: UUID
    on: dt.date
    words: str
    withheld: str


@dataclass(frozen=True)
class Owner:
    """One owner that a recommendation was put to, and everything that came of it."""

    id: UUID
    name: str
    kind: str
    asked_on: dt.date
    how: str
    reply_by: dt.date
    state: State
    look: str
    meaning: str
    replies: tuple[tuple[bool, dt.date, str, UUID], ...]
    promised: Promised | None
    answers: tuple[Said, ...]
    history: tuple[tuple[dt.date, State], ...]
    put_right: tuple[PutRight, ...]
    turned: tuple[Turned, ...]


@dataclass(frozen=True)
class Entry:
    """A recommendation with where it comes from and every owner it was put to."""

    id: UUID
    slug: str
    organisation: UUID
    text: str
    study: UUID | None
    study_title: str
    document: UUID | None
    report: str
    report_url: str
    insight: str
    source: str
    source_link: str
    invented: bool
    put_right: tuple[PutRight, ...]
    owners: tuple[Owner, ...]

    @property
    def states(self) -> tuple[State, ...]:
        """Where it stands with each owner; one nobody was asked about stands by itself."""
        return tuple(owner.state for owner in self.owners) or (State.NOT_ASKED,)


def entries(
    *, on: dt.date, organisations: Collection[UUID] | None = None, study: UUID | None = None
) -> list[Entry]:
    """Every recommendation as it stood at the end of a day, newest first."""
    rows = Recommendation.objects.all()
    if organisations is not None:
        rows = rows.filter(organisation__in=organisations)
    if study is not None:
        rows = rows.filter(study=study)
    return _entries(rows, on)


def entry_by_slug(slug: str, *, on: dt.date) -> Entry | None:
    found = _entries(Recommendation.objects.filter(slug=slug), on)
    return found[0] if found else None


def entry_of(recommendation: UUID, *, on: dt.date) -> Entry | None:
    found = _entries(Recommendation.objects.filter(pk=recommendation), on)
    return found[0] if found else None


def owner_of(ask: Ask, *, on: dt.date) -> Owner:
    """One owner with everything that came of asking them, as it stood at the end of a day."""
    return _owner(
        Ask.objects.prefetch_related(*ASKED, "recommendation__correction_set").get(pk=ask.pk), on
    )


def _entries(rows: QuerySet[Recommendation], on: dt.date) -> list[Entry]:
    found = list(
        rows.prefetch_related("correction_set", ASKS).order_by("-made_at", "-source_year", "text")
    )
    editions = Edition.objects.in_bulk([row.edition for row in found if row.edition])
    titles = {study: study_card(study) for study in {row.study for row in found if row.study}}
    return [_entry(row, editions, titles, on) for row in found]


def _entry(
    entered: Recommendation, editions: dict[Any, Edition], studies: dict[Any, Any], on: dt.date
) -> Entry:
    made = [one for one in entered.correction_set.all() if one.entry == entered.pk]
    row = as_it_reads(entered, made, on)
    edition, study = editions.get(row.edition), studies.get(row.study)
    return Entry(
        id=row.pk,
        slug=row.slug,
        organisation=row.organisation,
        text=row.text,
        study=row.study,
        study_title=study.public_title if study else "",
        document=edition.document if edition else None,
        report=f"{edition.title.partition(':')[0]}, edition {edition.number}" if edition else "",
        report_url=f"/findings/{edition.slug}/{f'#{row.place}' if row.place else ''}"
        if edition
        else "",
        insight=row.insight,
        source=_source(row),
        source_link=row.source_link,
        invented=row.invented,
        put_right=put_right(made, {row.pk: Noun.RECOMMENDATION}, on=on),
        owners=tuple(_owner(ask, on) for ask in entered.ask_set.all() if ask.noted_on <= on),
    )


def _source(row: Recommendation) -> str:
    year = str(row.source_year) if row.source_year else ""
    return ", ".join(part for part in (row.source_publisher, row.source_title, year) if part)


def _owner(ask: Ask, on: dt.date) -> Owner:
    asked, made = asked_of(ask), corrections_of(ask)
    state, row = rules.state_of(asked, on), as_it_reads(ask, made, on)
    replies = [as_it_reads(reply, made, on) for reply in ask.reply_set.all()]
    return Owner(
        id=ask.pk,
        name=row.owner,
        kind=OwnerKind[row.kind].value,
        asked_on=row.on,
        how=row.how,
        reply_by=row.on + dt.timedelta(days=row.wait_days),
        state=state,
        look=LOOK[state],
        meaning=rules.meaning_of(asked, on),
        replies=tuple((r.agreed, r.on, r.said, r.pk) for r in replies if r.noted_on <= on),
        promised=_promised(ask, asked, on),
        # An answer needs no waiting: it stands beside what everybody can read by then.
        answers=tuple(_said(answer) for answer in ask.answer_set.all()),
        history=tuple(rules.changes(asked, on)),
        put_right=put_right(made, nouns_of(ask), on=on),
        turned=tuple(rules.turned_by_correction(asked, on)),
    )


def _said(row: Answer) -> Said:
    return Said(row.pk, row.on, "" if row.withheld_why else row.said, row.withheld_why)


def _promised(ask: Ask, asked: Asked, on: dt.date) -> Promised | None:
    known, entered = rules.as_of(asked, on), commitment_of(ask)
    promise = known.promise if known else None
    if promise is None or entered is None:
        return None
    made = corrections_of(ask)
    row = as_it_reads(entered, made, on)
    later = [as_it_reads(one, made, on) for one in entered.newdate_set.all()]
    told = tell(promise.measure, promise.readings)
    rows = [one for one in entered.reading_set.all() if one.noted_on <= on]
    return Promised(
        id=row.pk,
        measure=row.measure,
        named=bool(row.figure),
        share=row.kind == Kind.SHARE.value,
        target=promise.measure.said,
        lasting=row.lasting,
        due=row.due,
        later=tuple((d.due, d.why, d.noted_on, d.pk) for d in later if d.noted_on <= on),
        figures=tuple(_figure(one, seen) for one, seen in zip(rows, told, strict=True)),
        chart=_chart(promise.measure, told),
        done_on=rules.met_on(promise),
    )


def _figure(row: Reading, told: Told) -> Figure:
    why = row.struck_why if told.reading.struck_on else ""
    return Figure(row.pk, row.on, row.noted_on, told.words, row.evidence, row.link, why)


def _chart(measure: Measure, told: list[Told]) -> Bars | None:
    shown = sorted(
        (one for one in told if not one.reading.struck_on), key=lambda one: one.reading.on
    )[-MOST_BARS:]
    if not shown:
        return None
    words = tuple(one.words for one in shown)
    days = tuple(f"{one.reading.on:%-d %B %Y}" for one in shown)
    return Bars(
        title=measure.name,
        description="; ".join(f"{day}: {said}" for day, said in zip(days, words, strict=True)),
        category_name="Day",
        categories=days,
        series=(Series(f"Target: {measure.said}", tuple(one.drawn for one in shown), words),),
        most=100.0 if measure.kind is Kind.SHARE else float(measure.target),
    )
