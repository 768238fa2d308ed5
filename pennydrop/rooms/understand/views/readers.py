"""Who has read which text, and whether coders see each other's codings before they are done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.together import (
    NotNow,
    code_blind,
    code_openly,
    finish_text,
    open_text,
    resume_text,
)
from pennydrop.rooms.understand.models import Text
from pennydrop.rooms.understand.queries.agreement import offered
from pennydrop.rooms.understand.queries.readers import Readings, readings_of
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.reading import way_back

HERE = "understand:readers"


@require_GET
def readers(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    found, me = readings_of(study), actor(signed_in(request))
    context = {
        **frame(request, card, HERE),
        "blind": found.blind,
        "coders": [found.names[coder] for coder in found.coders],
        "rows": [_row(found, text, me) for text in found.texts],
        "may_lift": may_here(request, card, May.RUN_STUDIES),
        "compares": offered(study),
    }
    return render(request, "understand/reading/readers.html", context)


def _row(found: Readings, text: Text, me: str) -> dict[str, Any]:
    mine = found.by.get((text.pk, me))
    return {
        "text": text,
        "cells": [found.by.get((text.pk, coder)) for coder in found.coders],
        "done": mine is not None and mine.done is not None,
        "opened": text.pk in found.opened,
    }


@require_POST
def blind(request: HttpRequest, study: UUID) -> HttpResponse:
    """Code blind from now on (`on=1`), or openly. Only somebody who runs studies."""
    study_for(request, study, May.RUN_STUDIES)
    change = code_blind if request.POST.get("on") else code_openly
    change(study=study, by=actor(signed_in(request)), at=timezone.now())
    messages.success(
        request,
        "From now on everybody codes on their own until they are done with a source."
        if request.POST.get("on")
        else "Everybody now sees all codings as they come.",
    )
    return redirect(HERE, study)


@require_POST
def done(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Say that one is done with a text, or (`again=1`) that one is not after all."""
    study_for(request, study, May.CODE)
    text = _text(study, source)
    by, at = actor(signed_in(request)), timezone.now()
    try:
        if request.POST.get("again"):
            resume_text(text=text.pk, by=by, at=at)
            messages.success(request, f"You go on with {text.title}.")
        else:
            finish_text(text=text.pk, by=by, at=at)
            messages.success(request, f"You are done with {text.title}.")
    except NotNow as why:
        messages.error(request, str(why))
    return redirect(way_back(request, reverse(HERE, args=[study])))


@require_POST
def open_up(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Show all codings in one text to everybody. Only somebody who runs studies."""
    study_for(request, study, May.RUN_STUDIES)
    text = _text(study, source)
    open_text(text=text.pk, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, f"Everybody sees all codings in {text.title}.")
    return redirect(HERE, study)


def _text(study: UUID, source: UUID) -> Text:
    text = Text.objects.filter(pk=source, study=study).first()
    if text is None:
        raise Http404
    return text
