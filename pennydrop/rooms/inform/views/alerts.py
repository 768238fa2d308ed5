"""Alerts for anybody: a list, a page, a feed and a message for machines. They set nothing."""

import datetime as dt
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import get_tag_uri
from django.utils.html import escape

from pennydrop.core.documents.prose import plain
from pennydrop.core.messages.post import sends_post
from pennydrop.core.ui.feeds import QuietFeed
from pennydrop.rooms.inform.forms.samples import PlaceForm
from pennydrop.rooms.inform.queries.alerts import public_alert, public_alerts
from pennydrop.rooms.inform.rules.alerts import Issued
from pennydrop.rooms.inform.rules.cap import facts, write_cap
from pennydrop.rooms.inform.rules.places import concerns

TITLE = "Drug alerts"


@login_not_required
def alerts(request: HttpRequest) -> HttpResponse:
    """What is passed on today, what was withdrawn, and what has ended."""
    form = PlaceForm.of(request.GET)
    found = public_alerts(today=timezone.localdate())
    here = {
        state.name.lower(): [one for one in some if concerns(one.text.area, form.chosen)]
        for state, some in found.items()
    }
    context = {"form": form, "place": form.chosen, "by_mail": sends_post(), **here}
    return render(request, "inform/alerts.html", context)


@login_not_required
def alert(request: HttpRequest, alert: UUID) -> HttpResponse:
    found = public_alert(alert, today=timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "inform/alert.html", {"page": found, "alert": found.alert})


@login_not_required
def cap(request: HttpRequest, alert: UUID) -> HttpResponse:
    """The alert for systems that pass warnings on. It has no banner, so no draft stands in it."""
    found = public_alert(alert, today=timezone.localdate(), drafts=False)
    if found is None:
        raise Http404
    written = write_cap(
        found.alert,
        instruction=[plain(text) for text in found.instruction()],
        page=settings.SITE + reverse("inform:alert", args=[alert]),
        sender=urlsplit(settings.SITE).hostname or "pennydrop",
    )
    return HttpResponse(written, content_type="application/cap+xml")


@login_not_required
def feed(request: HttpRequest) -> HttpResponse:
    """Facts without advice: a reader keeps what it once read, and advice may end meanwhile."""
    atom = QuietFeed(
        title=TITLE,
        link=settings.SITE + reverse("inform:alerts"),
        description="Alerts that others raised, passed on for a few days.",
        language="en-gb",
        author_name="Pennydrop",
        feed_url=settings.SITE + reverse("inform:alerts-feed"),
    )
    found = public_alerts(today=timezone.localdate())
    here = sorted((one for some in found.values() for one in some), key=_sent, reverse=True)
    for one in here:
        address = settings.SITE + reverse("inform:alert", args=[one.id])
        atom.add_item(
            title=one.title,
            link=address,
            description=escape(" ".join([*facts(one), one.ends])),  # it is read as HTML
            unique_id=get_tag_uri(f"{address}{one.number}/{one.message}", one.sent_at),
            pubdate=one.sent_at,
            updateddate=one.sent_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml")


def _sent(one: Issued) -> dt.datetime:
    return one.sent_at
