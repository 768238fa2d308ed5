"""The interview guide, to print and to take along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pennydrop.core.documents import prose
from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.guide import keep_prompts
from pennydrop.rooms.listen.forms.guide import GuideForm
from pennydrop.rooms.listen.queries.guide import guide_of
from pennydrop.rooms.listen.queries.studies import newest_sheet
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS
from pennydrop.rooms.listen.rules.sheet import split_sheet
from pennydrop.rooms.listen.views import frame, signed_in, study_for


@require_safe
def guide(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    sheet = newest_sheet(found.pk)
    context = {
        **frame(found, "listen:field"),
        "guide": guide_of(found.pk),
        "sheet": sheet,
        "short": prose.html(split_sheet(sheet.text).short, shift=2) if sheet else "",
        "limits": prose.html(sheet.limits, shift=2) if sheet else "",
        "scopes": list(SCOPE_WORDS.values()),
    }
    return render(request, "listen/sessions/guide.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_guide(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    form = GuideForm(guide_of(found.pk), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by = actor(signed_in(request))
        keep_prompts(study=found, prompts=form.prompts, by=by, at=timezone.now())
        messages.success(request, "The guide is kept.")
        return redirect("listen:guide", found.pk)
    context = {**frame(found, "listen:field"), "form": form}
    status = 422 if form.errors else 200
    return render(request, "listen/sessions/edit_guide.html", context, status=status)
