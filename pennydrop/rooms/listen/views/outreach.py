"""The field: a tally of contacts on a phone, and how contacts, talks and answers stand."""

import csv
import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.origins import from_ourselves
from pennydrop.core.ui.charts import Bars, Series
from pennydrop.core.ui.charts.data import MOST_CATEGORIES
from pennydrop.rooms.listen.actions.outreach import count_taps, keep_lists, undo_contact
from pennydrop.rooms.listen.forms.outreach import ListsForm
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.outreach import (
    contact_in,
    counted_on,
    counts_by_day,
    counts_by_place,
    has_tally,
    kind_totals,
    kinds_of,
    known_kinds,
    known_places,
    places_of,
)
from pennydrop.rooms.listen.rules.outreach import (
    FIRST_KINDS,
    NO_PLACE,
    BadTaps,
    Steps,
    Tap,
    by_place,
    by_week,
    protected,
    read_taps,
)
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for

STEPS = ("Contacts", "Interviews and groups", "Survey answers")
WORKER = Path(__file__).parents[1] / "static/listen/outreach-worker.js"


@require_safe
def field(request: HttpRequest, study: UUID) -> HttpResponse:
    """What happens in the field, on one page: the way from a contact to somebody's words."""
    found = study_for(request, study)
    counted = counts_by_day(found.pk)
    weeks = [(f"{week:%-d %b %Y}", steps) for week, steps in by_week(counted)]
    somewhere = [row for row in _places(found) if any(row[1].each)][:MOST_CATEGORIES]
    context = {
        **frame(found, "listen:field"),
        "total": sum((steps for _, steps in counted), Steps()),
        "tallied": has_tally(found.pk),
        "kinds": kind_totals(found.pk),
        "weeks": _chart("By week", "Week of", weeks),
        "places": _chart("By place", "Place", somewhere, quiet=found.small_number),
        "may_run": may_here(request, found, May.RUN_STUDIES),
    }
    return render(request, "listen/outreach/field.html", context)


def _places(study: Study) -> list[tuple[str, Steps]]:
    names = [place.name for place in places_of(study.pk)]
    return by_place(counts_by_place(study.pk), names)


def _chart(title: str, name: str, rows: list[tuple[str, Steps]], *, quiet: int = 0) -> Bars | None:
    """`quiet`: a threshold for the survey answers. Whoever answers by themself must not be told
    from a place that brought a single one; contacts and interviews the team has met itself."""
    if not rows:
        return None
    contacts, talks, surveys = zip(*(steps.each for _, steps in rows), strict=True)
    return Bars(
        title=title,
        description=f"{', '.join(STEPS[:2])} and {STEPS[2].lower()}, {title.lower()}.",
        category_name=name,
        categories=tuple(label for label, _ in rows),
        series=(
            Series(STEPS[0], tuple(map(float, contacts))),
            Series(STEPS[1], tuple(map(float, talks))),
            _quiet(STEPS[2], surveys, quiet) if quiet else Series(STEPS[2], surveys),
        ),
    )


def _quiet(label: str, counts: Sequence[int], threshold: int) -> Series:
    told = [row[0] for row in protected([(count,) for count in counts], threshold=threshold)]
    return Series(label, tuple(one.shown for one in told), tuple(one.said for one in told))


@require_safe
def figures(request: HttpRequest, study: UUID) -> HttpResponse:
    """The counts as a table to take along: rounded, and nothing small can be worked out."""
    found = study_for(request, study)
    counted = by_week(counts_by_day(found.pk))
    weeks = [(f"week of {week.isoformat()}", steps) for week, steps in counted]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="field.csv"'
    writer = csv.writer(response)
    writer.writerow(["by", "which", *(step.lower() for step in STEPS)])
    for by, rows in (("week", weeks), ("place", _places(found))):
        cells = protected([steps.each for _, steps in rows], threshold=found.small_number)
        for (label, _), row in zip(rows, cells, strict=True):
            writer.writerow([by, label, *(cell.said for cell in row)])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def outreach(request: HttpRequest, study: UUID) -> HttpResponse:
    """The tally. One press is one contact; with a script it works without signal too."""
    found = study_for(request, study)
    if request.method != "POST":
        return _tally(request, found)
    data = {name: request.POST.get(name, "") for name in ("id", "place", "kind")}
    tap = _tap(found, {**data, "on": timezone.localdate().isoformat()})
    if tap is None:
        messages.warning(request, "Choose a place, then press what kind of contact it was.")
        return redirect("listen:outreach", found.pk)
    count_taps(study=found, taps=[tap], by=actor(signed_in(request)), at=timezone.now())
    here = reverse("listen:outreach", args=[found.pk])
    return redirect(f"{here}?place={tap.place}&counted={tap.id}")


def _tap(study: Study, row: dict[str, str]) -> Tap | None:
    taps = read_taps(
        {"taps": [row]},
        today=timezone.localdate(),
        places=known_places(study.pk),
        kinds=known_kinds(study.pk),
    ).taps
    return taps[0] if taps else None


@require_safe
def alone(request: HttpRequest, study: UUID) -> HttpResponse:
    """The tally without anything of whoever is signed in: what a phone keeps for no signal."""
    return _tally(request, study_for(request, study), alone=True)


def _tally(request: HttpRequest, study: Study, *, alone: bool = False) -> HttpResponse:
    counted = {} if alone else counted_on(study.pk, timezone.localdate())
    places, kinds = places_of(study.pk), kinds_of(study.pk)
    asked = request.GET.get("place", "")
    here = next(
        (place for place in places if str(place.pk) == asked), places[0] if places else None
    )
    context: dict[str, Any] = {
        "study": study,
        "invented": study.invented,
        "alone": alone,
        "here": here,
        "places": [(place, _numbers(counted, place.pk, kinds)) for place in places],
        "kinds": [(kind, counted.get((here.pk, kind.pk), 0) if here else 0) for kind in kinds],
        "fresh": uuid.uuid4(),
        "last": None if alone else _last(request, study),
        "may_run": not alone and may_here(request, study, May.RUN_STUDIES),
    }
    return render(request, "listen/outreach/tally.html", context)


def _numbers(counted: dict[tuple[int, int], int], place: int, kinds: list[Any]) -> str:
    """Today's counts at a place, as the script reads them: `7:3 9:1`."""
    pairs = ((kind.pk, counted.get((place, kind.pk), 0)) for kind in kinds)
    return " ".join(f"{kind}:{n}" for kind, n in pairs if n)


def _last(request: HttpRequest, study: Study) -> Any:
    try:
        return contact_in(study.pk, UUID(request.GET.get("counted", "")))
    except ValueError:
        return None


@require_POST
def undo(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    try:
        contact = UUID(request.POST.get("contact", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    by = actor(signed_in(request))
    if undo_contact(study=found, contact=contact, by=by, at=timezone.now()):
        messages.success(request, "Taken out of the count again.")
    place = request.POST.get("place", "")
    query = f"?place={place}" if place.isdecimal() else ""
    return redirect(reverse("listen:outreach", args=[found.pk]) + query)


@csrf_exempt  # the page may lie on a phone for days, its token would be stale; `from_ourselves`
@require_POST
def taps(request: HttpRequest, study: UUID) -> HttpResponse:
    """Taps that a phone kept. Answers which of them are counted now, and why others never will."""
    if not from_ourselves(request):
        return JsonResponse({"why": "This was not sent from the tally."}, status=403)
    found = study_for(request, study)
    try:
        sent = read_taps(
            json.loads(request.body),
            today=timezone.localdate(),
            places=known_places(found.pk),
            kinds=known_kinds(found.pk),
        )
    except (BadTaps, ValueError) as reason:
        why = str(reason) if isinstance(reason, BadTaps) else "This is no JSON."
        return JsonResponse({"why": why}, status=400)
    by = actor(signed_in(request))
    kept = count_taps(study=found, taps=sent.taps, by=by, at=timezone.now())
    counted = counted_on(found.pk, timezone.localdate())
    return JsonResponse(
        {
            "kept": sorted(map(str, kept)),
            "refused": [{"id": tap, "why": why} for tap, why in sent.refused],
            "today": {
                str(place.pk): _numbers(counted, place.pk, kinds_of(found.pk))
                for place in places_of(found.pk)
            },
        }
    )


@require_safe
def worker(request: HttpRequest, study: UUID) -> HttpResponse:
    """The script that answers for this page without signal. Served from here and not with the
    other static files, because a browser lets it answer only for addresses below its own."""
    study_for(request, study)
    text = WORKER.read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study, May.RUN_STUDIES)
    places, kinds = places_of(found.pk), kinds_of(found.pk)
    form = ListsForm(
        request.POST if request.method == "POST" else None,
        initial={
            "places": "\n".join(map(str, places)),
            "kinds": "\n".join(map(str, kinds or FIRST_KINDS)),
        },
    )
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, actor(signed_in(request))
        keep_lists(
            study=found, places=said["places"], kinds=said["kinds"], by=by, at=timezone.now()
        )
        messages.success(request, "The lists are kept.")
        return redirect("listen:outreach", found.pk)
    context = {**frame(found, "listen:field"), "form": form, "no_place": NO_PLACE}
    return render(
        request, "listen/outreach/lists.html", context, status=422 if form.errors else 200
    )
