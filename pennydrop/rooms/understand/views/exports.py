"""Quotes as a file. It leaves the house with people's words in it, so that is noted."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.codings import note_export
from pennydrop.rooms.understand.models import Code, Theme
from pennydrop.rooms.understand.queries.exports import quotes_csv
from pennydrop.rooms.understand.views import signed_in, study_for


@require_POST
def export(request: HttpRequest, study: UUID) -> HttpResponse:
    """All quotes of the study, of a `code`, or of a `theme`, as CSV."""
    study_for(request, study, May.CODE)
    codes, what = _wanted(study, request.POST.get("code", ""), request.POST.get("theme", ""))
    me = actor(signed_in(request))
    note_export(study=study, what=f"{what} (CSV)", by=me, at=timezone.now())
    table = quotes_csv(study, codes, reader=me)
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="quotes.csv"'
    return response


def _wanted(study: UUID, code: str, theme: str) -> tuple[list[UUID] | None, str]:
    try:
        if code:
            row = Code.objects.get(pk=UUID(code), study=study)
            return [row.pk], f"Quotes of the code “{row.name}”"
        if theme:
            found = Theme.objects.get(pk=UUID(theme), study=study)
            codes = list(found.codes.values_list("pk", flat=True))
            return codes, f"Quotes of the theme “{found.title}”"
    except (ValueError, Code.DoesNotExist, Theme.DoesNotExist) as reason:
        raise Http404 from reason
    return None, "All quotes"
