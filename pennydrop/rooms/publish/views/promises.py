"""What was said, promised and done, for anybody."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pennydrop.core.messages.post import sends_post
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.queries.promises import Entry, counted, entries, entry_by_slug
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS


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
    """What came of the findings of one study."""
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
    ours = [entry for entry in found if not entry.source]
    context = {
        "day": day,
        "early_days": EARLY_DAYS,
        "by_mail": sends_post(),
        "ours": ours,
        "past": [entry for entry in found if entry.source],
        "counts": counted(entry for entry in found if entry.owners or not entry.source),
        **banner(bool(ours) and all(entry.invented for entry in ours)),
        **more,
    }
    return render(request, "publish/promises.html", context)


def banner(invented: bool) -> dict[str, bool]:
    return {"invented": True} if invented else {}
