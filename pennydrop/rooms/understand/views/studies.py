"""The room's front page, and one study in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import (
    SourcesFound,
    StudyCard,
    count_sources,
    read_sought,
    studies_in,
)
from pennydrop.rooms.understand.models import Memo, Text
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.making import BeingMade
from pennydrop.rooms.understand.queries.positions import Coded, coded_so_far
from pennydrop.rooms.understand.queries.sources import (
    SourceRow,
    brought_in,
    source_rows,
)
from pennydrop.rooms.understand.queries.steps import facts_of
from pennydrop.rooms.understand.queries.suggestions import suggests
from pennydrop.rooms.understand.queries.themes import ThemeRow, themes
from pennydrop.rooms.understand.rules.steps import Step
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.approach import Shown, steps_of

PER_PAGE = 50
KINDS = (
    ("", "All"),
    ("interview", "Interviews"),
    ("focus_group", "Focus groups"),
    ("survey", "Survey answers"),
)


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
    originals = may_here(request, card, May.SEE_ORIGINALS)
    listed = _listed(request, study, originals=originals)
    coded, by = coded_so_far(study), actor(signed_in(request))
    steps = steps_of(card, facts_of(study, sources=listed["sources"], coded=coded, by=by))
    book, made, counted = _book_and_themes(study)
    context = {
        **frame(request, card, "understand:study"),
        **listed,
        "may_run": may_here(request, card, May.RUN_STUDIES),
        "may_take_names_out": originals,
        "codes": book,
        "brought": _page(request, "brought", brought_in(study)),
        "themes": made,
        "counted": counted,
        "memos": Memo.objects.filter(study=study).count(),
        "codings": coded.codings,
        "steps": steps,
        "suggests": suggests(study) or may_here(request, card, May.RUN_STUDIES),
        "done": sum(step.state == "done" for step in steps),
        "step": _narrowed(next(s for s in steps if s.state == "now"), card, listed["rows"], coded),
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


def _listed(request: HttpRequest, study: UUID, *, originals: bool) -> dict[str, Any]:
    """The sources that are asked for, a page of them; the rest is only counted."""
    typed, kind = request.GET.get("who", "").strip(), request.GET.get("kind", "")
    found = SourcesFound(study, sought=read_sought(typed) if typed else None, kind=kind)
    every = count_sources(study)
    page = _page(request, "page", found)
    return {
        "sources": every,
        "typed": typed,
        "kind": kind,
        "kinds": _kinds(found.kinds, kind, typed) if every > PER_PAGE or typed or kind else [],
        "page": page,
        "rows": source_rows(list(page.object_list), originals=originals),
    }


def _kinds(counts: dict[str, int], kind: str, typed: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": "?" + urlencode({k: v for k, v in (("who", typed), ("kind", one)) if v}),
            "current": one == kind,
            "count": counts.get(one, 0) if one else sum(counts.values()),
        }
        for one, label in KINDS
    ]


def _page(request: HttpRequest, name: str, rows: Any) -> Page[Any]:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(name))


def _narrowed(step: Shown, card: StudyCard, rows: Sequence[SourceRow], coded: Coded) -> Shown:
    """The next step with the very source that waits, where it is about a source."""
    fresh = _fresh(rows, coded) if step.step is Step.READ else None
    if fresh is not None:
        text, title = fresh
        return replace(
            step, title=f"Read and code {title}", action=f"Open {title}",
            url=reverse("understand:workspace", args=[card.id, text]),
        )  # fmt: skip
    closed = next((row.source for row in rows if not row.signed), None)
    if step.step is Step.NAMES and closed is not None:
        return replace(step, title=f"Take names out of {closed.title}")
    return step


def _fresh(rows: Sequence[SourceRow], coded: Coded) -> tuple[UUID, str] | None:
    """A text that nobody has coded: the first on the page, or else the first there is."""
    for row in rows:
        if row.signed and not row.coded:
            return row.source.id, row.source.title
    text = Text.objects.filter(pk=coded.fresh).first() if coded.fresh else None
    return (text.pk, text.title) if text else None
