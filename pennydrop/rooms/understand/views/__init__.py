"""Pages of this room share one door: who may see a study, and what stands in its second row."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import may_in, roles_in
from pennydrop.core.people.rules import May, NotAllowed, check_may, may
from pennydrop.rooms.listen.public import StudyCard, study_card

# label, address name, and what somebody must be allowed to do to see it in the row
TABS = [
    ("Study", "understand:study", May.CODE),
    ("Take names out", "understand:review-list", May.SEE_ORIGINALS),
    ("Codes", "understand:codes", May.CODE),
    ("Themes", "understand:themes", May.CODE),
    ("Quotes", "understand:quotes", May.SIGN),
    ("Memos", "understand:memos", May.CODE),
    ("Search", "understand:search", May.CODE),
]


def signed_in(request: HttpRequest) -> User:
    """The person; every page here but a guest's is behind the sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def study_for(request: HttpRequest, study: UUID, act: May) -> StudyCard:
    """The study, for somebody who may. To others of the organisation the page is closed (403);
    to everybody else it does not exist (404)."""
    found = study_card(study)
    roles = roles_in(signed_in(request), found.organisation) if found else []
    if found is None or not roles:
        raise Http404
    try:
        check_may(roles, act)
    except NotAllowed as reason:
        raise PermissionDenied(str(reason)) from reason
    return found


def may_here(request: HttpRequest, study: StudyCard, act: May) -> bool:
    return may_in(signed_in(request), study.organisation, act)


def frame(request: HttpRequest, study: StudyCard, current: str) -> dict[str, Any]:
    """What every page of a study is told: itself, and its row of tabs."""
    roles = roles_in(signed_in(request), study.organisation)
    rows = [
        {"label": label, "url": reverse(name, args=[study.id]), "current": name == current}
        for label, name, act in TABS
        if may(roles, act)
    ]
    return {"study": study, "study_title": study.title, "study_nav": rows}
