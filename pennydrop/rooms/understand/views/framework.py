"""The framework's table: people by themes, with a summary in each cell and the words behind it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.actions.framework import BadSummary, sum_up
from pennydrop.rooms.understand.models import Theme
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.framework import (
    behind,
    filled,
    matrix_csv,
    names_in,
    summary_of,
)
from pennydrop.rooms.understand.queries.framework import matrix as read_matrix
from pennydrop.rooms.understand.queries.people import Names, counted
from pennydrop.rooms.understand.rules.approach import Tool
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.undo import last_done

HERE = "understand:approach"


def _framework(request: HttpRequest, study: UUID) -> StudyCard:
    card = study_for(request, study, May.CODE)
    if not offers(study, Tool.MATRIX):
        raise Http404
    return card


@require_GET
def matrix(request: HttpRequest, study: UUID) -> HttpResponse:
    card = _framework(request, study)
    told, cells = filled(study)
    context = {
        **frame(request, card, HERE),
        "matrix": read_matrix(study),
        "told": told,
        "cells": cells,
        **last_done(request, study),
    }
    return render(request, "understand/approach/matrix.html", context)


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, study: UUID, theme: UUID, participant: UUID) -> HttpResponse:
    """One person under one theme: the passages, and the summary beside them."""
    card = _framework(request, study)
    row, person = _place(card, theme, participant)
    said: dict[str, Any] = {}
    names = Names()
    if request.method == "POST":
        words = request.POST.get("words", "")
        try:
            sum_up(
                theme=theme, participant=participant, words=words,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
        except BadSummary as problem:
            said = {"errors": {"id_words": str(problem)}, "summary": words}
        else:
            messages.success(request, f"{person} is summed up under “{row.title}”.")
            return redirect("understand:matrix", study)
    context = {
        **frame(request, card, HERE),
        "theme": row,
        "person": person,
        "passages": [
            (one.passage, [names[by] for by in one.by])
            for one in behind(theme, participant, reader=actor(signed_in(request)))
        ],
        "summary": summary_of(theme, participant),
        **said,
    }
    status = 400 if said else 200
    return render(request, "understand/approach/cell.html", context, status=status)


@require_POST
def matrix_file(request: HttpRequest, study: UUID) -> HttpResponse:
    """The table as CSV. It leaves the house, so that is noted."""
    _framework(request, study)
    by, at = actor(signed_in(request)), timezone.now()
    note_export(study=study, what="Table of people by themes (CSV)", by=by, at=at)
    response = HttpResponse(matrix_csv(study), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="table.csv"'
    return response


def _place(card: StudyCard, theme: UUID, participant: UUID) -> tuple[Theme, str]:
    row = Theme.objects.filter(pk=theme, study=card.id).first()
    people = names_in(card.id)
    if row is None or participant not in people or participant not in counted(card.id):
        raise Http404
    return row, people[participant]
