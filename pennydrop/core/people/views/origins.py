"""Whether a form comes from one of our own pages, for pages on which nothing may be set: Django's
token would need a cookie."""

from urllib.parse import urlsplit

from django.http import HttpRequest


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
