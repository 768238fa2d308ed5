"""The desk: what the content needs, and the shipped content."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do, signed_in
from pennydrop.rooms.inform.actions.starter import bring_in_starter
from pennydrop.rooms.inform.queries.alert_duties import alert_duties
from pennydrop.rooms.inform.queries.claims import claim_rows
from pennydrop.rooms.inform.queries.dashboard import dashboard
from pennydrop.rooms.inform.queries.guides import guides_of
from pennydrop.rooms.inform.rules.starter.reading import starter_guides


def start(request: HttpRequest) -> HttpResponse:
    """To the desk of the first organisation that somebody may see."""
    here = organisations_where(signed_in(request), May.READ_ADVICE)
    if not here:
        raise PermissionDenied("The desk is for those who write and sign advice.")
    return redirect("inform:desk", here[0])


def desk(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """What expires, what waits, every guide and every claim."""
    enter(request, organisation, May.READ_ADVICE)
    here = guides_of(organisation)
    context = {
        "organisation": organisation,
        "board": dashboard(organisation, today=timezone.localdate()),
        "alerts": alert_duties([organisation], today=timezone.localdate()),
        "guides": here,
        "claims": claim_rows(organisation),
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
        "shipped": len(starter_guides()) - len([guide for guide in here if guide.starter]),
    }
    return render(request, "inform/desk.html", context)


@require_POST
def starter(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Bring in what is shipped."""
    enter(request, organisation, May.WRITE_ADVICE)
    brought = bring_in_starter(
        organisation=organisation, by=actor(signed_in(request)), at=timezone.now()
    )
    said = f"Claims brought in: {brought.claims}. Guides: {brought.guides}. "
    said += f"Courses: {brought.courses}."
    if brought.left:
        said += f" Left as you have them: {len(brought.left)}."
    messages.success(request, said + " Nobody has signed them yet.")
    return redirect("inform:desk", organisation)
