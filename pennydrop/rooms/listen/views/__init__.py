"""Staff pages share one door: who may see a study, and what stands in its second row."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import check_may_in, may_in, roles_in
from pennydrop.core.people.rules import May, NotAllowed
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.studies import study_by_id

TABS = [
    ("Study", "listen:study"),
    ("Bring in", "listen:bring_in"),
    ("Consent on paper", "listen:paper"),
    ("Sheet and questions", "listen:asks"),
    ("Receipts", "listen:receipts"),
]


def signed_in(request: HttpRequest) -> User:
    """The person; every staff page is behind the sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def study_for(request: HttpRequest, study: UUID, act: May = May.BRING_IN) -> Study:
    """The study, for somebody who may. To others of the organisation the page is closed (403);
    to everybody else it does not exist (404)."""
    found = study_by_id(study)
    user = signed_in(request)
    if found is None or not roles_in(user, found.organisation_id):
        raise Http404
    try:
        check_may_in(user, found.organisation_id, act)
    except NotAllowed as reason:
        raise PermissionDenied(str(reason)) from reason
    return found


def may_here(request: HttpRequest, study: Study, act: May) -> bool:
    return may_in(signed_in(request), study.organisation_id, act)


def frame(study: Study, current: str) -> dict[str, Any]:
    """What every page of a study is told: itself, and its row of tabs."""
    rows = [
        {"label": label, "url": reverse(name, args=[study.pk]), "current": name == current}
        for label, name in TABS
    ]
    return {"study": study, "study_title": study.title, "study_nav": rows}
