"""A person's place: who they are for one sitting, inside an encrypted cookie and nowhere else."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils import timezone

from pennydrop.core.ui.languages import OTHERS
from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.answers import person_by_id

COOKIE = "place"
PATH = "/mine/"
PURPOSE = "place"
# After this, what was written is shown only to somebody who has the code. Nothing is lost by it.
SITTING = dt.timedelta(hours=1)
# For so long a page left open may still save what was typed into it (without showing anything).
SAVING = dt.timedelta(days=2)


@dataclass(frozen=True)
class Place:
    """`step` is the address of the page that was dealt with last ("" before the first one);
    `alone`: only one was wanted. `language` is the form's own name for it, `large` larger text,
    `near` the kinds of risk whose help is to be shown next. `came_by` is the place whose poster
    led here (0 for none): it is counted when words are shared, and stands nowhere but here.

    `lasting` is False for a place so old that it may save but not show.
    """

    person: Participant
    code: str
    step: str
    alone: bool
    language: str = ""
    large: bool = False
    near: tuple[str, ...] = ()
    came_by: int = 0
    lasting: bool = True

    def at(self, step: str) -> "Place":
        return replace(self, step=step)


def place_of(request: HttpRequest) -> Place | None:
    """Whose sitting this is, or None: no cookie, not ours, too old, or words taken back."""
    ticket = open_ticket(_kept(request), purpose=PURPOSE)
    if ticket is None:
        return None
    age = timezone.now() - dt.datetime.fromtimestamp(ticket["t"], dt.UTC)
    person = person_by_id(UUID(ticket["p"])) if age <= SAVING else None
    if person is None:
        return None
    return Place(
        person=person, code=ticket["c"], step=str(ticket["s"]), alone=ticket["a"],
        language=ticket.get("l", ""), large=ticket.get("b", False),
        near=tuple(ticket.get("n", ())), came_by=ticket.get("w", 0), lasting=age <= SITTING,
    )  # fmt: skip


def wants_larger(request: HttpRequest) -> bool:
    """Whether whoever reads this wants larger text, as far as the request itself can say: in the
    address, in a form that was sent, or with the place. It opens nothing of the person."""
    if "1" in (request.GET.get("t"), request.POST.get("t")):
        return True
    ticket = open_ticket(_kept(request), purpose=PURPOSE)
    return bool(ticket and ticket.get("b"))


def _kept(request: HttpRequest) -> str:
    name, _ = _cookie(get_script_prefix())
    return request.COOKIES.get(name, "")


def _cookie(prefix: str) -> tuple[str, str]:
    """Its name, and where alone it is sent: to their own pages, in the language they read. Each
    language has a name of its own, so that leaving ends all of them."""
    code = prefix.strip("/")
    return f"{COOKIE}-{code}" if code else COOKIE, prefix.rstrip("/") + PATH


def keep_place(response: HttpResponse, place: Place) -> HttpResponse:
    """Set the cookie. It goes with the browser's window, and no page's script can read it."""
    ticket = close_ticket(
        {
            "p": place.person.pk.hex, "c": place.code, "s": place.step, "a": place.alone,
            "l": place.language, "b": place.large, "n": place.near,
            "w": place.came_by,
            "t": int(timezone.now().timestamp()),
        },
        purpose=PURPOSE,
    )  # fmt: skip
    name, path = _cookie(get_script_prefix())
    response.set_cookie(
        name, ticket, path=path, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


def leave_place(response: HttpResponse) -> HttpResponse:
    for prefix in ("/", *(f"/{code}/" for code in OTHERS)):
        name, path = _cookie(prefix)
        response.delete_cookie(name, path=path, samesite="Lax")
    return response
