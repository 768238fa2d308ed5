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
from pennydrop.rooms.publish.queries.drafts import Draft, draft_by_id

ALL = ("Findings", "publish:study")
ONE = [
    ("Draft", "publish:draft"),
    ("Preview", "publish:preview"),
    ("First look", "publish:first-look"),
    ("Release check", "publish:check"),
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


def draft_for(request: HttpRequest, study: UUID, document: UUID) -> tuple[StudyCard, Draft]:
    """A study and one of its documents, for somebody who may write it; 404 where there is none."""
    card = study_for(request, study)
    draft = draft_by_id(document)
    if draft is None or draft.study != card.id:
        raise Http404
    return card, draft


def frame(
    request: HttpRequest, study: StudyCard, current: str, draft: Draft | None = None
) -> dict[str, Any]:
    """What every page of a study is told: itself, the document in hand, and its row of tabs."""
    roles = roles_in(signed_in(request), study.organisation)
    rows = [_tab(*ALL, current, study.id)]
    if draft:
        rows += [_tab(*one, current, study.id, draft.id) for one in ONE]
    return {
        "draft": draft,
        "study": study,
        "study_title": study.title,
        "study_nav": rows if may(roles, May.WRITE_FINDINGS) else [],
        "invented": study.invented,
        "may_publish": may(roles, May.PUBLISH),
    }


def _tab(label: str, name: str, current: str, *ids: UUID) -> dict[str, Any]:
    return {"label": label, "url": reverse(name, args=ids), "current": name == current}
