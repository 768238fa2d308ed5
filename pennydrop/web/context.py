"""What every page is told: the addresses and the top row, so that core/ui knows no room."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import places_of
from pennydrop.core.people.rules import May, Role, may
from pennydrop.core.ui.languages import language_now
from pennydrop.rooms.inform.public import HelpPage, lines_to_call
from pennydrop.web.demo.state import has_real_study, is_loaded
from pennydrop.web.demo.trying import try_names
from pennydrop.web.languages import page_languages
from pennydrop.web.onward import onward

VISITOR_ROWS = [
    (_("Guides"), "inform:guides"),
    (_("Findings"), "publish:editions"),
    (_("What was promised"), "publish:promises"),
    (_("I have a code"), "listen:code"),
]
STAFF_ROWS = [
    ("Today", "today", None),
    ("Listen", "listen:studies", None),
    ("Understand", "understand:studies", May.CODE),
    ("Publish", "publish:studies", None),
    ("Promises", "publish:recommendations", May.WRITE_FINDINGS),
    ("Inform", "inform:start", May.READ_ADVICE),
    ("Concerns", "support:concerns", May.RAISE_CONCERNS),
    ("People", "people:list", May.MANAGE_PEOPLE),
    ("Safety", "safety", May.KEEP_SAFE),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for every template. Reads no session on participant pages: they set `quiet`."""
    common: dict[str, Any] = {
        "page_language": language_now(),
        "page_languages": SimpleLazyObject(partial(page_languages, request)),
        "invented": is_loaded() and not has_real_study(),
        "home_url": reverse("front"),
        "leave_url": reverse("listen:leave"),
        "help_url": reverse("inform:help"),
        "to_call": SimpleLazyObject(_to_call),
        "words_url": reverse("listen:words"),
        "code_url": reverse("listen:code"),
        "looking_url": reverse("support:looking"),
        "signin_url": reverse(settings.LOGIN_URL),
        # Set on a tablet that people use one after the other.
        "tablet": getattr(request, "tablet", None),
        "tablet_done_url": reverse("listen:kiosk_again"),
    }
    if getattr(request, "quiet", False) or "sessionid" not in request.COOKIES:
        return {**common, "nav": _rows(request, VISITOR_ROWS)}
    user = request.user
    if not isinstance(user, User):
        return {**common, "nav": _rows(request, VISITOR_ROWS)}
    return {**common, **_staff(request, user)}


def _to_call() -> HelpPage:
    """Read once for a page, and only by one that shows it."""
    return lines_to_call(today=timezone.localdate())


def _staff(request: HttpRequest, user: User) -> dict[str, Any]:
    places = places_of(user)
    roles = [place.role for place in places]
    rows = [(label, name) for label, name, act in STAFF_ROWS if act is None or may(roles, act)]
    return {
        "nav": _rows(request, rows),
        "invented": any(place.invented for place in places),
        "try_files": _try_files(request),
        # Counted only where a page asks for it.
        "onward": partial(onward, request),
        "concern_url": reverse("support:raise") if may(roles, May.RAISE_CONCERNS) else "",
        "user_name": str(user),
        "user_role": places[0].role.label.lower() if places else "",
        "account_links": [
            {"label": "Change password", "url": reverse("account_change_password")},
            {"label": "Second step at sign-in", "url": reverse("mfa_index")},
            *_after_an_interview(roles),
        ],
        "signout_url": reverse("account_logout"),
    }


def _after_an_interview(roles: list[Role]) -> list[dict[str, str]]:
    """Always at hand for those who interview, and seen by nobody beside them."""
    if not may(roles, May.BRING_IN):
        return []
    return [{"label": "After an interview", "url": reverse("listen:debrief")}]


def _try_files(request: HttpRequest) -> list[dict[str, str]]:
    """Invented interviews to bring in, where somebody is about to bring some in."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    if here != "listen:bring_in" or not is_loaded():
        return []
    return [{"name": name, "url": reverse("try-file", args=[name])} for name in try_names()]


def _rows(request: HttpRequest, rows: Sequence[tuple[Any, str]]) -> list[dict[str, Any]]:
    found = [{"label": label, "url": reverse(name)} for label, name in rows]
    here = max((r["url"] for r in found if request.path.startswith(r["url"])), key=len, default="")
    return [{**row, "current": row["url"] == here} for row in found]
