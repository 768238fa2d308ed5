"""Put a recommendation to an owner, and note what came back: replies, later days, figures."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.core.figures import Kind
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import signed_in
from pennydrop.rooms.publish.actions.commitments import (
    give_later_day,
    note_figure,
    read_named_figures,
    strike_figure,
)
from pennydrop.rooms.publish.actions.recommendations import (
    CannotNote,
    note_agreed,
    note_declined,
    put_to_owner,
)
from pennydrop.rooms.publish.forms.promises import (
    AgreedForm,
    DeclinedForm,
    FigureForm,
    NewDateForm,
    PutForm,
    StrikeForm,
)
from pennydrop.rooms.publish.models import Ask, Commitment, Reading, Recommendation
from pennydrop.rooms.publish.rules.commitments import OwnerKind
from pennydrop.rooms.publish.rules.measures import BadMeasure
from pennydrop.rooms.publish.views.recommendations import recommendation_for


def put(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note whom it was put to, when and how."""
    row = recommendation_for(request, key, May.PUBLISH)
    form = PutForm(
        request.POST or None, initial={"on": timezone.localdate(), "owner": row.who[:160]}
    )

    def act(values: dict[str, Any], **told: Any) -> None:
        kind = OwnerKind[values.pop("kind")]
        put_to_owner(recommendation=row, kind=kind, **values, **told)

    said = "Noted. The public page shows it in two weeks."
    return form_page(request, row, form, act, title="Put it to an owner", said=said)


def agreed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note a yes: what was promised, by when, and what will show it."""
    ask = ask_for(request, key)
    form = AgreedForm(request.POST or None, initial={"on": timezone.localdate()})

    def act(values: dict[str, Any], **told: Any) -> None:
        note_agreed(ask=ask, on=values["on"], said=values["said"], terms=form.terms, **told)
        read_named_figures(at=told["at"])

    title = f"{ask.owner} agreed"
    return form_page(request, ask.recommendation, form, act, title=title, said="Noted.")


def declined(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note a no; after a yes, that the promise was taken back."""
    ask = ask_for(request, key)
    form = DeclinedForm(request.POST or None, initial={"on": timezone.localdate()})

    def act(values: dict[str, Any], **told: Any) -> None:
        note_declined(ask=ask, **values, **told)

    title = f"{ask.owner} said no"
    return form_page(request, ask.recommendation, form, act, title=title, said="Noted.")


def later(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note a later day. The first one stays in sight."""
    row = _commitment(request, key, May.PUBLISH)
    form = NewDateForm(request.POST or None)

    def act(values: dict[str, Any], **told: Any) -> None:
        give_later_day(commitment=row, **values, **told)

    said = "Noted. The first day stays in sight."
    return form_page(
        request, row.ask.recommendation, form, act, title="They gave a later day", said=said
    )


def figure(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note a figure with its evidence."""
    row = _commitment(request, key, May.WRITE_FINDINGS)
    share = row.kind == Kind.SHARE.value
    form = FigureForm(share, request.POST or None, initial={"on": timezone.localdate()})
    form.fields["value"].label = row.measure

    def act(values: dict[str, Any], **told: Any) -> None:
        note_figure(commitment=row, **values, **told)

    title = "Note a figure"
    return form_page(request, row.ask.recommendation, form, act, title=title, said="Noted.")


def strike(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that a figure was entered in error."""
    row = Reading.objects.select_related("commitment__ask__recommendation").filter(pk=key).first()
    if row is None:
        raise Http404
    recommendation = recommendation_for(
        request, row.commitment.ask.recommendation_id, May.WRITE_FINDINGS
    )
    form = StrikeForm(request.POST or None)

    def act(values: dict[str, Any], **told: Any) -> None:
        strike_figure(reading=row, **values, **told)

    title = f"The figure of {row.on:%-d %B %Y} was entered in error"
    said = "Struck. It stays in sight with the reason."
    return form_page(request, recommendation, form, act, title=title, said=said)


def form_page(
    request: HttpRequest, row: Recommendation, form: forms.Form, act: Callable[..., None], *,
    title: str, said: str,
) -> HttpResponse:  # fmt: skip
    """One form, one action; what the action refuses is said on the page."""
    if request.method == "POST" and form.is_valid():
        try:
            act(dict(form.cleaned_data), by=actor(signed_in(request)), at=timezone.now())
            messages.success(request, said)
            return redirect("publish:recommendation", row.pk)
        except (CannotNote, BadMeasure) as why:
            form.add_error(None, str(why))
    status = 422 if form.errors else 200
    context = {"row": row, "form": form, "title": title}
    return render(request, "publish/recommendation_form.html", context, status=status)


def ask_for(request: HttpRequest, key: UUID) -> Ask:
    """What was put to an owner, for somebody who may speak for the organisation."""
    row = Ask.objects.select_related("recommendation").filter(pk=key).first()
    if row is None:
        raise Http404
    recommendation_for(request, row.recommendation_id, May.PUBLISH)
    return row


def _commitment(request: HttpRequest, key: UUID, act: May) -> Commitment:
    row = Commitment.objects.select_related("ask__recommendation").filter(pk=key).first()
    if row is None:
        raise Http404
    recommendation_for(request, row.ask.recommendation_id, act)
    return row
