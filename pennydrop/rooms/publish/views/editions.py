"""Released findings, for anybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from pennydrop.core.documents.page import build_page
from pennydrop.core.people.models import User
from pennydrop.core.people.queries import may_in
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard, study_card
from pennydrop.rooms.publish.queries.changelog import changelog
from pennydrop.rooms.publish.queries.editions import (
    EditionCard,
    EditionView,
    consents_in,
    edition_by_slug,
    editions_of_document,
    newest_edition,
    read_edition,
    removed_count,
)
from pennydrop.rooms.publish.queries.parts import Part
from pennydrop.rooms.publish.queries.promises import LOOK, Entry, entries
from pennydrop.rooms.publish.queries.put import recommendations_in
from pennydrop.rooms.publish.queries.released_claims import quotes_in_reach
from pennydrop.rooms.publish.queries.trails import all_trails
from pennydrop.rooms.publish.views.heads import banner, head_of, robots_of
from pennydrop.rooms.publish.views.pages import Told, report_parts
from pennydrop.rooms.publish.views.promises import public_day
from pennydrop.rooms.publish.views.stands import stands_in_edition
from pennydrop.rooms.understand.public.themes import themes_of


@gzip_page  # the one page that grows with what people said; nothing secret is written into it
@login_not_required
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition. Its words are read from their slots each time: nothing shows one that went."""
    card = edition_card(slug)
    view = read_edition(card)
    page = build_page(view.printed, view.values)
    context = {
        "card": card,
        **report_parts(
            page, view.printed, _told(request, view), card.template, _came(request, card)
        ),
        "removed": len(view.removed),
        "others": [other for other in editions_of_document(card.document) if other.id != card.id],
        "newest": newest_edition(card.document),
        **head_of(request, card),
        **banner(card.invented),
    }
    answer = render(request, "publish/edition.html", context)
    if robots := robots_of(card):
        answer["X-Robots-Tag"] = robots
    return answer


@login_not_required
def status(request: HttpRequest, slug: str) -> HttpResponse:
    """Is this copy current? The address that stands on every printed page."""
    card = edition_card(slug)
    context = {
        "card": card,
        "newest": newest_edition(card.document),
        "removed": removed_count(card.id),
        "log": changelog(card.document),
        **banner(card.invented),
    }
    return render(request, "publish/status.html", context)


def edition_card(slug: str) -> EditionCard:
    """The edition at an address; 404 where there is none."""
    card = edition_by_slug(slug)
    if card is None:
        raise Http404
    return card


def _told(request: HttpRequest, view: EditionView) -> Told:
    """For those who write the study's findings; nobody else gets any."""
    study = study_card(view.card.study)
    if study is None or not _may(request, study, May.WRITE_FINDINGS):
        return Told()
    cards = quotes_in_reach(view.card)
    trails = all_trails(study, cards, themes_of(study.id), consents_in(view.card.id))
    return Told(trails, stands_in_edition(view.card), view.keys)


def _came(request: HttpRequest, card: EditionCard) -> dict[str, dict[str, Any]]:
    """By a recommendation's place: how it stands for everybody; for those who may put it to an
    owner, where to do so while nobody did."""
    found = recommendations_in(card)
    if not found:
        return {}
    stands = {entry.id: entry for entry in entries(on=public_day(), study=card.study)}
    study = study_card(card.study)
    may_put = study is not None and _may(request, study, May.PUBLISH)
    return {
        one.part.anchor: _followed(stands[one.noted.pk]) if one.noted else _to_put(one.part)
        for one in found
        if may_put or one.noted
    }


def _followed(entry: Entry) -> dict[str, Any]:
    states = [(state, LOOK[state]) for state in entry.states]
    return {"slug": entry.slug, "text": entry.text, "states": states}


def _to_put(part: Part) -> dict[str, Any]:
    address = reverse("publish:put-block", args=[part.edition.slug, part.block])
    return {"text": part.text, "put_url": address}


def _may(request: HttpRequest, study: StudyCard, act: May) -> bool:
    return isinstance(request.user, User) and may_in(request.user, study.organisation, act)
