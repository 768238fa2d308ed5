"""What was sent with a request, read."""

from uuid import UUID

from django.http import HttpRequest


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
