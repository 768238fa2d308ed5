"""Backup, restore and the doctor, as buttons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def safety(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/staff.html")
