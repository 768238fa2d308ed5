"""Recommendations for those who write findings: the list, one with its history, and new ones."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pennydrop.core.documents.sheets import BadSheet, read_sheets
from pennydrop.core.numbers.plural import plural
from pennydrop.core.people.queries import actor, name_of, organisations_where, places_of
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do, signed_in
from pennydrop.rooms.listen.public import studies_in
from pennydrop.rooms.publish.actions.recommendations import (
    CannotNote,
    FromFindings,
    note_past,
    note_recommendation,
)
from pennydrop.rooms.publish.forms.past import PastFileForm, PastForm
from pennydrop.rooms.publish.forms.promises import FromFindingsForm
from pennydrop.rooms.publish.models import Recommendation
from pennydrop.rooms.publish.queries.editions import EditionCard, edition_cards
from pennydrop.rooms.publish.queries.parts import Part, parts_of
from pennydrop.rooms.publish.queries.promises import entries, entry_of
from pennydrop.rooms.publish.queries.put import not_followed_yet, recommendations_in
from pennydrop.rooms.publish.queries.standing import counted
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS
from pennydrop.rooms.publish.rules.past import COLUMNS, Fault, Past, read_past
from pennydrop.rooms.publish.views.promises import public_day


def recommendations(request: HttpRequest) -> HttpResponse:
    """Every recommendation of the organisations that somebody works in, as it stands today."""
    here = _organisations(request)
    found = entries(on=timezone.localdate(), organisations=here)
    context = {
        "entries": found,
        "counts": counted(found),
        "waiting": not_followed_yet(_released(request)),
        "may_ask": bool(organisations_where(signed_in(request), May.PUBLISH)),
        "early_days": EARLY_DAYS,
    }
    return render(request, "publish/recommendations.html", context)


def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation: whom it was put to, and everything that came of it."""
    row = recommendation_for(request, key)
    entry = entry_of(row.pk, on=timezone.localdate())
    context = {
        "entry": entry,
        "is_public": entry == entry_of(row.pk, on=public_day()),
        "made_by": name_of(row.made_by),
        "made_at": row.made_at,
        "may_ask": may_do(request, row.organisation, May.PUBLISH),
        "early_days": EARLY_DAYS,
        "public_on": timezone.localdate() + dt.timedelta(days=EARLY_DAYS),
    }
    return render(request, "publish/recommendation.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """Note what a released edition asks for."""
    parts = {part.name: part for card in _released(request) for part in _open_parts(card)}
    form = FromFindingsForm(
        [(name, part.label) for name, part in parts.items()], request.POST or None
    )
    if request.method == "POST" and form.is_valid():
        part = parts[form.cleaned_data["rests_on"]]
        try:
            row = note_recommendation(
                organisation=_organisation_of(request, part.edition),
                new=FromFindings(part, form.cleaned_data["text"]),
                by=actor(signed_in(request)),
                at=timezone.now(),
            )
            return redirect("publish:recommendation", row.pk)
        except CannotNote as why:
            form.add_error("text", str(why))
    status = 422 if form.errors else 200
    context = {"form": form, "released": bool(parts)}
    return render(request, "publish/recommendation_add.html", context, status=status)


def past(request: HttpRequest) -> HttpResponse:
    """Note one that somebody else published, with its source."""
    form = PastForm(_named(request), request.POST or None)
    if request.method == "POST" and form.is_valid() and _keep(request, form, form.past):
        return redirect("publish:recommendations")
    return _past_page(request, form, PastFileForm(_named(request)), [])


def past_file(request: HttpRequest) -> HttpResponse:
    """Note many at once, from a table. All of it, or nothing."""
    form = PastFileForm(_named(request), request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        found, faults = _read(form.cleaned_data["file"])
        if not faults and _keep(request, form, found):
            return redirect("publish:recommendations")
    return _past_page(request, PastForm(_named(request)), form, faults)


def recommendation_for(
    request: HttpRequest, key: UUID, act: May = May.WRITE_FINDINGS
) -> Recommendation:
    """The recommendation, for somebody who may; else 403 or 404 as the door says."""
    row = Recommendation.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    enter(request, row.organisation, act)
    return row


def _keep(request: HttpRequest, form: Any, rows: list[Past]) -> bool:
    try:
        made = note_past(
            organisation=form.organisation_id, rows=rows, by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
    except CannotNote as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, _taken_in(len(made), len(rows) - len(made)))
    return True


def _taken_in(new: int, known: int) -> str:
    """What came of a table, in a sentence or two."""
    said = [f"{plural(new, 'recommendation is', 'recommendations are')} followed from now on."]
    if known:
        said.append(f"{plural(known, 'was', 'were')} here already and stayed as before.")
    return " ".join(said if new else ["Nothing new.", *said[1:]])


def _read(sent: Any) -> tuple[list[Past], list[Fault]]:
    try:
        sheets = read_sheets(sent.read(), sent.name)
    except BadSheet as bad:
        return [], [Fault(0, "", str(bad))]
    return read_past(next(iter(sheets.values()), []))


def _past_page(
    request: HttpRequest, form: PastForm, file_form: PastFileForm, faults: list[Fault]
) -> HttpResponse:
    context = {
        "form": form,
        "file_form": file_form,
        "faults": faults,
        "errors": faults or file_form.errors,
        "columns": COLUMNS.items(),
    }
    status = 422 if form.errors or file_form.errors or faults else 200
    return render(request, "publish/recommendation_past.html", context, status=status)


def _organisations(request: HttpRequest) -> list[UUID]:
    here = organisations_where(signed_in(request), May.WRITE_FINDINGS)
    if not here:
        raise PermissionDenied("Promises are followed by those who write findings.")
    return here


def _named(request: HttpRequest) -> list[tuple[UUID, str]]:
    here = _organisations(request)
    return [
        (place.organisation, place.name)
        for place in places_of(signed_in(request))
        if place.organisation in here
    ]


def _released(request: HttpRequest) -> list[EditionCard]:
    """The newest edition of each report that this person's organisations released."""
    return [
        card
        for study in studies_in(_organisations(request))
        for card in edition_cards(study=study.id)
    ]


def _open_parts(card: EditionCard) -> list[Part]:
    """Without the recommendations that are followed already."""
    followed = {one.part for one in recommendations_in(card) if one.noted}
    return [part for part in parts_of(card) if part not in followed]


def _organisation_of(request: HttpRequest, card: EditionCard) -> UUID:
    studies = studies_in(_organisations(request))
    return next(study.organisation for study in studies if study.id == card.study)
