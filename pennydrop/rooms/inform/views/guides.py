"""Guides for anybody. They set nothing and read no session."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.rooms.inform.models import Guide
from pennydrop.rooms.inform.queries.guides import public_guide, public_guides


@login_not_required
def guides(request: HttpRequest) -> HttpResponse:
    """Every guide that has something to show today."""
    return render(
        request, "inform/guides.html", {"doors": public_guides(today=timezone.localdate())}
    )


@login_not_required
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide. An address that was once out leads to the list, never nowhere."""
    found = public_guide(slug, today=timezone.localdate())
    if found is not None:
        return render(request, "inform/guide.html", {"guide": found})
    if Guide.objects.filter(slug=slug).exists():
        return redirect("inform:guides")
    return render(request, "inform/no_guide.html", status=404)
