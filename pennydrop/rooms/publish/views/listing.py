"""Finding what was released: the list with its search, addresses that stay, feed, site map."""

import datetime as dt
from xml.sax.xmlreader import AttributesImpl

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from pennydrop.core.ui.feeds import QuietFeed
from pennydrop.rooms.publish.queries.editions import (
    EditionCard,
    edition_cards,
    newest_edition,
)
from pennydrop.rooms.publish.queries.listing import (
    LONGEST_QUERY,
    Wish,
    choices_in,
    findings,
    wished_for,
)
from pennydrop.rooms.publish.rules.citing import bibtex, csl, in_words, ris
from pennydrop.rooms.publish.views.editions import edition_card
from pennydrop.rooms.publish.views.heads import INDEXED, banner, work_of

ON_A_PAGE = 20
NEWEST_IN_FEED = 50
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
CITED = {
    "txt": (in_words, "text/plain"),
    "bib": (bibtex, "application/x-bibtex"),
    "ris": (ris, "application/x-research-info-systems"),
    "json": (csl, "application/vnd.citationstyles.csl+json"),
}


@login_not_required
def editions(request: HttpRequest) -> HttpResponse:
    """Every document that was released, in its newest edition. What is looked for is kept nowhere:
    the server keeps no list of requests, and the log no addresses."""
    everything = findings()
    asked = request.GET
    wish = Wish(
        words=" ".join(asked.get("q", "")[:LONGEST_QUERY].split()),
        kind=asked.get("kind", ""),
        theme=asked.get("theme", ""),
        organisation=asked.get("organisation", ""),
        year=asked.get("year", ""),
    )
    found = wished_for(everything, wish)
    invented = bool(everything) and all(one.card.invented for one in everything)
    indexed = wish.open and "page" not in asked and bool(everything) and not invented
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(asked.get("page")),
        "found": len(found),
        "any": bool(everything),
        "wish": wish,
        "choices": choices_in(everything),
        "robots": INDEXED if indexed else "",
        **banner(invented),
    }
    return _answer(render(request, "publish/editions.html", context), indexed)


@login_not_required
def newest(request: HttpRequest, slug: str) -> HttpResponse:
    """The address of a document that stays: whichever edition it names, to the newest one."""
    found = newest_edition(edition_card(slug).document)
    assert found is not None
    return redirect(found.address)


@login_not_required
def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """How to cite an edition, in one of four forms."""
    card = edition_card(slug)
    if form not in CITED:
        raise Http404
    write, media = CITED[form]
    answer = HttpResponse(write(work_of(request, card)), content_type=f"{media}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="findings-{card.slug}.{form}"'
    return answer


@login_not_required
def feed(request: HttpRequest) -> HttpResponse:
    """Every edition as an Atom feed (RFC 4287). Nobody is told who reads it."""
    atom = QuietFeed(
        title="Findings",
        link=request.build_absolute_uri(reverse("publish:editions")),
        description="Each edition on the day on which it was released.",
        language="en-gb",
        author_name="Pennydrop",
        feed_url=request.build_absolute_uri(),
    )
    for card in edition_cards(everything=True, limit=NEWEST_IN_FEED):
        address = request.build_absolute_uri(card.address)
        day = dt.datetime.combine(card.day, dt.time(), tzinfo=dt.UTC)
        atom.add_item(
            title=f"{card.title} ({card.kind.lower()}), edition {card.number}",
            link=address,
            description=escape(_about(card)),  # it is read as HTML
            author_name=card.organisation,
            unique_id=get_tag_uri(address, card.day),
            pubdate=day,
            updateddate=day,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml")


def _about(card: EditionCard) -> str:
    told = f"{card.subtitle}. " if card.subtitle else ""
    return f"{told}By {card.organisation}.{' An invented study.' if card.invented else ''}"


@login_not_required
def sitemap(request: HttpRequest) -> HttpResponse:
    """What search engines may list: the newest edition of each document that is not invented."""
    answer = HttpResponse(content_type="application/xml")
    xml = SimplerXMLGenerator(answer, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": SITEMAP}))
    for card in edition_cards():
        if not card.invented:
            xml.startElement("url", AttributesImpl({}))
            xml.addQuickElement("loc", request.build_absolute_uri(card.address))
            xml.addQuickElement("lastmod", card.day.isoformat())
            xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return answer


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be asked for: each page says for itself that it is not to be listed."""
    where = request.build_absolute_uri(reverse("publish:sitemap"))
    return HttpResponse(
        f"User-agent: *\nDisallow:\n\nSitemap: {where}\n", content_type="text/plain; charset=utf-8"
    )


def _answer(answer: HttpResponse, indexed: bool) -> HttpResponse:
    if indexed:
        answer["X-Robots-Tag"] = INDEXED
    return answer
