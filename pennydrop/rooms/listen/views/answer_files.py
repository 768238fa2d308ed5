"""Pictures and recordings that people gave: a list, and one at a time to take out."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.answer_files import take_file
from pennydrop.rooms.listen.models import AnswerFile
from pennydrop.rooms.listen.queries.values import files_in
from pennydrop.rooms.listen.rules.answer_media import NAMES
from pennydrop.rooms.listen.rules.consent import NotConsented
from pennydrop.rooms.listen.views import frame, signed_in, study_for


@require_safe
def files(request: HttpRequest, study: UUID) -> HttpResponse:
    """What people gave besides words, for those who may see originals."""
    found = study_for(request, study, May.SEE_ORIGINALS)
    context = {**frame(found, "listen:study"), "files": files_in(found.pk)}
    return render(request, "listen/staff/files.html", context)


@require_POST
def file(request: HttpRequest, study: UUID, file: UUID) -> HttpResponse:
    """Take one out. It is noted, and becomes a copy that must be destroyed on taking back."""
    found = study_for(request, study, May.SEE_ORIGINALS)
    shared = AnswerFile.objects.filter(participant__study=found, participant__state="shared")
    row = shared.select_related("participant").filter(pk=file).first()
    if row is None:
        raise Http404
    try:
        data = take_file(file=row, by=actor(signed_in(request)), at=timezone.now())
    except (KeyGone, NotConsented):
        raise Http404 from None
    response = HttpResponse(data, content_type=row.media)
    name = f"{row.participant.name}-{NAMES[row.media]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
