"""Participants as cases: a table, a page for each, and what the team notes of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.cases import (
    BadAttribute,
    drop_attribute,
    make_attribute,
    note_case,
)
from pennydrop.rooms.understand.models import CaseAttribute
from pennydrop.rooms.understand.queries.attributes import team_key
from pennydrop.rooms.understand.queries.cases import case as read_case
from pennydrop.rooms.understand.queries.cases import case_table, noted_attributes
from pennydrop.rooms.understand.views import (
    COUNTING,
    finding_frame,
    held_back,
    signed_in,
    study_for,
)

TAB, HERE = "understand:by-people", "understand:cases"
PER_PAGE = 50


@require_GET
def cases(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and 0 < len(typed) < 6 else 1
    known, rows, total = case_table(study, first=max(number - 1, 0) * PER_PAGE, count=PER_PAGE)
    context = {
        **finding_frame(request, card, TAB, COUNTING, HERE),
        "known": known,
        "rows": rows,
        "total": total,
        "page": Paginator(range(total), PER_PAGE).get_page(number),
        "noted": noted_attributes(study),
    }
    return render(request, "understand/find/cases.html", context)


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, study: UUID, participant: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    closed = held_back(request, card)
    if closed is not None:
        return closed
    found = read_case(study, participant)
    if found is None:
        raise Http404
    context: dict[str, Any] = finding_frame(request, card, TAB, COUNTING, HERE)
    said = {attribute.key: value for attribute, value in found.known}
    noted = [(row, said.get(team_key(row.pk), "")) for row, _ in noted_attributes(study)]
    if request.method == "POST":
        sent = {row.pk: request.POST.get(f"noted-{row.pk}", "") for row, _ in noted}
        try:
            note_case(
                study=study, participant=participant, values=sent, by=actor(signed_in(request)),
                at=timezone.now(),
            )  # fmt: skip
        except BadAttribute as problem:
            context["errors"] = {f"id_noted-{noted[0][0].pk}" if noted else "": str(problem)}
            noted = [(row, sent[row.pk]) for row, _ in noted]
        else:
            messages.success(request, "Noted.")
            return redirect("understand:case", study, participant)
    context |= {
        "case": found,
        "told": [(one, value) for one, value in found.known if value and not one.by_team],
        "noted": [(f"noted-{row.pk}", row.name, value) for row, value in noted],
    }
    status = 400 if context.get("errors") else 200
    return render(request, "understand/find/case.html", context, status=status)


@require_POST
def attribute_add(request: HttpRequest, study: UUID) -> HttpResponse:
    study_for(request, study, May.CODE)
    try:
        row = make_attribute(
            study=study, name=request.POST.get("name", ""), by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
    except BadAttribute as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"“{row.name}” can be noted now, on each participant's page.")
    return redirect(HERE, study)


@require_POST
def attribute_drop(request: HttpRequest, study: UUID, attribute: UUID) -> HttpResponse:
    study_for(request, study, May.CODE)
    if not CaseAttribute.objects.filter(pk=attribute, study=study).exists():
        raise Http404
    drop_attribute(attribute=attribute, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "It is not noted any more, of anybody.")
    return redirect(HERE, study)
