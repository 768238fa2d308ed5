"""What was sent with a request, read."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def number(typed: str) -> int | None:
    """A number from 0 on, as addresses and forms carry them; None for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) < 16 else None


def id_of(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which draws the answer into the page that is open."""
    return request.headers.get("Accept", "").startswith("application/json")


def way_back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that a form names as where it was sent from (`back`)."""
    back = request.POST.get("back", "")
    ours = back and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours else otherwise
