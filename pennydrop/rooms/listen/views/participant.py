"""Participant pages. Open to anybody; no session, no cookie before the first answer."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(settings.LEAVE_URL)
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@login_not_required
def code(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/participant.html")


@login_not_required
def words(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/participant.html")


@login_not_required
def start(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "ui/participant.html")
