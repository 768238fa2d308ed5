"""The front door, help now, and Today for staff."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "web/front.html")


@login_not_required
def help_now(request: HttpRequest) -> HttpResponse:
    return render(request, "web/front.html")


def today(request: HttpRequest) -> HttpResponse:
    return render(request, "web/today.html")
