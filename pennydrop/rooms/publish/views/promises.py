"""What was said, promised and done, for anybody."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pennydrop.core.messages.post import sends_post
from pennydrop.rooms.publish.queries.editions import EditionCard, edition_by_slug
from pennydrop.rooms.publish.queries.news import newest_of_each
from pennydrop.rooms.publish.queries.promises import Entry, entries, entry_by_slug
from pennydrop.rooms.publish.queries.standing import counted
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS

# So many that what is asked for begins on the first screen or the second.
MOST_NEWS = 4


def public_day() -> dt.date:
    """The day that everybody sees. Owners see today, and so have time to answer."""
    return timezone.localdate() - dt.timedelta(days=EARLY_DAYS)


@login_not_required
def promises(request: HttpRequest) -> HttpResponse:
    """Everything that was asked for, wherever it came from."""
    day = public_day()
    return _page(request, entries(on=day), day, {})


@login_not_required
def promises_of(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of one document; below it what came of the others of its study."""
    card = edition_by_slug(slug)
    if card is None:
        raise Http404
    day = public_day()
    return _page(request, entries(on=day, study=card.study), day, {"card": card})


@login_not_required
def promise(request: HttpRequest, slug: str) -> HttpResponse:
    """One recommendation with everybody it was put to, and its figures over time."""
    day = public_day()
    entry = entry_by_slug(slug, on=day)
    if entry is None:
        raise Http404
    context = {
        "entry": entry,
        "day": day,
        "early_days": EARLY_DAYS,
        "public_on": timezone.localdate() + dt.timedelta(days=EARLY_DAYS),
        **banner(entry.invented),
    }
    return render(request, "publish/promise.html", context)


def _page(
    request: HttpRequest, found: list[Entry], day: dt.date, more: dict[str, Any]
) -> HttpResponse:
    card: EditionCard | None = more.get("card")
    from_us = [entry for entry in found if not entry.source]
    ours = [entry for entry in from_us if card is None or entry.document == card.document]
    past = [entry for entry in found if entry.source]
    context = {
        "day": day,
        "newest": newest_of_each([*ours, *past])[:MOST_NEWS],
        "early_days": EARLY_DAYS,
        "by_mail": sends_post(),
        "ours": ours,
        "beside": [entry for entry in from_us if entry not in ours],
        "past": past,
        "past_put": any(entry.owners for entry in past),
        "counts": counted([*ours, *(entry for entry in past if entry.owners)]),
        **banner(bool(from_us) and all(entry.invented for entry in from_us)),
        **more,
    }
    return render(request, "publish/promises.html", context)


def banner(invented: bool) -> dict[str, bool]:
    return {"invented": True} if invented else {}
