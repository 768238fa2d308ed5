"""Guides for anybody. They set nothing and read no session."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.rooms.inform.models import Guide
from pennydrop.rooms.inform.queries.guides import GuideView, public_guide, public_guides
from pennydrop.rooms.inform.queries.sheets import is_newest
from pennydrop.rooms.inform.rules.schools import SLUG


@login_not_required
def guides(request: HttpRequest) -> HttpResponse:
    """Every guide that has something to show today."""
    return render(
        request, "inform/guides.html", {"doors": public_guides(today=timezone.localdate())}
    )


@login_not_required
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide. An address that was once out leads to the list, never nowhere."""
    if slug == SLUG:
        return redirect("inform:schools")  # where it stands with all that belongs to it
    found = public_guide(slug, today=timezone.localdate())
    if found is not None:
        context = {"guide": found, "on_paper": _on_paper(request, found)}
        return render(request, "inform/guide.html", context)
    if Guide.objects.filter(slug=slug).exists():
        return redirect("inform:guides")
    return render(request, "inform/no_guide.html", status=404)


def _on_paper(request: HttpRequest, guide: GuideView) -> str:
    """What to say to somebody who came from a printed sheet: "newest", "older", or nothing."""
    mark = request.GET.get("sheet", "")
    if not mark:
        return ""
    return "newest" if is_newest(guide, mark) else "older"
