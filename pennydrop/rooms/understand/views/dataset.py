"""Answers as a file: for the team, or to leave the house."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.queries.dataset import (
    outside_columns,
    outside_file,
    outside_rows,
    team_file,
)
from pennydrop.rooms.understand.rules.dataset import LEFT_OUT, Column
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for

SHOWN = 20


@require_GET
def data(request: HttpRequest, study: UUID) -> HttpResponse:
    """What each file would hold, before anybody takes one."""
    card = study_for(request, study, May.CODE)
    columns = _chosen(request.GET.getlist("known"), study, asked="known_asked" in request.GET)
    rows = outside_rows(study, columns, least=card.small_number)
    cells = [cell for row in rows for cell in row.values()]
    context = {
        **frame(request, card, "understand:study"),
        "columns": columns,
        "head": [column.label for column in columns],
        "rows": [list(row.values()) for row in rows[:SHOWN]],
        "people": len(rows),
        "left_out": round(100 * cells.count(LEFT_OUT) / len(cells)) if cells else 0,
        "may_release": may_here(request, card, May.PUBLISH),
    }
    return render(request, "understand/data/data.html", context)


@require_POST
def data_file(request: HttpRequest, study: UUID) -> HttpResponse:
    """`which`: "team" or "outside". Either is noted as a copy made by hand."""
    outside = request.POST.get("which") == "outside"
    card = study_for(request, study, May.PUBLISH if outside else May.CODE)
    body = _outside(request, card) if outside else team_file(study)
    what = "Answers without words, for outside (zip)" if outside else "Answers, for the team (zip)"
    note_export(study=study, what=what, by=actor(signed_in(request)), at=timezone.now())
    response = HttpResponse(body, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="answers.zip"'
    return response


def _outside(request: HttpRequest, card: StudyCard) -> bytes:
    columns = _chosen(request.POST.getlist("known"), card.id, asked=True)
    return outside_file(card.id, columns, least=card.small_number)


def _chosen(known: list[str], study: UUID, *, asked: bool) -> list[Column]:
    """The columns, with what somebody who knows a person could know as it was ticked; everything
    before anybody has said."""
    columns = outside_columns(study)
    if not asked:
        return columns
    return [replace(column, about_person=column.name in known) for column in columns]
