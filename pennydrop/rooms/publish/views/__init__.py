"""Pages of this room share one door: who may see a study's findings, and its row of tabs."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from pennydrop.core.people.queries import roles_in
from pennydrop.core.people.rules import May, may
from pennydrop.core.people.views.doors import enter, may_do
from pennydrop.core.people.views.doors import signed_in as signed_in
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


def study_for(request: HttpRequest, study: UUID, act: May = May.WRITE_FINDINGS) -> StudyCard:
    """The study, for somebody who may; else 403 or 404 as the door says."""
    found = study_card(study)
    if found is None:
        raise Http404
    enter(request, found.organisation, act)
    return found


def may_here(request: HttpRequest, study: StudyCard, act: May) -> bool:
    return may_do(request, study.organisation, act)


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
