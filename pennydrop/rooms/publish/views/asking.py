"""Put a recommendation to an owner, and note what came back: replies, later days, figures."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
    follow_block,
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
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.queries.parts import Part
from pennydrop.rooms.publish.queries.put import followed_as, recommendations_in
from pennydrop.rooms.publish.rules.commitments import OwnerKind
from pennydrop.rooms.publish.rules.measures import BadMeasure
from pennydrop.rooms.publish.rules.owners import names_one
from pennydrop.rooms.publish.views import study_for
from pennydrop.rooms.publish.views.recommendations import recommendation_for

PUT = "Noted. The public page shows it in two weeks."
ONE_OF_THEM = "It says who must act: “{who}”. Name the one you asked; add each other one by itself."


def put(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note whom it was put to, when and how."""
    row = recommendation_for(request, key, May.PUBLISH)
    form = _put_form(request, row.who)

    def act(values: dict[str, Any], **told: Any) -> None:
        _put(row, values, **told)

    return form_page(request, row, form, act, title="Put it to an owner", said=PUT)


def put_block(request: HttpRequest, slug: str, block: str) -> HttpResponse:
    """Put a recommendation of a released edition to an owner, as it stands there: it is followed
    from then on."""
    part = _recommended(slug, block)
    study = study_for(request, part.edition.study, May.PUBLISH)
    if row := followed_as(part):
        return redirect("publish:put", row.pk)
    form = _put_form(request, part.who)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"by": actor(signed_in(request)), "at": timezone.now()}
        try:
            with transaction.atomic():
                row = follow_block(organisation=study.organisation, part=part, **told)
                _put(row, dict(form.cleaned_data), **told)
            messages.success(request, PUT)
            return redirect("publish:recommendation", row.pk)
        except CannotNote as why:
            say_why(form, why)
    context = {"form": form, "title": "Put it to an owner", "text": part.text,
               "back": f"{part.edition.address}#{part.anchor}"}  # fmt: skip
    return _shown(request, form, context)


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
            say_why(form, why)
    back = reverse("publish:recommendation", args=[row.pk])
    return _shown(request, form, {"form": form, "title": title, "text": row.text, "back": back})


def say_why(form: forms.Form, why: CannotNote | BadMeasure) -> None:
    """What an action refused, at the field that it is about."""
    form.add_error(why.field if why.field in form.fields else None, str(why))


def ask_for(request: HttpRequest, key: UUID) -> Ask:
    """What was put to an owner, for somebody who may speak for the organisation."""
    row = Ask.objects.select_related("recommendation").filter(pk=key).first()
    if row is None:
        raise Http404
    recommendation_for(request, row.recommendation_id, May.PUBLISH)
    return row


def _shown(request: HttpRequest, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "publish/recommendation_form.html", context, status=status)


def _put_form(request: HttpRequest, who: str) -> PutForm:
    named = {"owner": who[:160]} if names_one(who) else {}
    form = PutForm(request.POST or None, initial={"on": timezone.localdate(), **named})
    if who and not named:
        field = form.fields["owner"]
        field.help_text = f"{ONE_OF_THEM.format(who=who)} {field.help_text}"
    return form


def _put(row: Recommendation, values: dict[str, Any], **told: Any) -> None:
    kind = OwnerKind[values.pop("kind")]
    put_to_owner(recommendation=row, kind=kind, **values, **told)


def _recommended(slug: str, block: str) -> Part:
    card = edition_by_slug(slug)
    found = recommendations_in(card) if card else []
    part = next((one.part for one in found if one.part.block == block), None)
    if part is None:
        raise Http404
    return part


def _commitment(request: HttpRequest, key: UUID, act: May) -> Commitment:
    row = Commitment.objects.select_related("ask__recommendation").filter(pk=key).first()
    if row is None:
        raise Http404
    recommendation_for(request, row.ask.recommendation_id, act)
    return row
