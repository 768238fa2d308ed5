"""Whether a form comes from one of our own pages, for pages on which nothing may be set: Django's
token would need a cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def open_form(view: View) -> View:
    """A page with a form for anybody. A token would set a cookie on a mere reader, so a form is
    taken only where the browser says that it came from one of our own pages."""

    @csrf_exempt  # `from_ourselves` stands in its place
    @login_not_required
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not from_ourselves(request):
            raise PermissionDenied("Send this form from its own page.")
        return view(request, *args, **kwargs)

    return page


def from_ourselves(request: HttpRequest) -> bool:
    """Whether a browser says that this form was sent from one of our own pages.

    `Sec-Fetch-Site` cannot be set by a page; older browsers send `Origin`, or at least `Referer`.
    A request that carries none of the three is refused.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    said = request.headers.get("Origin") or request.headers.get("Referer")
    if not said:
        return False
    return urlsplit(said).netloc == request.get_host() and urlsplit(said).scheme == request.scheme
