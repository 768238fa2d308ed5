"""What looks rare in a source, looked at one by one before somebody signs."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions import deidentify, looking
from pennydrop.rooms.understand.queries.rare import rare_of
from pennydrop.rooms.understand.queries.review import review_of
from pennydrop.rooms.understand.rules.deciding import BadSurrogate
from pennydrop.rooms.understand.rules.rare import OUTCOMES, RULES
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.second import not_while_blind, sees_marks

AGAIN, INSTEAD = "again", "instead"


@require_http_methods(["GET", "HEAD", "POST"])
@not_while_blind
def rare(request: HttpRequest, source: UUID) -> HttpResponse:
    """Each thing with where it stands and what helps; one press says that it stays."""
    card = listen.source_card(source)
    if card is None:
        raise Http404
    study = study_for(request, card.study, May.SEE_ORIGINALS)
    if request.method == "POST":
        return _answer(request, source)
    review = review_of(card)
    things = sorted(rare_of(review), key=lambda one: list(RULES).index(one.rule))
    if things and not review.closed:
        sees_marks(request, card)
    groups = [(RULES[rule], list(held)) for rule, held in groupby(things, lambda one: one.rule)]
    context = {
        **frame(request, study, "understand:review-list"),
        "review": review,
        "groups": groups,
        "waiting": sum(not one.outcome for one in things),
        "outcomes": OUTCOMES.items(),
    }
    return render(request, "understand/review/rare.html", context)


def _answer(request: HttpRequest, source: UUID) -> HttpResponse:
    """What was pressed beside one of them."""
    sent, do = request.POST, request.POST.get("do", "")
    rule, place = sent.get("rule", ""), sent.get("at", "")
    by, at = actor(signed_in(request)), timezone.now()
    try:
        if do == INSTEAD:
            looking.put_instead(
                source=source, rule=rule, at_place=place, words=sent.get("words", ""), by=by, at=at
            )
        else:
            outcome = "" if do == AGAIN else do or "none"
            looking.let_stay(
                source=source, rule=rule, at_place=place, outcome=outcome, by=by, at=at
            )
    except (deidentify.NoSuchMention, deidentify.AlreadySigned, BadSurrogate) as why:
        messages.error(request, str(why))
        return redirect("understand:review-rare", source)
    # Whoever goes by keyboard goes on from there.
    return redirect(reverse("understand:review-rare", args=[source]) + "#looked")
