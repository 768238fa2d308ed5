"""The studies of the organisations a person works in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def studies(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/staff.html")


def study(request: HttpRequest, study: UUID) -> HttpResponse:
    return render(request, "ui/staff.html")
