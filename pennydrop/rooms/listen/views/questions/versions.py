"""Every version of the questions: what changed between two, and each as a file to take away."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from pennydrop.rooms.listen.models import FormVersion, Study
from pennydrop.rooms.listen.queries.form_files import write_xlsx
from pennydrop.rooms.listen.queries.questions import (
    desk_of,
    form_in,
    version_of,
    versions_of,
)
from pennydrop.rooms.listen.rules.editing.comparing import Change, changes
from pennydrop.rooms.listen.rules.editing.starting import empty_form
from pennydrop.rooms.listen.rules.form import Form
from pennydrop.rooms.listen.views import study_for
from pennydrop.rooms.listen.views.questions import told

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def versions(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    rows = versions_of(found.pk)
    old, new = _two(request, rows)
    context: dict[str, Any] = told(
        found, desk_of(found.pk), rows=[(row, _count(row)) for row in rows], old=old, new=new,
        compared=_compared(old, new) if old and new else (),
    )  # fmt: skip
    return render(request, "listen/questions/versions.html", context)


def _two(
    request: HttpRequest, rows: list[FormVersion]
) -> tuple[FormVersion | None, FormVersion | None]:
    known = {str(row.version): row for row in rows}
    new = known.get(request.GET.get("new", ""), rows[0] if rows else None)
    before = next((row for row in rows if new and row.version < new.version), None)
    return known.get(request.GET.get("old", ""), before), new


def _count(row: FormVersion) -> int:
    form = form_in(row)
    return len(form.questions()) if form else 0


def _compared(old: FormVersion, new: FormVersion) -> tuple[Change, ...]:
    before, after = form_in(old), form_in(new)
    title = next((form.title for form in (before, after) if form), "")
    return changes(before or empty_form(title), after or empty_form(title))


@require_safe
def version_xlsx(request: HttpRequest, study: UUID, version: int) -> HttpResponse:
    found = study_for(request, study)
    kept = version_of(found.pk, version)
    form = form_in(kept) if kept else None
    return _file(found, form, f"version-{version}")


@require_safe
def now_xlsx(request: HttpRequest, study: UUID) -> HttpResponse:
    """The questions with the changes that nobody is asked yet."""
    found = study_for(request, study)
    return _file(found, desk_of(found.pk).form, "draft")


def _file(study: Study, form: Form | None, which: str) -> HttpResponse:
    if form is None:
        raise Http404
    name = f"{slugify(form.title) or 'questions'}-{which}.xlsx"
    return HttpResponse(
        write_xlsx(form), content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip
