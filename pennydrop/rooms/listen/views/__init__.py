"""Staff pages share one door: who may see a study, and what stands in its second row."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do
from pennydrop.core.people.views.doors import signed_in as signed_in
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.studies import study_by_id

TABS = [
    ("Study", "listen:study"),
    ("Going live", "listen:gate"),
    ("Bring in", "listen:bring_in"),
    ("Consent on paper", "listen:paper"),
    ("Ledger", "listen:ledger"),
    ("Sheet and questions", "listen:asks"),
    ("In the field", "listen:field"),
    ("Receipts", "listen:receipts"),
]


def study_for(request: HttpRequest, study: UUID, act: May = May.BRING_IN) -> Study:
    """The study, for somebody who may; else 403 or 404 as the door says."""
    found = study_by_id(study)
    if found is None:
        raise Http404
    enter(request, found.organisation_id, act)
    return found


def may_here(request: HttpRequest, study: Study, act: May) -> bool:
    return may_do(request, study.organisation_id, act)


def frame(study: Study, current: str) -> dict[str, Any]:
    """What every page of a study is told: itself, and its row of tabs."""
    rows = [
        {"label": label, "url": reverse(name, args=[study.pk]), "current": name == current}
        for label, name in TABS
    ]
    return {"study": study, "study_title": study.title, "study_nav": rows}
