"""What is new about promises as an Atom feed (RFC 4287). Nobody is told who reads it."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri
from django.utils.html import escape

from pennydrop.core.ui.feeds import QuietFeed
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.queries.news import news_of
from pennydrop.rooms.publish.queries.promises import Entry, entries
from pennydrop.rooms.publish.views.promises import public_day

TITLE = "What you said, what was promised, what was done"


@login_not_required
def promises_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, entries(on=public_day()), TITLE, reverse("publish:promises"))


@login_not_required
def promises_of_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of one report: of its own recommendations, in whichever edition they stand."""
    card = edition_by_slug(slug)
    if card is None:
        raise Http404
    of_study = entries(on=public_day(), study=card.study)
    found = [entry for entry in of_study if entry.document == card.document]
    return _feed(request, found, f"{TITLE}: {card.title}", f"{card.address}promises/")


def _feed(request: HttpRequest, found: list[Entry], title: str, page: str) -> HttpResponse:
    feed = QuietFeed(
        title=title,
        link=request.build_absolute_uri(page),
        description="Changes, on the day on which everybody can read them.",
        language="en-gb",
        author_name="Pennydrop",
        feed_url=request.build_absolute_uri(),
    )
    for news in news_of(found):
        address = request.build_absolute_uri(reverse("publish:promise", args=[news.slug]))
        at = dt.datetime.combine(news.on, dt.time(), tzinfo=dt.UTC)
        feed.add_item(
            title=news.title,
            link=address,
            description=escape(news.text),  # it is read as HTML
            unique_id=get_tag_uri(f"{address}{news.key}", at),
            pubdate=at,
            updateddate=at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml")
