"""Themes: written beside their passages, from every kind of source."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pennydrop.core.documents.prose import html
from pennydrop.core.numbers.small import figure
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.actions.themes import (
    PARTS,
    BadTheme,
    NotOurs,
    ThemeInUse,
    change_theme,
    delete_theme,
    make_theme,
    move_theme,
)
from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.public.quotes import quotes_of_theme
from pennydrop.rooms.understand.queries.alike import Alike, first_told_once, places_in
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.care import folded_quotes
from pennydrop.rooms.understand.queries.checks import may_be_asked, told_of
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.codings import Passage, codings_with, passages
from pennydrop.rooms.understand.queries.counts import study_counts
from pennydrop.rooms.understand.queries.evidence import contrary_of, heard_of, unsought
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.themes import ThemeRow, hangs_on
from pennydrop.rooms.understand.queries.themes import theme as read_theme
from pennydrop.rooms.understand.queries.themes import themes as read_themes
from pennydrop.rooms.understand.rules.approach import Tool
from pennydrop.rooms.understand.rules.counting import KINDS
from pennydrop.rooms.understand.rules.evidence import weigh
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.coding import quote_address
from pennydrop.rooms.understand.views.drawing import draw_passages
from pennydrop.rooms.understand.views.undo import last_done

HERE = "understand:themes"
WRITTEN = ("title", *PARTS)
PER_COLUMN = 12
PER_PAGE = 100
BESIDE = 3  # passages of a kind beside the form
TITLES = {"interview": "Interviews", "focus_group": "Focus groups", "survey": "Survey answers"}
PROBLEMS = (BadTheme, NotOurs, ThemeInUse)


def theme_of(
    request: HttpRequest, study: UUID, theme: UUID, *, count: bool = True
) -> tuple[StudyCard, ThemeRow]:
    card = study_for(request, study, May.CODE)
    found = read_theme(study, theme, count=count)
    if found is None:
        raise Http404
    return card, found


@require_GET
def themes(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    context = {
        **frame(request, card, HERE),
        "themes": read_themes(study),
        "counts": study_counts(study),
        "unsought": unsought(study) if offers(study, Tool.CONTRARY) else set(),
        **last_done(request, study),
    }
    return render(request, "understand/themes/themes.html", context)


@require_GET
def theme(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    """The theme beside its evidence, one column for each kind of source."""
    card, row = theme_of(request, study, theme)
    counts = study_counts(study)
    me = actor(signed_in(request))
    columns = [{**_column(row, kind, me), "of": counts.people[kind]} for kind in KINDS]
    context = {
        **frame(request, card, HERE),
        "theme": row,
        # Cleaned by core/documents/prose.
        "narrative": mark_safe(html(row.narrative, shift=2)),
        "columns": columns,
        "quotes": folded_quotes(quotes_of_theme(theme), reader=me),
        **_round(row, me),
        **last_done(request, study),
        **_asked(request, card, row),
    }
    return render(request, "understand/themes/theme.html", context)


def _round(row: ThemeRow, me: str) -> dict[str, Any]:
    """What stands round a theme: how strong it is, and what speaks against it."""
    heard = heard_of(row)
    return {
        "evidence": weigh(heard),
        "cases": contrary_of(row, reader=me),
        "looked": heard.looked,
        "seek": offers(row.study, Tool.CONTRARY),
    }


def _asked(request: HttpRequest, card: StudyCard, row: ThemeRow) -> dict[str, Any]:
    """What those who took part say of the insight, and whether they can be asked."""
    people = may_be_asked(card.id, on=timezone.localdate())
    return {
        "checks": told_of(row.id),
        "may_ask": may_here(request, card, May.RUN_STUDIES),
        "may_read_whys": may_here(request, card, May.SEE_ORIGINALS),
        "may_be_asked": figure(len(people), threshold=card.small_number),
    }


def _column(row: ThemeRow, kind: str, me: str) -> dict[str, Any]:
    coded = _seen(row, me).filter(text__kind=kind)
    total = places_in(coded)
    names = Names()
    return {
        "kind": kind,
        "title": TITLES[kind],
        "people": row.people[kind],
        "total": total,
        "more": total > PER_COLUMN,
        "passages": [
            _item(one, row, names)
            for one in first_told_once(row.study, coded, PER_COLUMN, reader=me)
        ],
    }


def _seen(row: ThemeRow, me: str) -> QuerySet[Coding]:
    """The codings of a theme that somebody may see."""
    return codings_seen(codings_with([code.id for code in row.codes]), row.study, me)


def _item(one: Alike, row: ThemeRow, names: Names) -> dict[str, Any]:
    here = one.passage
    return {
        "passage": here,
        "quote_url": quote_address(here.source, here.start, here.end, row.id),
        "looks": [code for code in row.codes if code.id in one.codes],
        "coders": [names[by] for by in one.by],
    }


@require_GET
def theme_passages(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    """Every passage of the theme, in pages; `all=1` puts them on one page."""
    card, row = theme_of(request, study, theme, count=False)
    coded = _seen(row, actor(signed_in(request)))
    if request.GET.get("kind") in KINDS:
        coded = coded.filter(text__kind=request.GET["kind"])
    page = Paginator(coded, PER_PAGE).get_page(request.GET.get("page"))
    whole = bool(request.GET.get("all"))
    first = max(page.start_index() - 1, 0)
    start, count = (0, None) if whole else (first, PER_PAGE)
    shown = passages(study, coded, start, count, reader=actor(signed_in(request)))
    context = {
        **frame(request, card, HERE),
        "theme": row,
        "page": page,
        "whole": whole,
        "kind": TITLES.get(request.GET.get("kind", ""), ""),
        "total": places_in(coded),
        "drawn": draw_passages(study, shown, row.codes),
    }
    return render(request, "understand/themes/passages.html", context)


@require_http_methods(["GET", "POST"])
def theme_new(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    if request.method == "GET":
        return _form(request, card, None, {})
    try:
        made = make_theme(study=study, **_sent(request))
    except PROBLEMS as problem:
        return _form(request, card, None, {"errors": _errors(problem), "sent": request.POST})
    messages.success(request, "The theme is there. Read it beside its passages.")
    return redirect("understand:theme", study, made.pk)


@require_http_methods(["GET", "POST"])
def theme_change(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    card, row = theme_of(request, study, theme)
    if request.method == "GET":
        return _form(request, card, row, {})
    try:
        change_theme(theme=theme, **_sent(request))
    except PROBLEMS as problem:
        return _form(request, card, row, {"errors": _errors(problem), "sent": request.POST})
    messages.success(request, "The theme is changed.")
    return redirect("understand:theme", study, theme)


@require_POST
def theme_move(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    theme_of(request, study, theme)
    order = [row.id for row in read_themes(study, [])]
    place = order.index(theme) + {"up": -1, "down": 1}.get(request.POST.get("step", ""), 0)
    move_theme(theme=theme, place=place, by=actor(signed_in(request)), at=timezone.now())
    return redirect(HERE, study)


@require_http_methods(["GET", "POST"])
def theme_delete(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    """What would go, in numbers; then the theme itself."""
    card, row = theme_of(request, study, theme)
    if request.method == "GET":
        context = {**frame(request, card, HERE), "theme": row, "hangs": hangs_on(theme)}
        return render(request, "understand/themes/delete.html", context)
    try:
        delete_theme(theme=theme, by=actor(signed_in(request)), at=timezone.now())
    except PROBLEMS as problem:
        messages.error(request, str(problem))
        return redirect("understand:theme-delete", study, theme)
    messages.success(
        request, f"“{row.title}” is gone; its codes and passages stay. You can undo it under Codes."
    )
    return redirect(HERE, study)


def _sent(request: HttpRequest) -> dict[str, Any]:
    sent = request.POST
    codes = []
    for typed in sent.getlist("codes"):
        try:
            codes.append(UUID(typed))
        except ValueError as reason:
            raise BadTheme("One of the codes is not in the codebook any more.") from reason
    texts = {name: sent.get(name, "") for name in WRITTEN}
    return {**texts, "codes": codes, "by": actor(signed_in(request)), "at": timezone.now()}


def _errors(problem: Exception) -> dict[str, str]:
    return {"id_narrative" if isinstance(problem, NotOurs) else "id_title": str(problem)}


def _form(
    request: HttpRequest, card: StudyCard, row: ThemeRow | None, said: dict[str, Any]
) -> HttpResponse:
    sent = said.get("sent")
    chosen = sent.getlist("codes") if sent else [str(c.id) for c in (row.codes if row else ())]
    options = [
        {
            "value": str(c.id),
            "label": c.path,
            "hint": f"{c.passages} passage{pluralize(c.passages)}",
        }
        for c in codebook(card.id)
    ]
    me = actor(signed_in(request))
    chosen_quotes = folded_quotes(quotes_of_theme(row.id), reader=me) if row else []
    quotes = [quote for quote in chosen_quotes if quote.words or quote.note]
    context = {
        **frame(request, card, HERE),
        "theme": row,
        "evidence": weigh(heard_of(row)) if row else None,
        "quotes": quotes,
        "more": _not_quoted(row, {quote.kind for quote in quotes}, me) if row else [],
        "values": {n: sent.get(n, "") if sent else getattr(row, n, "") for n in WRITTEN},
        "chosen": chosen,
        "options": options,
        **said,
    }
    status = 400 if said.get("errors") else 200
    return render(request, "understand/themes/form.html", context, status=status)


def _not_quoted(row: ThemeRow, quoted: Collection[str], me: str) -> list[tuple[str, list[Passage]]]:
    """A few passages from each kind of source of which no quote was chosen yet: a theme is written
    beside all of them."""
    told = []
    for kind in KINDS:
        coded = _seen(row, me).filter(text__kind=kind)
        found = [] if kind in quoted else first_told_once(row.study, coded, BESIDE, reader=me)
        readable = [one.passage for one in found if one.passage.words or one.passage.note]
        if readable:
            told.append((TITLES[kind], readable))
    return told
