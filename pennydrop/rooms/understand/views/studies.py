"""The room's front page, and one study in it."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import SourceCard, StudyCard, sources_of, studies_in
from pennydrop.rooms.understand.models import Memo, Text
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.codings import coded_counts
from pennydrop.rooms.understand.queries.making import BeingMade
from pennydrop.rooms.understand.queries.pending import waiting_in
from pennydrop.rooms.understand.queries.steps import facts_of
from pennydrop.rooms.understand.queries.suggestions import suggests
from pennydrop.rooms.understand.queries.themes import ThemeRow, themes
from pennydrop.rooms.understand.rules.steps import Step
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.approach import Shown, steps_of


@dataclass(frozen=True)
class Row:
    """A source in the list. `signed`: names are out, so that it can be coded; `waiting`: codings
    that came with a project and wait for that."""

    source: SourceCard
    signed: bool
    coded: int
    waiting: int = 0


@require_GET
def studies(request: HttpRequest) -> HttpResponse:
    """The studies of the organisations a person works in."""
    cards = studies_in(organisations_where(signed_in(request), May.CODE))
    texts = dict(
        Text.objects.filter(study__in=[card.id for card in cards])
        .values_list("study")
        .annotate(n=Count("pk"))
        .order_by()
    )
    rows = [{"study": card, "texts": texts.get(card.id, 0)} for card in cards]
    return render(request, "understand/coding/studies.html", {"rows": rows})


@require_GET
def study(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    coded, signed = coded_counts(study), set(_signed(study))
    sources = sources_of(study)
    waiting = waiting_in(study)
    rows = [Row(s, s.id in signed, coded.get(s.id, 0), waiting.get(s.id, 0)) for s in sources]
    steps = steps_of(card, facts_of(study, sources, actor(signed_in(request))))
    book, made, counted = _book_and_themes(study)
    context = {
        **frame(request, card, "understand:study"),
        "rows": rows,
        "may_run": may_here(request, card, May.RUN_STUDIES),
        "codes": book,
        "brought": Text.objects.filter(study=study, came_from__isnull=False).order_by("order"),
        "themes": made,
        "counted": counted,
        "memos": Memo.objects.filter(study=study).count(),
        "codings": sum(coded.values()),
        "may_take_names_out": may_here(request, card, May.SEE_ORIGINALS),
        "steps": steps,
        "suggests": suggests(study) or may_here(request, card, May.RUN_STUDIES),
        "done": sum(step.state == "done" for step in steps),
        "step": _narrowed(next(step for step in steps if step.state == "now"), card, rows),
    }
    return render(request, "understand/coding/study.html", context)


def _book_and_themes(study: UUID) -> tuple[list[CodeRow], list[ThemeRow], bool]:
    """Both, and whether their passages are counted: not while that is being made ready."""
    try:
        book = codebook(study)
        return book, themes(study, book), True
    except BeingMade:
        book = codebook(study, count=False)
        return book, themes(study, book, count=False), False


def _signed(study: UUID) -> list[UUID]:
    return list(Text.objects.filter(study=study).values_list("source", flat=True))


def _narrowed(step: Shown, card: StudyCard, rows: list[Row]) -> Shown:
    """The next step with the very source that waits, where it is about a source."""
    fresh = next((row.source for row in rows if row.signed and not row.coded), None)
    if step.step is Step.READ and fresh is not None:
        return replace(
            step, title=f"Read and code {fresh.title}", action=f"Open {fresh.title}",
            url=reverse("understand:workspace", args=[card.id, fresh.id]),
        )  # fmt: skip
    closed = next((row.source for row in rows if not row.signed), None)
    if step.step is Step.NAMES and closed is not None:
        return replace(step, title=f"Take names out of {closed.title}")
    return step
