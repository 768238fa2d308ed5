"""Code cards: printed once, kept on paper only."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.cards import make_cards
from pennydrop.rooms.listen.forms.cards import CardsForm
from pennydrop.rooms.listen.queries.cards import cards_pdf
from pennydrop.rooms.listen.rules.invite import as_typed, only_here
from pennydrop.rooms.listen.views import frame, signed_in, study_for
from pennydrop.rooms.listen.views.invite import as_file


@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: HttpRequest, study: UUID) -> HttpResponse:
    """A sheet of cards, each with a code that nobody has and that is not kept here."""
    found = study_for(request, study)
    address = request.build_absolute_uri(reverse("listen:code"))
    form = CardsForm(request.POST if request.method == "POST" else None, initial={"sheets": 1})
    if request.method == "POST" and form.is_valid():
        codes = make_cards(
            study=found, sheets=form.cleaned_data["sheets"], by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
        content = cards_pdf(
            codes, address=address, organisation=found.organisation.name, on=timezone.localdate()
        )
        return as_file(content, "application/pdf", "cards.pdf")
    context = {
        **frame(found, "listen:field"), "form": form, "shown": as_typed(address),
        "only_here": only_here(address),
    }  # fmt: skip
    return render(request, "listen/invite/cards.html", context, status=422 if form.errors else 200)
