"""Follow drug alerts by e-mail, for anybody; there only where e-mail can be sent."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pennydrop.core.messages.views import following as follow_pages
from pennydrop.rooms.inform import tasks
from pennydrop.rooms.inform.actions.following import ALERTS

READ_AND_SEND = ["GET", "HEAD", "POST"]
PAGES = follow_pages.Pages(
    circle=ALERTS,
    back="Drug alerts",
    when="We write when an alert goes out, changes or is withdrawn.",
    says="They name drugs that services warn about.",
)


@login_not_required
@require_http_methods(READ_AND_SEND)
def follow(request: HttpRequest) -> HttpResponse:
    return follow_pages.ask(request, PAGES, lambda to: tasks.ask_for_yes.enqueue(str(to)))


@login_not_required
@require_http_methods(READ_AND_SEND)
def say_yes(request: HttpRequest, ticket: str) -> HttpResponse:
    return follow_pages.say_yes(request, PAGES, ticket)


@csrf_exempt  # a mailbox presses for its owner (RFC 8058) and has no token; the ticket is secret
@login_not_required
@require_http_methods(READ_AND_SEND)
def leave(request: HttpRequest, ticket: str) -> HttpResponse:
    return follow_pages.leave(request, PAGES, ticket)
