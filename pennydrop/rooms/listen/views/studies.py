"""The studies of the organisations a person works in."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.documents import prose
from pennydrop.core.people.queries import actor, organisations_where, places_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.studies import count_contacts, create_from_builtin
from pennydrop.rooms.listen.forms.studies import ContactsForm, NewStudyForm
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.file_names import file_names
from pennydrop.rooms.listen.queries.gate import missing_for
from pennydrop.rooms.listen.queries.outreach import has_tally
from pennydrop.rooms.listen.queries.participants import (
    ParticipantRow,
    participant_rows,
    people_in_order,
)
from pennydrop.rooms.listen.queries.questions import desk_of, form_in
from pennydrop.rooms.listen.queries.receipts import unseen_receipts
from pennydrop.rooms.listen.queries.sources import SourceRow, source_rows, sources_in_order
from pennydrop.rooms.listen.queries.studies import (
    counts_of,
    newest_form,
    newest_sheet,
    sheet_is_behind,
    study_rows,
)
from pennydrop.rooms.listen.queries.uploads import batches_of
from pennydrop.rooms.listen.queries.wording import other_languages
from pennydrop.rooms.listen.rules.editing.paging import paging
from pennydrop.rooms.listen.rules.editing.telling import told as in_words
from pennydrop.rooms.listen.rules.languages import language_of
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS
from pennydrop.rooms.listen.rules.sheet import split_facts, split_sheet
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for

PAGE = 50
WHY_CLOSED = (
    "A study begins as a closed draft: nobody can be asked through it yet. Real people can be "
    "asked once everything is entered that stands under “Going live”: who said yes to it, data "
    "protection, safeguarding, how long words are kept, and from what age. You can bring in "
    "interviews that people have agreed to before that."
)


@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    rows = study_rows(organisations_where(user, May.BRING_IN))
    context = {
        "rows": rows,
        "may_run": bool(organisations_where(user, May.RUN_STUDIES)),
        "works_here": bool(organisations_where(user, May.BRING_IN)),
        "several": len({row.study.organisation_id for row in rows}) > 1,
    }
    return render(request, "listen/staff/studies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_study(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    runs = set(organisations_where(user, May.RUN_STUDIES))
    places = [(p.organisation, p.name) for p in places_of(user) if p.organisation in runs]
    if not places:
        raise PermissionDenied("Your role here does not let you run studies.")
    form = NewStudyForm(places, request.POST) if request.method == "POST" else NewStudyForm(places)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = create_from_builtin(
            organisation=form.organisation_id,
            title=said["title"],
            public_title=said["public_title"],
            substance=said["substance"],
            approach=said["approach"],
            asks_whom=said["asks_whom"],
            by=actor(user),
            at=timezone.now(),
        )
        messages.success(request, f"“{made.title}” is made, as a closed draft.")
        return redirect("listen:study", made.pk)
    return render(request, "listen/staff/new_study.html", {"form": form, "why": WHY_CLOSED})


@require_safe
def study(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    return render(
        request,
        "listen/staff/study.html",
        _overview(request, found, ContactsForm(initial={"contacts": found.contacts_made})),
    )


@require_POST
def contacts(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study, May.RUN_STUDIES)
    if has_tally(found.pk):
        messages.info(request, "Contacts are counted in the tally, so no number is typed here.")
        return redirect("listen:study", found.pk)
    form = ContactsForm(request.POST)
    if not form.is_valid():
        context = _overview(request, found, form)
        return render(request, "listen/staff/study.html", context, status=422)
    count_contacts(
        study=found,
        contacts=form.cleaned_data["contacts"],
        by=actor(signed_in(request)),
        at=timezone.now(),
    )
    messages.success(request, "The number of contacts is noted.")
    return redirect("listen:study", found.pk)


def _overview(request: HttpRequest, study: Study, form: ContactsForm) -> dict[str, Any]:
    start = reverse("listen:start", args=[study.slug]) if study.state == "open" else ""
    return {
        **frame(study, "listen:study"),
        "counts": counts_of(study.pk),
        "sources": _sources(request, study),
        "people": _people(request, study),
        "scopes": list(SCOPE_WORDS.values()),
        "start_url": request.build_absolute_uri(start) if start else "",
        "missing": missing_for(study, on=timezone.localdate()),
        "contacts_form": form,
        "tallied": has_tally(study.pk),
        "form": form,
        "may_run": may_here(request, study, May.RUN_STUDIES),
        "may_withdraw": may_here(request, study, May.WITHDRAW),
        "batches": batches_of(study.pk),
        "unseen": unseen_receipts([study.pk]),
    }


def _people(request: HttpRequest, study: Study) -> Page[ParticipantRow]:
    page: Page[Any] = _page(request, "people", people_in_order(study.pk))
    page.object_list = participant_rows(page.object_list)
    return page


def _sources(request: HttpRequest, study: Study) -> Page[SourceRow]:
    """A page of sources, with names of files for those who may see originals."""
    page: Page[Any] = _page(request, "sources", sources_in_order(study.pk))
    rows = source_rows(page.object_list)
    if may_here(request, study, May.SEE_ORIGINALS):
        names = file_names(row.id for row in rows)
        rows = [replace(row, file=names.get(row.id, "")) for row in rows]
    page.object_list = rows
    return page


def _page(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, PAGE).get_page(request.GET.get(name))


@require_safe
def asks(request: HttpRequest, study: UUID) -> HttpResponse:
    """The information sheet, the limits and the questions, as people who take part meet them."""
    found = study_for(request, study)
    sheet, form = newest_sheet(found.pk), newest_form(found.pk)
    questions = form_in(form) if form else None
    parts = split_sheet(sheet.text) if sheet else None
    facts = split_facts(sheet.facts if sheet else "")
    context = {
        **frame(found, "listen:asks"),
        "sheet": sheet,
        "short": prose.html(parts.short, shift=2) if parts else "",
        "details": prose.html(parts.details, shift=2) if parts else "",
        "limits": prose.html(sheet.limits, shift=2) if sheet else "",
        "told": prose.html(facts.told, shift=2),
        "kept": prose.html(facts.kept, shift=2),
        "sheet_behind": sheet_is_behind(found.pk),
        "may_run": may_here(request, found, May.RUN_STUDIES),
        "asked": form,
        "rows": in_words(questions) if questions else (),
        "paging": paging(questions) if questions else "",
        "languages": [language_of(name).shown for name in questions.languages] if questions else [],
        "changed": desk_of(found.pk).changed,
        "others": [language_of(name) for name in other_languages(found.pk)],
    }
    return render(request, "listen/staff/asks.html", context)
