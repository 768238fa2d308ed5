"""Before a study may open: what is entered, what is missing, and opening and closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.gate import NeedsReason, enter_item
from pennydrop.rooms.listen.actions.studies import (
    NotOpen,
    SheetBehind,
    SheetUnfilled,
    close_study,
    open_study,
)
from pennydrop.rooms.listen.forms.gate import FORMS, ItemForm, entered_in
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.gate import entries_of, missing_for, settings_of
from pennydrop.rooms.listen.queries.studies import holes_in_sheet, sheet_is_behind
from pennydrop.rooms.listen.rules.gate import (
    ITEMS,
    BrokenPromise,
    Item,
    NotReady,
    Settings,
    long_day,
)
from pennydrop.rooms.listen.views import frame, may_here, signed_in, study_for

Rows = list[tuple[str, str]]


@require_safe
def gate(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every item: what it is, why, whom to ask, what is entered, and all that is missing."""
    found = study_for(request, study)
    return render(request, "listen/staff/gate.html", _gate(request, found))


def _gate(request: HttpRequest, study: Study) -> dict[str, Any]:
    settings = settings_of(study)
    gaps = missing_for(study, on=timezone.localdate())
    holes = holes_in_sheet(study.pk)
    items = [
        {
            "item": item.value,
            "asked": asked,
            "rows": _rows(item, settings),
            "missing": [gap.what for gap in gaps if gap.item is item] or _unsaid(item, holes),
        }
        for item, asked in ITEMS.items()
    ]
    return {
        **frame(study, "listen:gate"),
        "items": items,
        "missing": gaps,
        "holes": holes,
        "sheet_behind": sheet_is_behind(study.pk),
        "may_run": may_here(request, study, May.RUN_STUDIES),
    }


def _unsaid(item: Item, holes: tuple[str, ...]) -> list[str]:
    """Whom to ask is missing only where the sheet does not say it in its own words."""
    unsaid = item is Item.CONTACT and any("whom people can ask" in hole for hole in holes)
    return ["whom people can ask, and how"] if unsaid else []


def _rows(item: Item, s: Settings) -> Rows:
    """What is entered, as it reads; what is empty is left out."""
    rows: Rows = []
    form = FORMS[item]()
    for name in ITEMS[item].fields:
        value = getattr(s, name)
        field = form.fields[name]
        choices = dict(getattr(field, "choices", ()))
        if value not in ("", None):
            shown = long_day(value) if hasattr(value, "year") else str(choices.get(value, value))
            rows.append((str(field.label), shown))
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def gate_item(request: HttpRequest, study: UUID, item: str) -> HttpResponse:
    found = study_for(request, study, May.RUN_STUDIES)
    wanted = _item(item)
    later = found.opened_on is not None
    kept = settings_of(found)
    form = FORMS[wanted](
        request.POST if request.method == "POST" else None,
        initial={name: getattr(kept, name) for name in ITEMS[wanted].fields},
        on=timezone.localdate(), with_reason=later,
    )  # fmt: skip
    if not form.is_valid():
        return _form_page(request, found, wanted, form)
    try:
        enter_item(
            study=found, item=wanted, values=entered_in(wanted, form),
            reason=form.cleaned_data.get("reason", ""), by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
    except (NeedsReason, BrokenPromise, NotReady) as reason:
        form.add_error(None, str(reason))
        return _form_page(request, found, wanted, form)
    messages.success(request, "Saved.")
    return redirect("listen:gate", found.pk)


def _form_page(request: HttpRequest, study: Study, item: Item, form: ItemForm) -> HttpResponse:
    entries = [(entry, name_of(entry.by)) for entry in entries_of(study.pk, item)]
    context = {
        **frame(study, "listen:gate"),
        "asked": ITEMS[item],
        "form": form,
        "entries": entries,
    }
    return render(
        request, "listen/staff/gate_item.html", context, status=422 if form.errors else 200
    )


def _item(name: str) -> Item:
    try:
        return Item(name)
    except ValueError as error:
        raise Http404 from error


@require_POST
def open_it(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study, May.RUN_STUDIES)
    try:
        open_study(study=found, by=actor(signed_in(request)), at=timezone.now())
    except (NotReady, SheetBehind, SheetUnfilled) as reason:
        context = {**_gate(request, found), "refused": str(reason)}
        return render(request, "listen/staff/gate.html", context, status=409)
    messages.success(request, f"“{found.title}” is open. People can answer now.")
    return redirect("listen:study", found.pk)


@require_POST
def close_it(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study, May.RUN_STUDIES)
    try:
        close_study(study=found, by=actor(signed_in(request)), at=timezone.now())
    except NotOpen as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, f"“{found.title}” is closed. Private codes still work.")
    return redirect("listen:gate", found.pk)
