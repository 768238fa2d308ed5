"""Projects of other analysis tools: one comes in after a look at it, the study's own goes out."""

from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand import tasks
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.actions.project_files import (
    answer_terms,
    keep_project,
    read_table_again,
    throw_away_project,
)
from pennydrop.rooms.understand.forms.exchange import ColumnsForm, FileForm, TermsForm
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.project_files import held, held_in
from pennydrop.rooms.understand.queries.projects import people_held_back, project_of
from pennydrop.rooms.understand.rules.exchange.held import Held, Stage
from pennydrop.rooms.understand.rules.exchange.project import Refused
from pennydrop.rooms.understand.rules.exchange.tagged import tag_paths
from pennydrop.rooms.understand.rules.exchange.writing import write_codebook, write_project
from pennydrop.rooms.understand.views import frame, signed_in, study_for

GONE = "This file is not here any more. It is kept for a day at most. Please add it again."


@require_http_methods(["GET", "HEAD", "POST"])
def projects(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.RUN_STUDIES)
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    if posted and form.is_valid():
        one = _keep(request, study, form)
        return redirect("understand:project-held", study, one.id)
    context = {
        **frame(request, card, "understand:study"),
        "form": form,
        "held": [one for one in held_in(study) if one.stage is not Stage.DONE],
        "held_back": people_held_back(study),
    }
    status = 422 if form.errors else 200
    return render(request, "understand/exchange/projects.html", context, status=status)


def _keep(request: HttpRequest, study: UUID, form: FileForm) -> Held:
    file = form.cleaned_data["file"]

    def write(path: Path) -> None:
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)

    return keep_project(
        study=study, name=file.name or "a project", size=file.size or 0, write=write,
        by=actor(signed_in(request)), at=timezone.now(),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def project_held(request: HttpRequest, study: UUID, number: UUID) -> HttpResponse:
    """What is in the file, what has to be known, and then how far it is."""
    card = study_for(request, study, May.RUN_STUDIES)
    one = _held(study, number)
    if one is None:
        messages.warning(request, GONE)
        return redirect("understand:projects", study)
    posted = request.method == "POST" and one.stage is Stage.READ
    if posted and "again" in request.POST:
        return _read_again(request, card, one)
    form = TermsForm(request.POST if posted else None, texts=_with_texts(one))
    if posted and form.is_valid():
        answer_terms(number=number, terms=form.terms())
        tasks.bring_in_project.enqueue(str(number))
        return redirect("understand:project-held", study, number)
    return _show_held(request, card, one, form, ColumnsForm.of(one.table))


def _read_again(request: HttpRequest, card: StudyCard, one: Held) -> HttpResponse:
    """The same table by other columns."""
    columns = ColumnsForm.of(one.table, request.POST)
    if columns.is_valid():
        try:
            read_table_again(number=one.id, columns=columns.columns())
            return redirect("understand:project-held", card.id, one.id)
        except Refused as reason:
            columns.add_error("text", str(reason))
    return _show_held(request, card, one, TermsForm(texts=_with_texts(one)), columns)


def _with_texts(one: Held) -> bool:
    return one.told is None or one.told.texts > 0


def _show_held(
    request: HttpRequest, card: StudyCard, one: Held, form: TermsForm, columns: ColumnsForm
) -> HttpResponse:
    wrong = form if form.errors else columns
    context = {
        **frame(request, card, "understand:study"),
        "one": one,
        "form": form,
        "columns": columns,
        "wrong": wrong,
    }
    status = 422 if wrong.errors else 200
    return render(request, "understand/exchange/held.html", context, status=status)


def _held(study: UUID, number: UUID) -> Held | None:
    one = held(number)
    if one is not None and one.study != study:
        raise Http404
    return one


@require_POST
def project_throw_away(request: HttpRequest, study: UUID, number: UUID) -> HttpResponse:
    study_for(request, study, May.RUN_STUDIES)
    if _held(study, number) is not None:
        throw_away_project(number=number)
    messages.success(request, "The file is not kept here any more.")
    return redirect("understand:projects", study)


@require_POST
def project_export(request: HttpRequest, study: UUID) -> HttpResponse:
    """The whole analysis (.qdpx), noted as a copy made by hand; or the codebook (.qdc, or a table
    with the columns that Taguette looks for)."""
    study_for(request, study, May.RUN_STUDIES)
    if request.POST.get("which") == "table":
        book = codebook(study, count=False)
        tags = tag_paths((code.id, code.parent, code.name) for code in book)
        rows = [(tags[code.id], code.definition) for code in book]
        return _file(as_csv(("tag", "description"), rows).encode(), "codebook.csv", "text/csv")
    exported = project_of(study, reader=actor(signed_in(request)))
    if request.POST.get("which") == "codebook":
        return _file(write_codebook(exported.project), "codebook.qdc", "application/xml")
    what = f"Whole analysis as a project (REFI-QDA). {exported.left_out}".strip()
    note_export(study=study, what=what, by=actor(signed_in(request)), at=timezone.now())
    return _file(write_project(exported.project), "analysis.qdpx", "application/zip")


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
