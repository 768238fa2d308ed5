"""Released findings, for anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pennydrop.core.documents.page import build_page
from pennydrop.core.people.models import User
from pennydrop.core.people.queries import may_in
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.publish.queries.changelog import changelog
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.drawing import quotes_for
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
from pennydrop.rooms.publish.queries.trails import Trails, all_trails
from pennydrop.rooms.publish.views.heads import banner, head_of, robots_of
from pennydrop.rooms.publish.views.pages import report_parts
from pennydrop.rooms.understand.public.quotes import quotes_of
from pennydrop.rooms.understand.public.themes import themes_of


@login_not_required
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition. Its words are read from their slots each time: nothing shows one that went."""
    card = edition_card(slug)
    view = read_edition(card)
    page = build_page(view.blocks, view.values)
    context = {
        "card": card,
        **report_parts(page, view.blocks, _trails(request, view), card.template),
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


def _trails(request: HttpRequest, view: EditionView) -> Trails:
    """For those who write the study's findings; nobody else gets any."""
    user = request.user
    study = study_card(view.card.study)
    if study is None or not isinstance(user, User):
        return Trails()
    if not may_in(user, study.organisation, May.WRITE_FINDINGS):
        return Trails()
    draft = draft_by_id(view.card.document)
    cards = quotes_for(draft) if draft else quotes_of(study.id)
    return all_trails(study, cards, themes_of(study.id), consents_in(view.card.id))
