"""What the Today page says: what waits for this person, and how their studies stand."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import actor, organisations_where, places_of
from pennydrop.core.people.rules import May
from pennydrop.core.ui.charts import Bars, Series, inline
from pennydrop.rooms.listen.public import StudyCard, participants_of, studies_in
from pennydrop.rooms.listen.queries.receipts import unseen_receipts
from pennydrop.rooms.publish.public import (
    asked_outside,
    consultation_duties,
    duties,
    objected_to,
    released_editions,
    story_duties,
    to_be_signed,
)
from pennydrop.rooms.understand.public.quotes import quotes_waiting
from pennydrop.rooms.understand.public.texts import Progress, progress_of
from pennydrop.web.advising import advice_waiting
from pennydrop.web.caring import care_for_the_team, concerns_waiting
from pennydrop.web.ending import time_over
from pennydrop.web.safekeeping.doctor import Grade, examine

Item = dict[str, Any]


def waiting_for(user: User, *, at: dt.datetime) -> list[Item]:
    """One line for each thing that this person may do and that waits, most pressing first."""
    items = [
        *concerns_waiting(user, at=at),
        *_safety(user, at),
        *_receipts(user),
        *time_over(user, at=at),
        *_findings(user),
        *_signatures(user),
        *_stories(user),
        *_consultations(user, at),
        *_names(user),
        *_promises(user, at),
        *advice_waiting(user, at=at),
        *care_for_the_team(user, at=at),
    ]
    return sorted(items, key=lambda item: item["kind"] != "help")


def done_lately(user: User) -> list[Item]:
    """What the team has released, newest first."""
    mine = {study.id for study in _studies(user)}
    return [
        {
            "text": f"Edition {card.number} of “{card.title}” was released on {card.day:%-d %B}.",
            "url": card.address,
        }
        for card in released_editions()
        if card.study in mine
    ][:3]


def study_panels(user: User) -> list[Item]:
    opens = {study.id for study in _studies(user, May.BRING_IN)}
    return [_panel(study, opens=study.id in opens) for study in _studies(user)]


def _studies(user: User, act: May | None = None) -> list[StudyCard]:
    if act is None:
        return studies_in([place.organisation for place in places_of(user)])
    return studies_in(organisations_where(user, act))


def _safety(user: User, at: dt.datetime) -> list[Item]:
    if not organisations_where(user, May.KEEP_SAFE):
        return []
    unsafe = [finding for finding in examine(at=at) if finding.grade is Grade.UNSAFE]
    if not unsafe:
        return []
    text = unsafe[0].what if len(unsafe) == 1 else f"The doctor found {len(unsafe)} unsafe things."
    return [{"text": text, "action": "See what to do", "url": reverse("safety"), "kind": "help"}]


def _receipts(user: User) -> list[Item]:
    studies = [study.id for study in _studies(user, May.WITHDRAW)]
    return [
        {
            "text": f"{receipt.name} took their words back. The receipt is ready.",
            "action": "Read and print it",
            "url": reverse("listen:receipt", args=[receipt.study, receipt.pk]),
            "kind": "",
        }
        for receipt in unseen_receipts(studies)
    ]


def _signatures(user: User) -> list[Item]:
    counted = [(study, quotes_waiting(study.id)) for study in _studies(user, May.SIGN)]
    return [
        {
            "text": f"{_many(count, 'passage needs', 'passages need')} a second pair of eyes "
            f"before {'it' if count == 1 else 'they'} can be quoted ({study.title}).",
            "action": "Look",
            "url": reverse("understand:quotes-waiting", args=[study.id]),
            "kind": "",
        }
        for study, count in counted
        if count
    ]


def _stories(user: User) -> list[Item]:
    """Stories that wait for a signature, or for an answer to their tellers."""
    waiting = story_duties(
        signs=organisations_where(user, May.SIGN),
        writes=organisations_where(user, May.WRITE_FINDINGS),
        by=actor(user),
    )
    return [
        {
            "text": one.text,
            "action": "Open it",
            "url": reverse("publish:story-kept", args=[one.story]),
            "kind": "",
        }
        for one in waiting
    ]


def _consultations(user: User, at: dt.datetime) -> list[Item]:
    """Answers that are due soon, or were."""
    writes = organisations_where(user, May.WRITE_FINDINGS)
    return [
        {
            "text": text,
            "action": "Open it",
            "url": reverse("publish:consultation", args=[key]),
            "kind": "",
        }
        for key, text in consultation_duties(writes, today=timezone.localdate(at))
    ]


def _findings(user: User) -> list[Item]:
    """Findings that wait for a second signature, or for an answer to somebody who said no."""
    signs = [study.id for study in _studies(user, May.PUBLISH)]
    writes = [study.id for study in _studies(user, May.WRITE_FINDINGS)]
    proposed = [
        {
            "text": f"“{one.title}” waits for a second signature before it is released.",
            "action": "Read it and sign",
            "url": reverse("publish:check", args=[one.study, one.document]),
            "kind": "",
        }
        for one in to_be_signed(signs, by=actor(user))
    ]
    return [*proposed, *_asked_outside(signs), *_objected(writes)]


def _asked_outside(studies: list[UUID]) -> list[Item]:
    """Releases that wait for somebody without an account, or that one of them declined."""
    return [
        {
            "text": f"“{one.title}” waits for {one.name} to sign, until {one.until:%-d %B}."
            if one.until
            else f"{one.name} did not sign “{one.title}”.",
            "action": "See the release check" if one.until else "Read why",
            "url": reverse("publish:check", args=[one.study, one.document]),
            "kind": "",
        }
        for one in asked_outside(studies, on=timezone.localdate())
    ]


def _objected(studies: list[UUID]) -> list[Item]:
    return [
        {
            "text": f"{_many(one.people, 'person does', 'people do')} not want a line of theirs "
            f"printed as it stands in “{one.title}”.",
            "action": "See which",
            "url": reverse("publish:first-look", args=[one.study, one.document]),
            "kind": "",
        }
        for one in objected_to(studies)
    ]


def _names(user: User) -> list[Item]:
    items = []
    for study in _studies(user, May.SEE_ORIGINALS):
        left = progress_of(study.id).waiting
        if left:
            text = f"{_many(left, 'source has', 'sources have')} names still in ({study.title})."
            url = reverse("understand:review-list", args=[study.id])
            items.append({"text": text, "action": "Take them out", "url": url, "kind": ""})
    return items


def _promises(user: User, at: dt.datetime) -> list[Item]:
    """Recommendations and promises that somebody has to look after."""
    return [
        {
            "text": duty.text,
            "action": "Look",
            "url": reverse("publish:recommendation", args=[duty.recommendation]),
            "kind": "",
        }
        for duty in duties(organisations_where(user, May.PUBLISH), on=timezone.localdate(at))
    ]


def _panel(study: StudyCard, *, opens: bool) -> Item:
    progress = progress_of(study.id)
    people = [p for p in participants_of(study.id) if not p.staff and p.state == "shared"]
    return {
        "title": study.title,
        "url": reverse("listen:study", args=[study.id]) if opens else "",
        "state": "Open" if study.state == "open" else "Closed draft",
        "state_kind": "ok" if study.state == "open" else "wait",
        "counts": [
            {"label": "people", "figure": len(people)},
            {"label": "sources", "figure": progress.sources},
            {"label": "coded", "figure": progress.coded},
        ],
        "chart": mark_safe(inline(_chart(progress), name=f"chart-{study.slug}")),
        "note": "",
    }


def _chart(progress: Progress) -> Bars:
    counts = (progress.sources, progress.signed, progress.coded)
    return Bars(
        title="How far the sources are",
        description=f"{counts[0]} brought in, {counts[1]} with names taken out, {counts[2]} coded.",
        category_name="Step",
        categories=("Brought in", "Names taken out", "Coded"),
        series=(Series("Sources", counts),),
    )


def _many(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
