"""A released edition to keep: as PDF, Word file, plain text, and as data.

Every file has a neutral name, and no browser keeps one longer than it is looked at.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from pennydrop.core.documents.word_writing import WORD_TYPE
from pennydrop.rooms.publish.queries.editions import EditionCard
from pennydrop.rooms.publish.queries.package import edition_package
from pennydrop.rooms.publish.queries.printing import edition_pdf, edition_text, edition_word
from pennydrop.rooms.publish.views.editions import edition_card


@login_not_required
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The edition as a tagged PDF."""
    card = edition_card(slug)
    return _file(edition_pdf(card, site=_site(request)), "application/pdf", card, "pdf")


@login_not_required
def word(request: HttpRequest, slug: str) -> HttpResponse:
    """The edition as a Word file."""
    card = edition_card(slug)
    return _file(edition_word(card, site=_site(request)), WORD_TYPE, card, "docx")


@login_not_required
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The edition as plain text."""
    card = edition_card(slug)
    content = edition_text(card, site=_site(request)).encode()
    return _file(content, "text/plain; charset=utf-8", card, "txt")


@login_not_required
def package(request: HttpRequest, slug: str) -> HttpResponse:
    """What the edition tells, as tables."""
    card = edition_card(slug)
    return _file(edition_package(card, site=_site(request)), "application/zip", card, "zip")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


def _file(content: bytes, kind: str, card: EditionCard, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"findings-edition-{card.number}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
