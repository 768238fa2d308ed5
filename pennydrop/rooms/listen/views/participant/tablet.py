"""A tablet that many people use, one after the other: whose turn it is, and when it is over.

Staff put a tablet into this mode once (views/kiosk.py). From then on it opens participants' pages
alone. A turn ends when somebody is done, leaves, or touches nothing for some minutes; then the
place is gone, and nothing that was sent in that turn can be sent again by going back. All of it
is done here, by cookies and headers, so that it works without a script and whatever a page holds.
"""

import datetime as dt
import re
import secrets
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.listen.views.participant.doors import first_page
from pennydrop.rooms.listen.views.participant.place import COOKIE as PLACE
from pennydrop.rooms.listen.views.participant.place import leave_place

COOKIE = "tablet"
PURPOSE = "tablet"
KEPT = dt.timedelta(days=365)
COPY = "listen:my_record"
AT_THE_END = 60  # seconds that the last page stays
OWN = frozenset({"listen:kiosk", "listen:kiosk_again", "listen:kiosk_end"})
# "Leave now" is not among them: on a tablet it ends the turn. Nor is a copy to save: it would lie
# on the tablet.
PAGES = frozenset(
    "code words start start_at about more limits agree first done mine shown on rest near question "
    "hide check use lines asked again away picture".split()
)
OPEN = {f"listen:{name}" for name in PAGES} | {"inform:help", "inform:help-door", "support:looking"}
STARTS = frozenset({"listen:start", "listen:start_at"})
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL | re.IGNORECASE)
_FORM = re.compile(
    r'(<form\b(?=[^>]*\bmethod="post")[^>]*\baction=")([^"]*)(")|(\bformaction=")([^"]*)(")',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tablet:
    """`slug` is the study's, `turn` a random mark of whose turn it is, `touched` the moment (in
    seconds) at which something was last opened, `came_by` the place where the tablet stands (0
    where none was said). All of it is in the tablet's cookie, encrypted."""

    slug: str
    minutes: float
    turn: str
    touched: int
    came_by: int = 0

    @property
    def seconds(self) -> int:
        return round(self.minutes * 60)

    def is_over(self, now: dt.datetime) -> bool:
        return now.timestamp() - self.touched > self.seconds


def tablet_of(request: HttpRequest) -> Tablet | None:
    """The mode this browser is in; None for a phone or computer of one's own."""
    ticket = open_ticket(request.COOKIES.get(COOKIE, ""), purpose=PURPOSE)
    if ticket is None:
        return None
    return Tablet(ticket["s"], ticket["m"], ticket["k"], ticket["t"], ticket.get("w", 0))


def keep_tablet(response: HttpResponse, tablet: Tablet, *, now: dt.datetime) -> HttpResponse:
    ticket = close_ticket(
        {
            "s": tablet.slug, "m": tablet.minutes, "k": tablet.turn, "t": int(now.timestamp()),
            "w": tablet.came_by,
        },
        purpose=PURPOSE,
    )  # fmt: skip
    response.set_cookie(
        COOKIE, ticket, httponly=True, samesite="Lax", secure=settings.HTTPS, max_age=KEPT
    )
    return response


def next_turn(tablet: Tablet, *, now: dt.datetime) -> HttpResponse:
    """The first page, for whoever comes next: no place, and nothing that can be sent again."""
    start = first_page(tablet.slug, tablet.came_by)
    response = leave_place(HttpResponseRedirect(start))
    response["Clear-Site-Data"] = '"cache"'  # pages that the browser would show again, too
    return keep_tablet(response, replace(tablet, turn=secrets.token_hex(8)), now=now)


def may_pass(request: HttpRequest, tablet: Tablet, *, now: dt.datetime) -> bool:
    """Whether this is a page of the turn that is under way. Else the next turn begins."""
    found = _found(request)
    if found is None or found.view_name not in OPEN:
        return False
    if found.kwargs.get("slug", tablet.slug) != tablet.slug:
        return False
    if tablet.is_over(now) and found.view_name not in STARTS:
        return False
    return request.method != "POST" or request.GET.get("k") == tablet.turn


def is_own(request: HttpRequest) -> bool:
    """The pages that begin and end the mode answer for themselves."""
    found = _found(request)
    return found is not None and found.view_name in OWN


def is_a_visit(request: HttpRequest) -> bool:
    """Somebody opens a page; a browser that looks for an icon by itself does not."""
    mode = request.headers.get("Sec-Fetch-Mode")
    return mode == "navigate" if mode else "text/html" in request.headers.get("Accept", "")


def _found(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def dressed(
    request: HttpRequest, response: HttpResponse, tablet: Tablet, *, now: dt.datetime
) -> HttpResponse:
    """A page as a shared tablet may have it: it goes back by itself, and leads nowhere else."""
    if PLACE in response.cookies and response.cookies[PLACE].value:
        response.cookies[PLACE]["max-age"] = tablet.seconds
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        text = _LINK.sub(_kept_link, response.content.decode())
        response.content = _FORM.sub(lambda form: _marked(form, tablet.turn), text).encode()
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        response["Refresh"] = f"{_stays(request, tablet)}; url={reverse('listen:kiosk_again')}"
    return keep_tablet(response, tablet, now=now)


def _kept_link(found: re.Match[str]) -> str:
    """A link to another place (a telephone too), or to a file, becomes its words."""
    outward = re.match(r"[a-z][a-z0-9+.-]*:|//", found[1], re.IGNORECASE)
    return f"<span>{found[2]}</span>" if outward or found[1] == reverse(COPY) else found[0]


def _marked(found: re.Match[str], turn: str) -> str:
    start, action, end = found.groups()[:3] if found[1] else found.groups()[3:]
    join = "&amp;" if "?" in action else "?"
    return f"{start}{action}{join}k={turn}{end}"


def _stays(request: HttpRequest, tablet: Tablet) -> int:
    last = request.path_info == reverse("listen:done", args=[tablet.slug])
    return min(AT_THE_END, tablet.seconds) if last else tablet.seconds
