"""Consent given on paper, for everybody on one page."""

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pennydrop.core.documents.sheets import LARGEST_FILE, BadSheet, read_sheets
from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.paper import ChangedMeanwhile, record_paper_consents
from pennydrop.rooms.listen.forms.paper import (
    REPLY_WORDS,
    PaperForm,
    PaperTable,
    in_order,
    on_page,
    sent_replies,
    sent_seen,
    whole_column,
)
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.participants import (
    ParticipantRow,
    participant_rows,
    people_in_order,
)
from pennydrop.rooms.listen.queries.studies import sheets_of
from pennydrop.rooms.listen.rules.consent import Scope
from pennydrop.rooms.listen.rules.paper import NAME_COLUMN, SCOPE_WORDS, BadConsents, read_table
from pennydrop.rooms.listen.views import frame, signed_in, study_for

COLUMNS = (
    "CSV (UTF-8) or Excel, with the columns "
    f"{', '.join([NAME_COLUMN, *(scope.value for scope in Scope)])}; answers yes, no or unknown."
)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    people = in_order(_people(found))
    if request.method != "POST":
        return _page(request, found, PaperTable(people, {}, {}, _number(request.GET, "page")))
    if "read" in request.POST:
        return _from_file(request, found, people)
    filled, seen = sent_replies(people, request.POST), sent_seen(people, request.POST)
    if "column" in request.POST:
        here = on_page(people, request.POST)
        for person, said in whole_column(here, request.POST["column"]).items():
            filled.setdefault(person, {}).update(said)
    turned = "to" in request.POST
    number = _number(request.POST, "to" if turned else "page")
    table = PaperTable(people, filled, seen, number)
    if turned or "column" in request.POST:
        return _page(request, found, table, keep=True)
    return _save(request, found, table)


def _number(sent: QueryDict, name: str) -> int:
    typed = sent.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 1


def _save(request: HttpRequest, study: Study, table: PaperTable) -> HttpResponse:
    form = _form(request, study, bound=True)
    if not form.is_valid():
        return _page(request, study, table, form=form)
    try:
        made = record_paper_consents(
            study=study,
            replies=table.filled,
            seen=table.seen,
            sheet=form.read_sheet,
            signed_on=form.cleaned_data["signed_on"],
            by=actor(signed_in(request)),
            at=timezone.now(),
        )
    except ChangedMeanwhile as reason:
        return _page(
            request, study, PaperTable(in_order(_people(study)), {}, {}), problem=str(reason)
        )
    if made:
        count = len({change.participant for change in made})
        answers = "1 answer" if len(made) == 1 else f"{len(made)} answers"
        people = "1 person" if count == 1 else f"{count} people"
        messages.success(request, f"Saved: {answers} of {people} changed.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    return redirect("listen:paper", study.pk)


def _from_file(request: HttpRequest, study: Study, people: list[ParticipantRow]) -> HttpResponse:
    """Fill the table from a file; nothing is saved until somebody has looked at it."""
    file = request.FILES.get("table")
    try:
        if file is None:
            raise BadConsents("Choose a file first.")
        name = file.name or "the file"
        if (file.size or 0) > LARGEST_FILE:
            raise BadConsents(f"{name} has {(file.size or 0) // 1024 // 1024} MB; 20 MB fit.")
        sheets = read_sheets(file.read(), name)
        rows = next(iter(sheets.values()), [])
        filled = read_table(rows, {row.name: row.id for row in people}, file=name)
    except (BadConsents, BadSheet) as reason:
        empty = PaperTable(people, {}, {})
        return _page(request, study, empty, problem=str(reason), at="id_table")
    # Whoever stands in the file comes first, so that what was read is seen first.
    first = sorted(people, key=lambda row: row.id not in filled)
    return _page(request, study, PaperTable(first, filled, {}), read=len(filled))


def _page(
    request: HttpRequest,
    study: Study,
    table: PaperTable,
    *,
    form: PaperForm | None = None,
    keep: bool = False,
    problem: str = "",
    at: str = "",
    read: int = 0,
) -> HttpResponse:
    form = form or _form(request, study, bound=False, keep=keep)
    context: dict[str, Any] = {
        **frame(study, "listen:paper"),
        "form": form,
        "page": table.page,
        "rows": table.rows(),
        "carried": table.carried(),
        "scopes": list(SCOPE_WORDS.items()),
        "replies": REPLY_WORDS,
        "errors": {at: problem} if problem else {},
        "columns": COLUMNS,
        "read": read,
        "changed": table.changed,
    }
    status = 422 if problem or form.errors else 200
    return render(request, "listen/staff/paper.html", context, status=status)


def _form(request: HttpRequest, study: Study, *, bound: bool, keep: bool = False) -> PaperForm:
    form = PaperForm(sheets_of(study.pk), timezone.localdate(), request.POST if bound else None)
    if keep:  # a whole column was set: what was typed elsewhere on the page stays
        form.initial = {name: request.POST.get(name, "") for name in form.fields}
    return form


def _people(study: Study) -> list[ParticipantRow]:
    """Everybody whose answers are on paper: who answered online changes them with their code."""
    rows = participant_rows(people_in_order(study.pk, staff=False))
    return [row for row in rows if row.state != "withdrawn" and not _answered_online(row)]


def _answered_online(row: ParticipantRow) -> bool:
    return any(row.consent.on(scope).how == "online" for scope in Scope)


@require_safe
def paper_csv(request: HttpRequest, study: UUID) -> HttpResponse:
    """The table as it stands, to fill in elsewhere. It holds pseudonyms and answers, no words."""
    found = study_for(request, study)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="consents.csv"'
    writer = csv.writer(response)
    writer.writerow(["pseudonym", *(scope.value for scope in Scope)])
    for row in _people(found):
        writer.writerow([row.name, *(reply.value for _, reply in row.replies)])
    return response
