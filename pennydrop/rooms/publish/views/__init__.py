"""Pages of this room share one door: who may see a study's findings, and its row of tabs."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import may_in, roles_in
from pennydrop.core.people.rules import May, NotAllowed, check_may, may
from pennydrop.rooms.listen.public import StudyCard, study_card
from pennydrop.rooms.publish.queries.drafts import has_draft

# label, address name, and what somebody must be allowed to do to see it in the row; all but the
# first only where a draft was started
TABS = [
    ("Findings", "publish:study", May.WRITE_FINDINGS),
    ("Draft", "publish:draft", May.WRITE_FINDINGS),
    ("Preview", "publish:preview", May.WRITE_FINDINGS),
    ("Release check", "publish:check", May.WRITE_FINDINGS),
]


def signed_in(request: HttpRequest) -> User:
    """The person; every page that uses this is behind the sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def study_for(request: HttpRequest, study: UUID, act: May = May.WRITE_FINDINGS) -> StudyCard:
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
    shown = TABS if has_draft(study.id) else TABS[:1]
    rows = [
        {"label": label, "url": reverse(name, args=[study.id]), "current": name == current}
        for label, name, act in shown
        if may(roles, act)
    ]
    return {
        "study": study,
        "study_title": study.title,
        "study_nav": rows,
        "invented": study.invented,
        "may_publish": may(roles, May.PUBLISH),
    }
