"""What every answer of this server carries, and who may ask for it."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pennydrop.rooms.understand.public.ready import BeingMade, told_rather_than_waiting


class NoStore:
    """Nothing that we show is kept by a browser or a proxy: a phone may be shared."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        )
        return response


class ClosedByDefault(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless its view says `login_not_required`; a test holds the
    list of those that do."""


class SaysWhatIsMade:
    """A page that counts or searches in a very large study, while what it needs is made: it says
    so, instead of keeping somebody waiting for minutes. What is sent waits: nobody types twice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            return self.get_response(request)
        with told_rather_than_waiting():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, BeingMade):
            return None
        context = {"since": int(problem.since), "here": request.get_full_path()}
        return render(request, "web/being_made.html", context, status=202)
