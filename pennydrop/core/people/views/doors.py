"""The door that the staff pages of every room share: who is here, and whether they may come in."""

from typing import Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import may_in, roles_in
from pennydrop.core.people.rules import May, NotAllowed, check_may


class Owned(Protocol):
    """What belongs to an organisation."""

    @property
    def organisation(self) -> UUID: ...


Row = TypeVar("Row", bound=Owned)


def signed_in(request: HttpRequest) -> User:
    """The person. Every page that asks is behind the sign-in; anybody else is refused (403)."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def enter(request: HttpRequest, organisation: UUID, act: May) -> None:
    """Let somebody in who may do this for the organisation that something belongs to.

    To others of that organisation the page is closed (403); to everybody else it does not exist
    (404).
    """
    roles = roles_in(signed_in(request), organisation)
    if not roles:
        raise Http404
    try:
        check_may(roles, act)
    except NotAllowed as reason:
        raise PermissionDenied(str(reason)) from reason


def entered(request: HttpRequest, row: Row | None, act: May) -> Row:
    """The row, for somebody who may do this where it belongs; what is not there does not exist."""
    if row is None:
        raise Http404
    enter(request, row.organisation, act)
    return row


def may_do(request: HttpRequest, organisation: UUID, act: May) -> bool:
    """Whether a page should offer this to whoever reads it."""
    return may_in(signed_in(request), organisation, act)
