"""Guides for those who write them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.actions import Stale
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, entered, may_do, signed_in
from pennydrop.rooms.inform.actions.guides import put_out, save_guide, start_guide, take_in
from pennydrop.rooms.inform.forms.guides import GuideForm
from pennydrop.rooms.inform.models import Guide
from pennydrop.rooms.inform.queries.claims import claim_rows
from pennydrop.rooms.inform.queries.guides import draft_of, head_of
from pennydrop.rooms.inform.rules.bodies import write_body
from pennydrop.rooms.inform.rules.guides import BadGuide


def draft(request: HttpRequest, guide: UUID) -> HttpResponse:
    """The newest words, with what keeps each claim from the public."""
    row = _guide(request, guide, May.READ_ADVICE)
    context = {
        "draft": draft_of(row, today=timezone.localdate()),
        "guide": row,
        "may_write": may_do(request, row.organisation, May.WRITE_ADVICE),
    }
    return render(request, "inform/draft.html", context)


def add(request: HttpRequest, organisation: UUID) -> HttpResponse:
    enter(request, organisation, May.WRITE_ADVICE)
    form = GuideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = start_guide(
                organisation=organisation,
                head=form.head,
                blocks=form.blocks,
                by=actor(signed_in(request)),
                at=timezone.now(),
            )
            return redirect("inform:draft", made.pk)
        except BadGuide as why:
            form.add_error(None, str(why))
    return _form(request, form, organisation, None)


def edit(request: HttpRequest, guide: UUID) -> HttpResponse:
    row = _guide(request, guide)
    now = draft_of(row, today=timezone.localdate())
    form = GuideForm(
        request.POST or None, head=head_of(row), body=write_body(now.blocks), based_on=now.number
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_guide(
                guide=row,
                head=form.head,
                blocks=form.blocks,
                based_on=form.cleaned_data["based_on"],
                by=actor(signed_in(request)),
                at=timezone.now(),
            )
            return redirect("inform:draft", row.pk)
        except (BadGuide, Stale) as why:
            form.add_error(None, str(why))
    return _form(request, form, row.organisation, row)


@require_POST
def out(request: HttpRequest, guide: UUID) -> HttpResponse:
    row = _guide(request, guide)
    try:
        put_out(guide=row, by=actor(signed_in(request)), at=timezone.now())
        messages.success(request, "Out. Claims that may not be shown yet are left out.")
    except BadGuide as why:
        messages.error(request, str(why))
    return redirect("inform:draft", row.pk)


@require_POST
def take_in_again(request: HttpRequest, guide: UUID) -> HttpResponse:
    row = _guide(request, guide)
    take_in(guide=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Taken in. Nobody but you and your colleagues sees it now.")
    return redirect("inform:draft", row.pk)


def _guide(request: HttpRequest, guide: UUID, act: May = May.WRITE_ADVICE) -> Guide:
    return entered(request, Guide.objects.filter(pk=guide).first(), act)


def _form(
    request: HttpRequest, form: GuideForm, organisation: UUID, guide: Guide | None
) -> HttpResponse:
    context = {
        "form": form,
        "guide": guide,
        "organisation": organisation,
        "claims": claim_rows(organisation),
    }
    status = 422 if form.errors else 200
    return render(request, "inform/guide_form.html", context, status=status)
