"""Myths and answers for anybody, as a page and as cards to share; and where they are written."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from pennydrop.core.documents.cards import SIZES, Shape
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do, signed_in
from pennydrop.rooms.inform.actions.myths import retire_myth, write_myth
from pennydrop.rooms.inform.forms.myths import MythForm
from pennydrop.rooms.inform.models import StoredMyth
from pennydrop.rooms.inform.queries.cards import card_picture, card_words
from pennydrop.rooms.inform.queries.claims import claim_rows
from pennydrop.rooms.inform.queries.myths import myths_of, myths_page
from pennydrop.rooms.inform.rules.myths import BadMyth

_FILES = {"png": "image/png", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8"}
_SHAPES = {
    Shape.SQUARE: _("Square, for a feed"),
    Shape.STORY: _("Tall, for a story"),
    Shape.WIDE: _("Wide, for a link or a screen"),
}


@login_not_required
def myths(request: HttpRequest) -> HttpResponse:
    return render(request, "inform/myths.html", {"myths": myths_page(today=timezone.localdate())})


@login_not_required
def cards(request: HttpRequest) -> HttpResponse:
    """What stands on each card, and where its pictures are: a page that showed them weighs 2 MB."""
    page = myths_page(today=timezone.localdate())
    context = {
        "myths": page,
        "cards": [(one.myth.key, card_words(one, page).splitlines()) for one in page.answered],
        "shapes": [(shape, name, *SIZES[shape]) for shape, name in _SHAPES.items()],
    }
    return render(request, "inform/cards.html", context)


@login_not_required
def card(request: HttpRequest, myth: str, shape: str, kind: str) -> HttpResponse:
    """One answer as a picture or as text; gone on the day on which it may not be shown."""
    page = myths_page(today=timezone.localdate())
    one = next((one for one in page.answered if one.myth.key == myth), None)
    if one is None or shape not in list(Shape) or kind not in _FILES:
        raise Http404
    content = (
        f"{card_words(one, page)}\n".encode()
        if kind == "txt"
        else card_picture(
            one,
            page,
            kind=kind,
            shape=Shape(shape),
            address=request.build_absolute_uri(reverse("inform:myths")),
        )  # fmt: skip
    )
    answer = HttpResponse(content, content_type=_FILES[kind])
    answer["Content-Disposition"] = f'inline; filename="card-{shape}.{kind}"'
    return answer


def write(request: HttpRequest, organisation: UUID, key: str = "") -> HttpResponse:
    """Every question, and a form for a new one or for the one named."""
    enter(request, organisation, May.READ_ADVICE)
    every = myths_of(organisation)
    one = next((myth for myth in every if myth.key == key), None)
    if key and one is None:
        raise Http404
    first = one and {"key": one.key, "asked": one.asked, "claims": "\n".join(one.claims)}
    form = MythForm(request.POST or None, initial=first or {})
    if request.method == "POST":
        enter(request, organisation, May.WRITE_ADVICE)
        if _kept(request, organisation, form):
            return redirect("inform:myths-here", organisation)
    context = {
        "form": form, "organisation": organisation, "myths": every, "one": one,
        "claims": claim_rows(organisation),
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "inform/myths_here.html", context, status=status)


@require_POST
def retire(request: HttpRequest, organisation: UUID, key: str) -> HttpResponse:
    enter(request, organisation, May.WRITE_ADVICE)
    row = StoredMyth.objects.filter(organisation=organisation, key=key).first()
    if row is None:
        raise Http404
    retire_myth(myth=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Out of use.")
    return redirect("inform:myths-here", organisation)


def _kept(request: HttpRequest, organisation: UUID, form: MythForm) -> bool:
    if not form.is_valid():
        return False
    try:
        write_myth(
            organisation=organisation, new=form.myth, by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
    except BadMyth as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, "Kept.")
    return True
