"""Put right what was entered wrongly, with the reason; what stood there stays in sight."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from pennydrop.core.people.rules import May
from pennydrop.rooms.publish.actions.corrections import (
    NOUNS,
    Entry,
    correct,
    recommendation_of,
    take_off,
)
from pennydrop.rooms.publish.forms.correcting import FORMS, CorrectForm, CorrectPast, TakeOffForm
from pennydrop.rooms.publish.models import Commitment, Recommendation
from pennydrop.rooms.publish.queries.ledger import as_it_reads
from pennydrop.rooms.publish.rules.correcting import FIELDS
from pennydrop.rooms.publish.views.asking import ask_for, form_page
from pennydrop.rooms.publish.views.recommendations import recommendation_for

TITLES = {
    "recommendation": "Correct the recommendation",
    "ask": "Correct whom it was put to, when and how",
    "reply": "Correct their reply",
    "promise": "Correct what they promised",
    "later": "Correct the later day they gave",
}


def correcting(request: HttpRequest, noun: str, key: UUID) -> HttpResponse:
    """One entry as it reads now, to be put right."""
    entry = _entry(noun, key)
    whole = recommendation_for(request, recommendation_of(entry).pk, May.PUBLISH)
    now = as_it_reads(entry, whole.correction_set.all(), timezone.localdate())
    form = _form(request, entry, {name: getattr(now, name) for name in FIELDS[NOUNS[type(entry)]]})

    def act(values: dict[str, Any], **told: Any) -> None:
        why = values.pop("reason")
        correct(entry=entry, values=values, why=why, **told)

    said = "Corrected. What stood there before stays in sight, with the reason."
    return form_page(request, whole, form, act, title=TITLES[noun], said=said)


def mistaken(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that an ask should not have been entered at all."""
    ask = ask_for(request, key)
    form = TakeOffForm(request.POST or None)

    def act(values: dict[str, Any], **told: Any) -> None:
        take_off(ask=ask, why=values["reason"], **told)

    title = f"That it was put to {ask.owner} was entered in error"
    said = "Noted. It stays in sight with the reason, and counts for nothing."
    return form_page(request, ask.recommendation, form, act, title=title, said=said)


def _entry(noun: str, key: UUID) -> Entry:
    for model, name in NOUNS.items():
        found: Entry | None = model._default_manager.filter(pk=key).first()
        if name.value == noun and found is not None:
            return found
    raise Http404


def _form(request: HttpRequest, entry: Entry, initial: dict[str, Any]) -> CorrectForm:
    form = FORMS[NOUNS[type(entry)]]
    if isinstance(entry, Recommendation) and entry.edition is None:
        form = CorrectPast
    made = form(request.POST or None, initial=initial)
    if isinstance(entry, Commitment) and entry.figure:
        del made.fields["measure"]  # it is called as the figure is that is read by itself
    return made
