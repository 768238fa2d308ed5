"""A page for anybody who may be watched. Open, quiet, and the same for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def looking(request: HttpRequest) -> HttpResponse:
    request.quiet = True  # type: ignore[attr-defined]
    return render(request, "support/looking.html")
