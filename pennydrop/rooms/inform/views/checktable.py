"""The table of the self-check for those who sign it: on a page, and on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do, signed_in
from pennydrop.rooms.inform.actions.starter import bring_in_table
from pennydrop.rooms.inform.forms.claims import SignForm
from pennydrop.rooms.inform.queries.checksheet import sheet_here, sheet_pdf, stands_for
from pennydrop.rooms.inform.queries.claims import claim_with_key, versions_of
from pennydrop.rooms.inform.queries.selfcheck import check_of
from pennydrop.rooms.inform.queries.walk import robot_of
from pennydrop.rooms.inform.rules.selfcheck import TABLE_KEY
from pennydrop.rooms.inform.views.claims import sides_for


@require_safe
def table(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Every row, who has signed, and the form to sign it."""
    enter(request, organisation, May.READ_ADVICE)
    check = check_of(organisation, today=timezone.localdate())
    signed = check.claims.get(TABLE_KEY)
    ready = stands_for(check.table, signed)
    context = {
        "organisation": organisation,
        "check": check,
        "sheet": sheet_here(check),
        "key": TABLE_KEY,
        "signed": signed.signed if signed is not None and ready else (),
        "ready": ready,
        "robot": (robot := robot_of(check)),
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
    }
    row = claim_with_key(organisation, TABLE_KEY)
    if row is not None and ready and robot.sound:
        current = versions_of(row)[0]
        context["sides"] = sides_for(request, row, current)
        context["form"] = SignForm(initial={"number": current.number})
    return render(request, "inform/check/table.html", context)


@require_safe
def table_pdf(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The same to print, with room for names and dates."""
    enter(request, organisation, May.READ_ADVICE)
    today = timezone.localdate()
    content = sheet_pdf(check_of(organisation, today=today), organisation, on=today)
    name = f"self-check-{today:%Y-%m-%d}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_POST
def bring(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Put this Pennydrop's table before the people who sign."""
    enter(request, organisation, May.WRITE_ADVICE)
    bring_in_table(organisation=organisation, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "The table is here. Nobody has signed it yet.")
    return redirect("inform:check-table", organisation)
