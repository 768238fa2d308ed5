"""Guides and help now in easy read: short sentences, a picture beside each. Sets nothing."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pennydrop.core.documents.pdf.render import CannotPrint
from pennydrop.rooms.inform.models import Guide
from pennydrop.rooms.inform.queries.doors import help_is_draft
from pennydrop.rooms.inform.queries.easy import easy_door, easy_guide
from pennydrop.rooms.inform.queries.easy_sheets import easy_pdf
from pennydrop.rooms.inform.queries.guides import GuideView, public_guide
from pennydrop.rooms.inform.rules.doors import door_named
from pennydrop.rooms.inform.views.help import show_light


@login_not_required
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """A guide in easy words; where too few are signed, whom to call, and the way to the guide."""
    today = timezone.localdate()
    found = public_guide(slug, today=today)
    if found is None and Guide.objects.filter(slug=slug).exists():
        return redirect("inform:guides")
    if found is None:
        return render(request, "inform/no_guide.html", status=404)
    page = easy_guide(found, today=today)
    return render(request, "inform/easy/guide.html", {"guide": found, "page": page})


@login_not_required
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The same to print, large, a picture beside each sentence."""
    today = timezone.localdate()
    found = public_guide(slug, today=today)
    if found is None:
        raise Http404
    content = _printed(found, slug)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="sheet-{today:%Y-%m-%d}.pdf"'
    return answer


@login_not_required
@require_safe
def door(request: HttpRequest, door: str) -> HttpResponse:
    """What stands behind a door of help now, in easy words. Light, like the door itself."""
    found = door_named(door)
    if found is None:
        raise Http404
    page = easy_door(found, today=timezone.localdate())
    return show_light(request, "easy", page=page, door=found, drafts=help_is_draft())


def _printed(guide: GuideView, slug: str) -> bytes:
    today = timezone.localdate()
    page = easy_guide(guide, today=today)
    if not page.enough:
        raise Http404
    try:
        address = settings.SITE + reverse("inform:guide-easy", args=[slug])
        return easy_pdf(guide, page, address=address, on=today)
    except CannotPrint:
        raise Http404 from None
