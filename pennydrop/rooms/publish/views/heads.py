"""What the head of a public page says of findings to search engines and reference managers."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from pennydrop.rooms.publish.queries.editions import EditionCard, editions_of_document
from pennydrop.rooms.publish.queries.listing import themes_of_edition
from pennydrop.rooms.publish.rules.citing import Work, in_words, schema_org

# May be listed, and no copy or passage is shown: words that are taken back would stay in those.
INDEXED = "noarchive, nosnippet"


def banner(invented: bool) -> dict[str, bool]:
    return {"invented": True} if invented else {}


def robots_of(card: EditionCard) -> str:
    """What search engines may do with an edition; "": nothing."""
    return INDEXED if card.newest and not card.invented else ""


def work_of(request: HttpRequest, card: EditionCard) -> Work:
    """The edition as it is cited. The address that stays is that of its first edition."""
    first = editions_of_document(card.document)[-1]
    return Work(
        key=f"findings-{card.slug}",
        title=card.title,
        subtitle=card.subtitle,
        organisation=card.organisation,
        kind=card.kind,
        number=card.number,
        day=card.day,
        address=request.build_absolute_uri(card.address),
        newest=request.build_absolute_uri(reverse("publish:newest", args=[first.slug])),
        themes=themes_of_edition(card.id),
    )


def head_of(request: HttpRequest, card: EditionCard) -> dict[str, object]:
    """For `_head.html` and `_cite.html`."""
    work = work_of(request, card)
    # `schema_org` writes no letter that could end the element it stands in.
    data = mark_safe(schema_org(work))
    return {"work": work, "cited": in_words(work), "metadata": data, "robots": robots_of(card)}
