"""Staff look at a study's questions and change them; what these pages share."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.questions import FormChanged, FormFaulty, keep_step
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.questions import Desk, desk_of
from pennydrop.rooms.listen.rules.editing.faults import Fault
from pennydrop.rooms.listen.rules.editing.places import item_at, places
from pennydrop.rooms.listen.rules.editing.reading_logic import asked_as
from pennydrop.rooms.listen.rules.form import Form, Item
from pennydrop.rooms.listen.views import frame, signed_in, study_for

ROWS_ON_A_PAGE = 60


def editing(request: HttpRequest, study: UUID) -> tuple[Study, Desk]:
    """The study and what is edited of it, for somebody who may change it."""
    found = study_for(request, study, May.RUN_STUDIES)
    return found, desk_of(found.pk)


def told(study: Study, desk: Desk | None = None, **more: Any) -> dict[str, Any]:
    """What every one of these pages is told."""
    context = {**frame(study, "listen:asks"), "desk": desk, **more}
    return {**context, "seen": desk.seen} if desk else context


def keep(
    request: HttpRequest, study: Study, form: Form, what: str, *, seen: str | None = None
) -> bool:
    """Keep a step and say so. Returns False, with a word on the next page, where somebody else was
    quicker; raises FormFaulty."""
    try:
        step = keep_step(
            study=study, form=form, what=what, by=actor(signed_in(request)), at=timezone.now(),
            seen=request.POST.get("seen", "") if seen is None else seen,
        )  # fmt: skip
    except FormChanged as reason:
        messages.error(request, str(reason))
        return False
    if step is not None:
        messages.success(request, f"{what}. Nobody is asked this until you keep it.")
    return True


def to_list(study: Study, form: Form | None = None, place: str = "") -> HttpResponseRedirect:
    """Back to the list of questions, on the page of it where an item stands."""
    address = reverse("listen:questions", args=[study.pk])
    if form is None or not place:
        return HttpResponseRedirect(address)
    at = next((n for n, (found, _) in enumerate(places(form)) if found == place), 0)
    page = urlencode({"page": at // ROWS_ON_A_PAGE + 1}) if at >= ROWS_ON_A_PAGE else ""
    return HttpResponseRedirect(f"{address}{'?' if page else ''}{page}#at-{place}")


def gone(request: HttpRequest, study: Study) -> HttpResponse:
    """What was to be changed is not there any more."""
    messages.error(request, "That question is not there any more; somebody took it out.")
    return redirect("listen:questions", study.pk)


def named(item: Item) -> str:
    return asked_as(str(item.label)) or item.name


def fault_words(form: Form, faults: tuple[Fault, ...]) -> list[str]:
    """Each fault with the question that it is about."""
    return [
        f"“{named(item_at(form, fault.place))}”: {fault.message}" if fault.place else fault.message
        for fault in faults
    ]


def say_faults(request: HttpRequest, form: Form, faulty: FormFaulty) -> None:
    said = " ".join(fault_words(form, faulty.faults[:3]))
    messages.error(request, f"This was not done, because it would break other questions. {said}")
