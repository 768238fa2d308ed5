"""People and their roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def people(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/staff.html")
