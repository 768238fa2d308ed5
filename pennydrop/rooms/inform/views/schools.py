"""The pack for schools: a page, and one file to print. They set nothing and read no session."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pennydrop.core.documents.pdf.render import CannotPrint
from pennydrop.rooms.inform.queries.schools import COURSE, PackView, pack_pdf, public_pack


@login_not_required
@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """All of the pack; to somebody who comes from a print, whether theirs is the newest."""
    found = _pack()
    mark = request.GET.get("pack", "")
    on_paper = ("newest" if mark == found.pack.mark else "older") if mark else ""
    context = {"view": found, "guide": found.guide, "pack": found.pack, "course": COURSE}
    return render(request, "inform/schools.html", context | {"on_paper": on_paper})


@login_not_required
@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """As it stands today; its name on a disk says nothing of what it is about."""
    found, today = _pack(), timezone.localdate()
    if found.pack.page.empty:
        raise Http404
    try:
        content = pack_pdf(found, address=settings.SITE + reverse("inform:schools"), on=today)
    except CannotPrint:
        raise Http404 from None
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="pack-{today:%Y-%m-%d}.pdf"'
    return answer


def _pack() -> PackView:
    found = public_pack(today=timezone.localdate())
    if found is None:
        raise Http404
    return found
