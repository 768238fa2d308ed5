"""Projects of other analysis tools: one comes in after a look at it, the study's own goes out."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import NEEDS, Reply, Use
from pennydrop.rooms.understand import tasks
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.actions.project_files import (
    answer_terms,
    keep_project,
    throw_away_project,
)
from pennydrop.rooms.understand.actions.projects import Terms
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.project_files import held, held_in
from pennydrop.rooms.understand.queries.projects import people_held_back, project_of
from pennydrop.rooms.understand.rules.exchange.held import Held, Stage
from pennydrop.rooms.understand.rules.exchange.tagged import tag_paths
from pennydrop.rooms.understand.rules.exchange.writing import write_codebook, write_project
from pennydrop.rooms.understand.views import frame, signed_in, study_for

GONE = "This file is not here any more. It is kept for a day at most. Please add it again."


class FileForm(forms.Form):
    file = forms.FileField(
        label="The project",
        help_text="REFI-QDA (.qdpx), as NVivo, ATLAS.ti, MAXQDA, QualCoder and others write it; a "
        "codebook (.qdc); a Taguette project (.sqlite3); or the data.qda of a QualCoder project.",
    )


class TermsForm(forms.Form):
    """What the file itself cannot say."""

    fidelity = forms.ChoiceField(
        label="How were the texts written down?",
        choices=[("word_for_word", "Word for word"), ("notes", "As notes"),
                 ("remembered", "From memory")],
        initial="notes", widget=forms.RadioSelect,
    )  # fmt: skip
    agreed = forms.ChoiceField(
        label="Has everybody in it agreed, on paper, that their words are read and analysed here?",
        choices=[("later", "Not noted yet: I will note it for each person"),
                 ("yes", "Yes, everybody, and I have the papers")],
        initial="later", widget=forms.RadioSelect,
    )  # fmt: skip
    names_out = forms.BooleanField(
        label="Somebody has read these texts and taken names and places out of them already",
        help_text="Then I sign for that, and the team can read them at once if everybody agreed.",
        required=False,
    )

    def __init__(self, *args: Any, texts: bool = True, **kwargs: Any) -> None:
        """`texts`: whether any text comes in; of codes alone nothing has to be known."""
        super().__init__(*args, **kwargs)
        if not texts:
            self.fields.clear()

    def terms(self) -> Terms:
        said = self.cleaned_data
        if not said:
            return Terms()
        yes = Reply.YES.value
        agreed = {scope.value: yes for scope in NEEDS[Use.ANALYSE]}
        return Terms(
            fidelity=said["fidelity"],
            names_out=said["names_out"],
            consents=agreed if said["agreed"] == yes else {},
        )


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
    texts = one.told is None or one.told.texts > 0
    form = TermsForm(request.POST if posted else None, texts=texts)
    if posted and form.is_valid():
        answer_terms(number=number, terms=form.terms())
        tasks.bring_in_project.enqueue(str(number))
        return redirect("understand:project-held", study, number)
    context = {**frame(request, card, "understand:study"), "one": one, "form": form}
    status = 422 if form.errors else 200
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
