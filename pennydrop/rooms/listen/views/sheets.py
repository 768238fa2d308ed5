"""The information sheet: staff change it, and every version stays to be compared."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.sheets import SheetChanged, SheetNeedsReason, amend_sheet
from pennydrop.rooms.listen.forms.gate import SheetForm
from pennydrop.rooms.listen.models import Sheet, Study
from pennydrop.rooms.listen.queries.studies import newest_sheet, sheets_of
from pennydrop.rooms.listen.rules.sheet import compare
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, study: UUID) -> HttpResponse:
    """Change the wording; once the study has been open a change makes a version and says why."""
    found = study_for(request, study, May.RUN_STUDIES)
    later = found.opened_on is not None
    if request.method != "POST":
        return _form_page(request, found, SheetForm(initial=_initial(found), with_reason=later))
    form = SheetForm(request.POST, with_reason=later)
    if not form.is_valid():
        return _form_page(request, found, form)
    said = form.cleaned_data
    try:
        made = amend_sheet(
            study=found, text=said["text"], limits=said["limits"], seen=said["seen"],
            reason=said.get("reason", ""), by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except (SheetChanged, SheetNeedsReason) as reason:
        form.add_error(None, str(reason))
        return _form_page(request, found, form)
    messages.success(request, f"The sheet is saved. This is version {made.version}.")
    return redirect("listen:asks", found.pk)


def _initial(study: Study) -> dict[str, Any]:
    newest = newest_sheet(study.pk)
    if newest is None:
        return {"seen": 0}
    return {"text": newest.text, "limits": newest.limits, "seen": newest.version}


def _form_page(request: HttpRequest, study: Study, form: SheetForm) -> HttpResponse:
    context = {**frame(study, "listen:asks"), "form": form}
    return render(
        request, "listen/staff/sheet_edit.html", context, status=422 if form.errors else 200
    )


@require_safe
def versions(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every version with its day and reason, and two of them side by side, line by line."""
    found = study_for(request, study)
    rows = sheets_of(found.pk)
    known = {str(row.version): row for row in rows}
    new = known.get(request.GET.get("new", ""), rows[0] if rows else None)
    before = [row for row in rows if new and row.version < new.version]
    old = known.get(request.GET.get("old", ""), before[0] if before else None)
    compared = _compared(old, new) if old and new and old.version != new.version else []
    context = {
        **frame(found, "listen:asks"),
        "rows": rows,
        "old": old,
        "new": new,
        "compared": compared,
        "may_run": may_here(request, found, May.RUN_STUDIES),
    }
    return render(request, "listen/staff/sheet_versions.html", context)


def _compared(old: Sheet, new: Sheet) -> list[tuple[str, Any, bool]]:
    parts = [
        ("Information sheet", old.text, new.text),
        ("What the settings say", old.facts, new.facts),
        ("Limits of confidentiality", old.limits, new.limits),
    ]
    return [(title, compare(a, b), a.strip() != b.strip()) for title, a, b in parts]
