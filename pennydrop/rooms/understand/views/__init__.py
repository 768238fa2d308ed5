"""Pages of this room share one door: who may see a study, and what stands in its second row."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pennydrop.core.people.queries import actor, roles_in
from pennydrop.core.people.rules import May, may
from pennydrop.core.people.views.doors import enter, may_do
from pennydrop.core.people.views.doors import signed_in as signed_in
from pennydrop.rooms.listen.public import StudyCard, study_card
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.queries.blind import closed_to
from pennydrop.rooms.understand.rules.approach import Tool

# label, address name, and what somebody must be allowed to do to see it in the row
TABS = [
    ("Study", "understand:study", May.CODE),
    ("Approach", "understand:approach", May.CODE),
    ("Take names out", "understand:review-list", May.SEE_ORIGINALS),
    ("Codes", "understand:codes", May.CODE),
    ("Themes", "understand:themes", May.CODE),
    ("Quotes", "understand:quotes", May.SIGN),
    ("Memos", "understand:memos", May.CODE),
    ("Search", "understand:search", May.CODE),
    ("Counts", "understand:by-people", May.SIGN),
]
# The pages of finding and counting: what stands above each, within the tabs "Search" and "Counts"
FINDING = [
    ("Words", "understand:search"),
    ("Ask", "understand:ask"),
    ("By meaning", "understand:near"),
]
COUNTING = [
    ("By people", "understand:by-people"),
    ("Together", "understand:together"),
    ("By kind of source", "understand:by-kind"),
    ("Words said", "understand:words-said"),
    ("New codes", "understand:saturation"),
    ("Participants", "understand:cases"),
]


def study_for(request: HttpRequest, study: UUID, act: May) -> StudyCard:
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
    rows = [
        {"label": label, "url": reverse(name, args=[study.id]), "current": name == current}
        for label, name, act in TABS
        if may(roles, act)
    ]
    return {"study": study, "study_title": study.title, "study_nav": rows}


def held_back(request: HttpRequest, study: StudyCard) -> HttpResponse | None:
    """While the study codes blind and this reader is not done everywhere: a page that says so, in
    place of one that would tell how others coded."""
    waiting = closed_to(study.id, actor(signed_in(request)))
    if not waiting:
        return None
    context = {**frame(request, study, ""), "waiting": len(waiting)}
    return render(request, "understand/find/held_back.html", context)


def finding_frame(
    request: HttpRequest, study: StudyCard, tab: str, pages: list[tuple[str, str]], current: str
) -> dict[str, Any]:
    """The frame of a page of finding or counting, with the pages beside it."""
    team = may_here(request, study, May.CODE)
    beside = [
        {"label": label, "url": reverse(name, args=[study.id]), "current": name == current}
        for label, name in pages
        if (team or name == tab)
        and (name != "understand:saturation" or offers(study.id, Tool.SATURATION))
    ]
    return {**frame(request, study, tab), "beside": beside, "team": team}
