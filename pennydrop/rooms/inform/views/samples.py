"""Tested samples: figures for anybody, and pages where lists come in and figures go out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.documents.sheets import BadSheet, check_size, read_sheets
from pennydrop.core.numbers.small import LEAST_THRESHOLD
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, signed_in
from pennydrop.rooms.inform.actions.sample_figures import put_figures_out
from pennydrop.rooms.inform.actions.samples import keep_samples
from pennydrop.rooms.inform.forms.samples import KeyForm, PlaceForm, ResultsForm
from pennydrop.rooms.inform.queries.samples import (
    FILE_HEAD,
    HEAD,
    LATER_HEAD,
    kept_count,
    keys_of,
    samples_page,
)
from pennydrop.rooms.inform.rules.results import BadResults, read_results
from pennydrop.rooms.inform.rules.rows import Refused, Results

MOST_SAID = 50
MOST_NAMED = 12
SUBSTANCE = "ketamine"


@login_not_required
def samples(request: HttpRequest) -> HttpResponse:
    """What was in samples sold as ketamine."""
    form = PlaceForm.of(request.GET)
    page = samples_page(SUBSTANCE, today=timezone.localdate(), place=form.chosen)
    context = {
        "page": page, "head": HEAD, "form": form, "place": form.chosen, "substance": SUBSTANCE,
        "least": LEAST_THRESHOLD, "later_head": LATER_HEAD,
    }  # fmt: skip
    return render(request, "inform/samples.html", context)


@login_not_required
def figures(request: HttpRequest) -> HttpResponse:
    """The same figures as a table for an office program."""
    page = samples_page(SUBSTANCE, today=timezone.localdate())
    answer = HttpResponse(as_csv(FILE_HEAD, page.file_rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return answer


def bring_in(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """A list comes in whole, or not at all with every row that stands in the way."""
    enter(request, organisation, May.WRITE_ADVICE)
    form = ResultsForm(request.POST or None, request.FILES or None)
    refused: tuple[Refused, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            found = _read(form)
            refused = found.refused
            if not refused:
                return _keep(request, organisation, form, found)
            form.add_error("file", f"Rows that cannot be read: {len(refused)}. Nothing was kept.")
        except (BadSheet, BadResults) as why:
            form.add_error("file", str(why))
    context = {
        "form": form, "organisation": organisation, "refused": refused[:MOST_SAID],
        "kept": kept_count(organisation), "keys": keys_of(organisation), "key_form": KeyForm(),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "inform/samples_in.html", context, status=status)


@require_POST
def put_out(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Put out what can be told of quarters that are over."""
    enter(request, organisation, May.WRITE_ADVICE)
    out = put_figures_out(
        organisation=organisation, substance=SUBSTANCE, by_place=request.POST.get("by") == "place",
        by=actor(signed_in(request)), at=timezone.now(),
    )  # fmt: skip
    said = f"Lines put out: {out}." if out else "Nothing new can be told without small numbers."
    messages.success(request, said)
    return redirect("inform:samples-in", organisation)


def _read(form: ResultsForm) -> Results:
    said = form.cleaned_data
    beside = first_sheet(said["found"]) if said["found"] else []
    return read_results(first_sheet(said["file"]), today=timezone.localdate(), found=beside)


def first_sheet(file: UploadedFile[bytes]) -> list[list[str]]:
    """The rows of a list that somebody chose. Raises BadSheet."""
    check_size(file.size or 0, file.name or "")
    sheets = read_sheets(file.read(), file.name or "")
    return next(iter(sheets.values()), [])


def _keep(
    request: HttpRequest, organisation: UUID, form: ResultsForm, found: Results
) -> HttpResponse:
    new = keep_samples(
        organisation=organisation, service=form.cleaned_data["service"].strip(),
        samples=found.samples, by=actor(signed_in(request)), at=timezone.now(),
    )  # fmt: skip
    said = f"Samples kept: {new}. Here already: {len(found.samples) - new}."
    if found.dropped:
        named = ", ".join(head[:40] for head in found.dropped[:MOST_NAMED])
        more = len(found.dropped) - MOST_NAMED
        said += f" Columns that were not read: {named}{f' and {more} more' if more > 0 else ''}."
    messages.success(request, said)
    return redirect("inform:samples-in", organisation)
