"""Everything that is nearly sure in a source, listed before it is hidden at once."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.queries.one_person import sentences_of, sure_forms
from pennydrop.rooms.understand.queries.review import Form, review_of
from pennydrop.rooms.understand.rules.deciding import BadSurrogate
from pennydrop.rooms.understand.rules.stepping import SURE
from pennydrop.rooms.understand.rules.weighing import HIDE, Ruling
from pennydrop.rooms.understand.views import frame, signed_in
from pennydrop.rooms.understand.views.second import not_while_blind, sees_marks, source_for

REFUSALS = (BadSurrogate, deidentify.AlreadySigned, deidentify.NoSuchMention)


@require_http_methods(["GET", "HEAD", "POST"])
@not_while_blind
def sure(request: HttpRequest, source: UUID) -> HttpResponse:
    """Everything that is nearly sure, listed before it is hidden at once. What is ticked goes."""
    card, study = source_for(request, source)
    found = review_of(card)
    forms = sure_forms(found)
    if request.method == "POST":
        return _hide_sure(request, card, forms)
    if forms:
        sees_marks(request, card)
    context = {
        **frame(request, study, "understand:review-list"),
        "review": found,
        "forms": sentences_of(found, forms),
    }
    return render(request, "understand/review/sure.html", context)


def _hide_sure(
    request: HttpRequest, card: listen.SourceCard, forms: Iterable[Form]
) -> HttpResponse:
    ticked = set(request.POST.getlist("form"))
    rulings = [
        Ruling(one.form, one.mention.label, HIDE, one.surrogate)
        for one in forms
        if one.mention.key in ticked
    ]
    by = actor(signed_in(request))
    try:
        deidentify.decide_many(source=card.id, rulings=rulings, what=SURE, by=by, at=timezone.now())
    except REFUSALS as why:
        messages.error(request, str(why))
    else:
        said = f"Hidden: {len(rulings)} name{pluralize(len(rulings))}. One undo takes it all back."
        messages.success(request, said if rulings else "Nothing was ticked: nothing is hidden.")
    return redirect("understand:review", card.id)
