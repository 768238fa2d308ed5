"""Ask those who took part whether an insight is right, and end asking."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.checks import BadCheck, end_check, send_check
from pennydrop.rooms.understand.models import MemberCheck, Theme
from pennydrop.rooms.understand.rules.copying import NotOurs
from pennydrop.rooms.understand.views import signed_in, study_for


@require_POST
def check(request: HttpRequest, study: UUID, theme: UUID) -> HttpResponse:
    """Send the insight as it stands, or (`do=end`) ask no more."""
    study_for(request, study, May.RUN_STUDIES)
    if not Theme.objects.filter(pk=theme, study=study).exists():
        raise Http404
    by, at = actor(signed_in(request)), timezone.now()
    if request.POST.get("do") == "end":
        for row in MemberCheck.objects.filter(theme=theme, open=True):
            end_check(check=row.pk, by=by, at=at)
        messages.success(request, "It is asked no more. The answers stay here.")
        return redirect("understand:theme", study, theme)
    try:
        send_check(theme=theme, by=by, at=at)
    except (BadCheck, NotOurs) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Whoever may be asked finds it when they come with their code.")
    return redirect("understand:theme", study, theme)
