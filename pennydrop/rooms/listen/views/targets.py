"""Who we did not hear from: counts against the study's targets, small numbers protected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.ui.charts import Bars, Series
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.targets import (
    NameTaken,
    drop_characteristic,
    keep_about_you,
    keep_characteristic,
)
from pennydrop.rooms.listen.forms.targets import AboutYouForm, CharacteristicForm
from pennydrop.rooms.listen.models import Characteristic, Study
from pennydrop.rooms.listen.models.targets import PLACES
from pennydrop.rooms.listen.queries.outreach import places_of
from pennydrop.rooms.listen.queries.sessions import people_at
from pennydrop.rooms.listen.queries.targets import (
    Counted,
    about_you,
    bands_of,
    characteristic_by_id,
    characteristics_of,
    choosing_questions,
    heard_from,
)
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.listen.views.sessions import session_for

STATUS = {"no target": "", "reached": "ok", "not yet": "late", "cannot be said": "wait"}


@require_safe
def heard(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    counted = heard_from(found.pk, threshold=found.small_number)
    context = {
        **frame(found, "listen:field"),
        "rows": [(one, _chart(one), _table(one)) for one in counted],
        "missing": [
            (one.name, [band.name for band in one.heard if band.standing.value == "not yet"])
            for one in counted
        ],
        "may_run": may_here(request, found, May.RUN_STUDIES),
    }
    return render(request, "listen/heard/heard.html", context)


def _chart(one: Counted) -> Bars:
    shown = tuple(None if b.figure.shown is None else float(b.figure.shown) for b in one.heard)
    series = [Series("Heard", shown, tuple(band.figure.said for band in one.heard))]
    if any(band.target for band in one.heard):
        targets = [band.target for band in one.heard]
        words = tuple(str(target) if target else "no target" for target in targets)
        series.append(Series("Target", tuple(float(target or 0) for target in targets), words))
    return Bars(
        title=one.name,
        description=f"People heard by {one.name.lower()}, beside the study’s targets.",
        category_name=one.name,
        categories=tuple(band.name for band in one.heard),
        series=tuple(series),
    )


def _table(one: Counted) -> list[tuple[str, str, str, str, str]]:
    rows = [
        (
            band.name,
            band.figure.said,
            str(band.target or "–"),
            band.standing.value.capitalize(),
            STATUS[band.standing.value],
        )
        for band in one.heard
    ]
    return [*rows, ("Did not say, or something else", one.not_shared.said, "–", "", "")]


@require_safe
def characteristics(request: HttpRequest, study: UUID) -> HttpResponse:
    """What is counted, and what could be."""
    found = study_for(request, study, May.RUN_STUDIES)
    rows = characteristics_of(found.pk)
    taken = {row.question for row in rows}
    context = {
        **frame(found, "listen:field"),
        "rows": [(row, bands_of(row.pk)) for row in rows],
        "questions": [q for q in choosing_questions(found.pk) if q.name not in taken],
        "places": [] if PLACES in taken else places_of(found.pk),
        "places_mark": PLACES,
    }
    return render(request, "listen/heard/characteristics.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def characteristic(request: HttpRequest, study: UUID, wanted: int = 0) -> HttpResponse:
    """One of them, new (perhaps from a question of the form) or as it stands."""
    found = study_for(request, study, May.RUN_STUDIES)
    was = characteristic_by_id(found.pk, wanted) if wanted else None
    if wanted and was is None:
        raise Http404
    asked = was.question if was else request.GET.get("question", "")
    form = CharacteristicForm(
        request.POST if request.method == "POST" else None, initial=_initial(found, was, asked)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            keep_characteristic(
                study=found,
                name=said["name"],
                question=asked if asked in _may_ask(found, was) else "",
                bands=said["bands"],
                was=was,
                by=actor(signed_in(request)),
                at=timezone.now(),
            )
        except NameTaken as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, f"“{said['name']}” is counted.")
            return redirect("listen:characteristics", found.pk)
    context = {**frame(found, "listen:field"), "form": form, "was": was, "from_form": asked}
    status = 422 if form.errors else 200
    return render(request, "listen/heard/characteristic.html", context, status=status)


def _may_ask(study: Study, was: Characteristic | None) -> set[str]:
    names = {question.name for question in choosing_questions(study.pk)}
    return {PLACES, *names, *({was.question} if was else ())}


def _initial(study: Study, was: Characteristic | None, asked: str) -> dict[str, str]:
    if was is not None:
        return {"name": was.name, "bands": "\n".join(map(str, bands_of(was.pk)))}
    if asked == PLACES:
        return {"name": "Place", "bands": "\n".join(map(str, places_of(study.pk)))}
    found = next((q for q in choosing_questions(study.pk) if q.name == asked), None)
    if found is None:
        return {}
    return {
        "name": str(found.label)[:60],
        "bands": "\n".join(str(choice.label) for choice in found.choices),
    }


@require_POST
def drop(request: HttpRequest, study: UUID, wanted: int) -> HttpResponse:
    found = study_for(request, study, May.RUN_STUDIES)
    row = characteristic_by_id(found.pk, wanted)
    if row is None:
        raise Http404
    drop_characteristic(characteristic=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, f"“{row.name}” is counted no more, and what was shared is gone.")
    return redirect("listen:characteristics", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, study: UUID, session: UUID, participant: UUID) -> HttpResponse:
    """What somebody chose to share about themselves at a session."""
    found, row = session_for(request, study, session)
    person = next((one for one in people_at(row.pk) if one.pk == participant), None)
    if person is None:
        raise Http404
    counted = [one for one in characteristics_of(found.pk) if one.question != PLACES]
    form = AboutYouForm(
        counted, about_you(person.pk), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        by, at = actor(signed_in(request)), timezone.now()
        try:
            keep_about_you(participant=person, shared=form.shared, by=by, at=at)
        except TakenBack as reason:
            messages.info(request, str(reason))
        else:
            messages.success(request, f"What {person.name} shared is kept.")
        return redirect("listen:session", found.pk, row.pk)
    context: dict[str, Any] = {
        **frame(found, "listen:field"),
        "session": row,
        "person": person,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "listen/heard/shared.html", context, status=status)
