"""The board on which codes and quotes are clustered into themes, and the map of the themes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.board import cluster_code, cluster_quote
from pennydrop.rooms.understand.actions.themes import BadTheme, NotOurs, make_theme
from pennydrop.rooms.understand.models import Code, Quote, Theme
from pennydrop.rooms.understand.public.quotes import QuoteCard, quotes_of
from pennydrop.rooms.understand.queries.care import folded_quotes
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.mapping import links_between
from pennydrop.rooms.understand.queries.themes import ThemeRow
from pennydrop.rooms.understand.queries.themes import themes as read_themes
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.theme_map import draw_map
from pennydrop.rooms.understand.views.undo import last_done

HERE = "understand:themes"
PROBLEMS = (BadTheme, NotOurs)


@dataclass(frozen=True)
class Column:
    """A theme on the board (None: what is in no theme yet) with what lies under it."""

    theme: ThemeRow | None
    codes: list[CodeRow]
    quotes: list[QuoteCard]


@require_http_methods(["GET", "POST"])
def board(request: HttpRequest, study: UUID) -> HttpResponse:
    """Themes side by side. A card moves by its own small form; dragging only fills that in."""
    card = study_for(request, study, May.CODE)
    if request.method == "POST":
        return _moved(request, study)
    book = codebook(study)
    themes = read_themes(study, book)
    quotes = folded_quotes(quotes_of(study), reader=actor(signed_in(request)))
    context = {
        **frame(request, card, HERE),
        "columns": _columns(themes, book, quotes),
        "themes": themes,
        **last_done(request, study),
    }
    return render(request, "understand/themes/board.html", context)


def _columns(themes: list[ThemeRow], book: list[CodeRow], quotes: list[QuoteCard]) -> list[Column]:
    held = {code.id for theme in themes for code in theme.codes}
    headings = {code.parent for code in book if not code.passages}
    loose = [
        code for code in book if code.id not in held and (code.passages or code.id not in headings)
    ]
    return [
        Column(None, loose, [quote for quote in quotes if quote.theme is None]),
        *(
            Column(theme, list(theme.codes), [q for q in quotes if q.theme == theme.id])
            for theme in themes
        ),
    ]


def _moved(request: HttpRequest, study: UUID) -> HttpResponse:
    """Do what the form says: a new theme, or a code or quote into another theme."""
    sent = request.POST
    how: dict[str, Any] = {"by": actor(signed_in(request)), "at": timezone.now()}
    place = "new"
    try:
        if sent.get("what") == "theme":
            made = make_theme(study=study, title=sent.get("title", ""), **how)
            said = f"“{made.title}” is on the board."
        else:
            model = Quote if sent.get("what") == "quote" else Code
            place = str(_held(model, study, sent.get("id", "")))
            said = _clustered(model, UUID(place), sent, how)
    except PROBLEMS as problem:
        messages.error(request, str(problem), extra_tags=place)
    else:
        messages.success(request, said, extra_tags=place)
    # Back to the card, so that whoever moves by keyboard goes on from there.
    return redirect(f"{reverse('understand:board', args=[study])}#card-{place}")


def _clustered(
    model: type[Code] | type[Quote], card: UUID, sent: QueryDict, how: dict[str, Any]
) -> str:
    """Move one card. Says what happened, for whoever sent the list without looking too."""
    out_of, into = _id(sent.get("out_of", "")), _id(sent.get("into", ""))
    if out_of == into:
        return "It stays where it is: choose another theme in its list first."
    if model is Code:
        cluster_code(code=card, out_of=out_of, into=into, **how)
    else:
        cluster_quote(quote=card, into=into, **how)
    titles = {one.pk: one.title for one in Theme.objects.filter(pk__in=[out_of, into])}
    if into is not None:
        return f"It is in “{titles[into]}” now."
    return f"It is no longer in “{titles[out_of]}”." if out_of in titles else "It is in no theme."


def _held(model: type[Code] | type[Quote], study: UUID, typed: str) -> UUID:
    found = _id(typed)
    if found is None or not model.objects.filter(pk=found, study=study).exists():
        raise Http404
    return found


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@require_GET
def theme_map(request: HttpRequest, study: UUID) -> HttpResponse:
    """The themes as a picture, and the same as a table."""
    card = study_for(request, study, May.CODE)
    themes = read_themes(study)
    links = links_between(study, themes)
    context = {
        **frame(request, card, HERE),
        "themes": themes,
        "heads": {
            "themes": ("Theme", "Codes", "Passages", "People"),
            "joined": ("Theme", "And", "Places", "Codes in both"),
        },
        "drawing": draw_map(themes, links) if themes else "",
        "joined": [
            (themes[link.first].title, themes[link.second].title, link.shared, link.codes)
            for link in links
        ],
        "rows": [
            (theme.title, len(theme.codes), theme.passages, theme.everyone) for theme in themes
        ],
    }
    return render(request, "understand/themes/map.html", context)
