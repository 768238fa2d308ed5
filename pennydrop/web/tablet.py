"""Keep a tablet that many people use to participants' pages, and each turn to itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pennydrop.rooms.listen.views.participant.tablet import (
    dressed,
    is_a_visit,
    is_own,
    may_pass,
    next_turn,
    tablet_of,
)


class SharedTablet:
    """Does nothing for a browser that nobody has made a shared tablet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tablet = tablet_of(request)
        if tablet is None or is_own(request):
            return self.get_response(request)
        now = timezone.now()
        if not may_pass(request, tablet, now=now):
            return next_turn(tablet, now=now) if is_a_visit(request) else HttpResponse(status=404)
        request.tablet = tablet  # type: ignore[attr-defined]
        return dressed(request, self.get_response(request), tablet, now=now)
