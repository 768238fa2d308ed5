"""Where results are corrected or taken back, and where two people correct figures that are out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.documents.sheets import BadSheet
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, entered, signed_in
from pennydrop.rooms.inform.actions.sample_changes import Changed, change_samples
from pennydrop.rooms.inform.actions.sample_figures import (
    ask_for_correction,
    drop_correction,
    put_correction_out,
)
from pennydrop.rooms.inform.forms.sample_changes import CorrectForm, TakeBackForm
from pennydrop.rooms.inform.models import SampleCorrection
from pennydrop.rooms.inform.queries.sample_changes import changes_of, waiting
from pennydrop.rooms.inform.queries.samples import services_of
from pennydrop.rooms.inform.rules.results import BadResults, read_results
from pennydrop.rooms.inform.rules.rows import Refused
from pennydrop.rooms.inform.rules.sample_changes import BadChange
from pennydrop.rooms.inform.rules.samples import Quarter
from pennydrop.rooms.inform.views.samples import MOST_SAID, SUBSTANCE, first_sheet


def changes(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """What was changed, what waits to be told, and forms to change more."""
    enter(request, organisation, May.WRITE_ADVICE)
    return _page(request, organisation)


@require_POST
def correct(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Every row of a list takes the place of the one before, or none does."""
    enter(request, organisation, May.WRITE_ADVICE)
    services = services_of(organisation)
    form = CorrectForm(request.POST, request.FILES, services=services, prefix="correct")
    refused: tuple[Refused, ...] = ()
    if form.is_valid():
        try:
            found = read_results(first_sheet(form.cleaned_data["file"]), today=timezone.localdate())
            refused = found.refused
            if not refused:
                done = change_samples(
                    organisation=organisation, service=form.cleaned_data["service"],
                    corrected=found.samples, taken_back=(), why=form.reason,
                    by=actor(signed_in(request)), at=timezone.now(),
                )  # fmt: skip
                return _done(request, organisation, done)
            form.add_error("file", f"Rows that cannot be read: {len(refused)}. Nothing was kept.")
        except (BadSheet, BadResults, BadChange) as why:
            form.add_error("file", str(why))
    return _page(request, organisation, correct=form, refused=refused)


@require_POST
def take_back(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Results that count no longer: all that are named, or none."""
    enter(request, organisation, May.WRITE_ADVICE)
    form = TakeBackForm(request.POST, services=services_of(organisation), prefix="back")
    if form.is_valid():
        try:
            done = change_samples(
                organisation=organisation, service=form.cleaned_data["service"], corrected=(),
                taken_back=form.cleaned_data["refs"], why=form.reason,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
            return _done(request, organisation, done)
        except BadChange as why:
            form.add_error("refs", str(why))
    return _page(request, organisation, back=form)


@require_POST
def ask(request: HttpRequest, organisation: UUID, year: int, quarter: int) -> HttpResponse:
    enter(request, organisation, May.WRITE_ADVICE)
    if quarter not in range(1, 5):
        raise Http404
    try:
        ask_for_correction(
            organisation=organisation, substance=SUBSTANCE, quarter=Quarter(year, quarter),
            by_place=request.POST.get("by") == "place", by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, "Asked. Somebody else puts it out.")
    except BadChange as why:
        messages.error(request, str(why))
    return redirect("inform:sample-changes", organisation)


@require_POST
def put_out(request: HttpRequest, correction: UUID) -> HttpResponse:
    row = _row(request, correction)
    try:
        lines = put_correction_out(
            correction=row, by=actor(signed_in(request)), at=timezone.now()
        )  # fmt: skip
        few = "The correction is out. It says that results changed, too few to count."
        messages.success(request, f"The correction is out. Lines: {lines}." if lines else few)
    except BadChange as why:
        messages.error(request, str(why))
    return redirect("inform:sample-changes", row.organisation)


@require_POST
def drop(request: HttpRequest, correction: UUID) -> HttpResponse:
    row = _row(request, correction)
    try:
        drop_correction(correction=row, by=actor(signed_in(request)), at=timezone.now())
        messages.success(request, "Nobody asks for it any longer. What changed still waits.")
    except BadChange as why:
        messages.error(request, str(why))
    return redirect("inform:sample-changes", row.organisation)


def _row(request: HttpRequest, correction: UUID) -> SampleCorrection:
    row = SampleCorrection.objects.filter(pk=correction).first()
    return entered(request, row, May.WRITE_ADVICE)


def _done(request: HttpRequest, organisation: UUID, done: Changed) -> HttpResponse:
    said = f"Corrected: {done.corrected}. Taken back: {done.taken_back}. As before: {done.same}."
    messages.success(request, said)
    return redirect("inform:sample-changes", organisation)


def _page(
    request: HttpRequest,
    organisation: UUID,
    *,
    correct: CorrectForm | None = None,
    back: TakeBackForm | None = None,
    refused: tuple[Refused, ...] = (),
) -> HttpResponse:
    services = services_of(organisation)
    context = {
        "organisation": organisation, "services": services, "refused": refused[:MOST_SAID],
        "correct": correct or CorrectForm(services=services, prefix="correct"),
        "back": back or TakeBackForm(services=services, prefix="back"),
        "waiting": waiting(organisation, SUBSTANCE), "changes": changes_of(organisation),
        "me": actor(signed_in(request)),
    }  # fmt: skip
    status = 422 if correct or back else 200
    return render(request, "inform/sample_changes.html", context, status=status)
