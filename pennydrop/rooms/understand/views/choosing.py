"""Choose several passages of a theme at once: whole ones, as they were coded."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.quotes import choose_several
from pennydrop.rooms.understand.forms.choosing import SeveralForm
from pennydrop.rooms.understand.models import Coding, Piece
from pennydrop.rooms.understand.queries.alike import Place, places_of, told_at
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.codings import Passage, codings_with
from pennydrop.rooms.understand.queries.themes import ThemeRow
from pennydrop.rooms.understand.rules.quoting import BadQuote
from pennydrop.rooms.understand.views import frame, signed_in
from pennydrop.rooms.understand.views.themes import theme_of

PER_PAGE = 50
HERE = "understand:themes"


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    """The theme's passages that are word for word; those ticked are put forward as they stand."""
    card, row = theme_of(request, study, theme, count=False)
    me = actor(signed_in(request))
    form = SeveralForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = choose_several(
                theme=theme, places=form.cleaned_data["place"], by=me, at=timezone.now(),
                attribution=form.cleaned_data["attribution"],
            )  # fmt: skip
        except BadQuote as why:
            form.add_error("place", str(why))
        else:
            said = f"Chosen: {len(made)} passage{pluralize(len(made))}. Two people can look now."
            messages.success(request, said)
            return redirect("understand:theme", study, theme)
    page = _page(request, row, me)
    told = told_at(study, _codings(row, me), page.object_list, reader=me)
    chosen = _chosen(theme)
    context = {
        **frame(request, card, HERE),
        "theme": row,
        "form": form,
        "page": page,
        "rows": [(one.passage, _key(one.passage) in chosen, _value(one.passage)) for one in told],
        "ticked": set(request.POST.getlist("place")),
    }
    status = 422 if form.errors else 200
    return render(request, "understand/themes/choose.html", context, status=status)


def _page(request: HttpRequest, row: ThemeRow, me: str) -> Page[Place]:
    return Paginator(places_of(_codings(row, me)), PER_PAGE).get_page(request.GET.get("page"))


def _codings(row: ThemeRow, me: str) -> QuerySet[Coding]:
    """The theme's codings in sources of its own study that are word for word."""
    seen = codings_seen(codings_with([code.id for code in row.codes]), row.study, me)
    return seen.filter(text__fidelity="word_for_word", text__came_from=None)


def _chosen(theme: UUID) -> set[Place]:
    """Where words of the theme's quotes stand already."""
    pieces = Piece.objects.filter(quote__theme=theme, kind="words")
    return set(pieces.values_list("quote__text", "start", "end"))


def _key(passage: Passage) -> Place:
    return passage.source, passage.start, passage.end


def _value(passage: Passage) -> str:
    return f"{passage.source}:{passage.start}:{passage.end}"
