"""Coming back with the private code: go on, see what we hold, change one's mind, take it back."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.checks import checks_for
from pennydrop.core.erasure.registry import holdings_everywhere, invitations_everywhere
from pennydrop.core.first_look import lines_for
from pennydrop.core.vault.codes import BadCode, read_code
from pennydrop.core.vault.lookups import lookup_of
from pennydrop.rooms.listen.actions.withdrawal import AlreadyWithdrawn, withdraw
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.answers import (
    hidden_list,
    person_by_lookup,
    stage_of,
    words_let_go,
)
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.queries.ledger import waiting_of
from pennydrop.rooms.listen.queries.receipts import removed_rows
from pennydrop.rooms.listen.queries.walks import walk_of
from pennydrop.rooms.listen.rules.asking import ASKING, say_again_after_sharing
from pennydrop.rooms.listen.rules.consent import ASKED_UNDER_OWN_WORDS
from pennydrop.rooms.listen.rules.gate import long_day
from pennydrop.rooms.listen.rules.sheet import whom_to_ask
from pennydrop.rooms.listen.views.participant.doors import (
    asked_study,
    common,
    participant_page,
    show,
)
from pennydrop.rooms.listen.views.participant.own import own_page, told
from pennydrop.rooms.listen.views.participant.place import (
    Place,
    keep_place,
    leave_place,
    wants_larger,
)
from pennydrop.rooms.listen.views.participant.saying import before_answering
from pennydrop.rooms.listen.views.participant.sharing import other_answers, own_words

REPLY_WORDS = {"yes": "Yes", "no": "No", "unknown": "Not sure (counts as no)"}


@participant_page
def leave(request: HttpRequest) -> HttpResponse:
    """Away at once: the cookie, what the browser kept, and the page itself."""
    response = leave_place(HttpResponseRedirect(settings.LEAVE_URL))
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Referrer-Policy"] = "no-referrer"
    return response


@participant_page
def code(request: HttpRequest) -> HttpResponse:
    """Where a private code opens a place. One slow hash and one look, right or wrong."""
    if request.method != "POST":
        return show(request, "code", {"kept": request.GET.get("kept") == "1"})
    try:
        digits = read_code(request.POST.get("code", "")[:400])
    except BadCode as problem:
        return _not_opened(request, str(problem))
    person = person_by_lookup(lookup_of(digits))
    if person is None:
        return _not_opened(
            request, "No words are kept under this code. Check it. If you took your words back, "
            "that is how it should be.",
        )  # fmt: skip
    step, alone = _step(person)
    large = wants_larger(request)
    after = HttpResponseRedirect(reverse("listen:mine"))
    return keep_place(after, Place(person, digits, step, alone, large=large))


def _not_opened(request: HttpRequest, problem: str) -> HttpResponse:
    # What was typed is not shown again: it may be nearly somebody's code.
    return show(request, "code", {"errors": {"id_code": problem}, "error": problem}, status=422)


def _step(person: Participant) -> tuple[str, bool]:
    """The last answered page; somebody who gave a single answer is asked nothing more."""
    walk = walk_of(person, on=timezone.localdate()) if person.state == "draft" else None
    if walk is None:
        return "", True
    answered = [
        stop
        for stop in walk.stops
        if any(one.path in walk.answers for one in (stop, *stop.members))
    ]
    if not answered:
        return "", False
    return answered[-1].address, len(walk.answers) == 1 and answered[-1] is not walk.stops[0]


@participant_page
def words_explained(request: HttpRequest) -> HttpResponse:
    return show(request, "explained")


@participant_page
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next. The same page for everybody: it knows nothing of whoever reads it."""
    study = asked_study(slug, closed_too=True)
    last = timezone.localdate() + dt.timedelta(days=study.reconfirm_days)
    again = say_again_after_sharing(long_day(last))
    asks = whom_to_ask(settings_of(study))
    words = before_answering(request, study)
    next_steps = words["say"].long("next_steps")
    context = common(study, next_steps=next_steps, again=again, asks=asks, **words)
    return show(request, "done", context)


@own_page
def mine(request: HttpRequest, place: Place) -> HttpResponse:
    """What we hold of this person, and where it was used."""
    person = place.person
    state = consent_states([person.pk], on=timezone.localdate())[person.pk]
    agreed = [
        (ASKING[scope].question, REPLY_WORDS[state.on(scope).reply.value])
        for scope in ASKED_UNDER_OWN_WORDS
    ]
    context = {
        "draft": person.state == "draft",
        "open": person.study.state == "open", "said": own_words(person), "agreed": agreed,
        "held": [holding for holding in holdings_everywhere(person.pk) if holding.count],
        "asked_about": invitations_everywhere(person.pk), "hidden": hidden_list(person),
        "questions": checks_for(person.pk, on=timezone.localdate()),
        "lines": lines_for(person.pk, on=timezone.localdate()),
        "say_again": bool(waiting_of(state)),
        "values": other_answers(person), "let_go": words_let_go(person),
    }  # fmt: skip
    return show(request, "mine", told(place, **context) | {"place": False})


@own_page
def away(request: HttpRequest, place: Place) -> HttpResponse:
    """Take it back: what goes at this stage and what cannot, then one button, then a receipt."""
    person = place.person
    if request.method != "POST":
        held = [holding for holding in holdings_everywhere(person.pk) if holding.count]
        context = told(place, held=held, stage=stage_of(person)) | {"place": False}
        return show(request, "away", context | {"delete_url": ""})
    study = person.study
    try:
        receipt = withdraw(participant=person, asked="with the code", by="quiet", at=timezone.now())
    except AlreadyWithdrawn:
        return leave_place(show(request, "gone", status=410))
    removed = [(what, count) for _, what, count in removed_rows(receipt)]
    context = common(study, receipt=receipt, removed=removed)
    return leave_place(show(request, "receipt", context))
