"""A released edition to keep: as PDF, Word file, plain text, and as data.

Every file has a neutral name, and no browser keeps one longer than it is looked at.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pennydrop.core.documents.cards import SIZES, Shape
from pennydrop.core.documents.copies import Layout
from pennydrop.core.documents.word_writing import WORD_TYPE
from pennydrop.rooms.publish.queries.editions import EditionCard
from pennydrop.rooms.publish.queries.package import edition_package
from pennydrop.rooms.publish.queries.printing import (
    edition_card_picture,
    edition_card_texts,
    edition_pdf,
    edition_text,
    edition_word,
)
from pennydrop.rooms.publish.views.editions import edition_card

_CARD_FILES = {
    "png": "image/png", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8"
}  # fmt: skip
_SHAPES = {
    Shape.SQUARE: "Square, for a feed",
    Shape.STORY: "Tall, for a story",
    Shape.WIDE: "Wide, for a link or a screen",
}


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


@login_not_required
def cards(request: HttpRequest, slug: str) -> HttpResponse:
    """An edition's cards as pictures to share, each with the words that say what stands on it."""
    card = _cards(slug)
    texts = edition_card_texts(card, site=_site(request))
    context = {
        "card": card,
        "cards": list(enumerate(texts, start=1)),
        "shapes": [(shape, name, *SIZES[shape]) for shape, name in _SHAPES.items()],
        **({"invented": True} if card.invented else {}),
    }
    return render(request, "publish/cards.html", context)


@login_not_required
def card_picture(
    request: HttpRequest, slug: str, shape: str, number: int, kind: str
) -> HttpResponse:
    """One card, counted from 1, as PNG or SVG in one of its shapes; or its words as a file."""
    card = _cards(slug)
    if shape not in list(Shape) or kind not in _CARD_FILES or not number:
        raise Http404
    site = _site(request)
    try:
        content = (
            _card_words(card, number, site)
            if kind == "txt"
            else edition_card_picture(card, number - 1, kind=kind, shape=Shape(shape), site=site)
        )
    except LookupError:
        raise Http404 from None
    answer = HttpResponse(content, content_type=_CARD_FILES[kind])
    answer["Content-Disposition"] = f'inline; filename="card-{number}-{shape}.{kind}"'
    return answer


def _card_words(card: EditionCard, number: int, site: str) -> bytes:
    return (edition_card_texts(card, site=site)[number - 1] + "\n").encode()


def _cards(slug: str) -> EditionCard:
    card = edition_card(slug)
    if Layout.named(card.template) is not Layout.CARDS:
        raise Http404
    return card


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


def _file(content: bytes, kind: str, card: EditionCard, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"findings-edition-{card.number}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
