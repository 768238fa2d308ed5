"""The questions as they are, with the changes that nobody is asked yet."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.documents import prose
from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.questions import (
    FormChanged,
    FormFaulty,
    FormNeedsReason,
    NothingToUndo,
    keep_version,
    throw_steps_away,
    undo_step,
)
from pennydrop.rooms.listen.forms.questions import KeepForm
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.questions import Desk, desk_of, form_in
from pennydrop.rooms.listen.rules.editing.comparing import changes
from pennydrop.rooms.listen.rules.editing.faults import Unfinished, check_finished
from pennydrop.rooms.listen.rules.editing.paging import paging
from pennydrop.rooms.listen.rules.editing.places import CannotMove, NoSuchPlace, item_at, moved
from pennydrop.rooms.listen.rules.editing.places import without as taken_out
from pennydrop.rooms.listen.rules.editing.revealing import who_is_asked_for
from pennydrop.rooms.listen.rules.editing.telling import Told
from pennydrop.rooms.listen.rules.editing.telling import told as in_words
from pennydrop.rooms.listen.rules.editing.using import InUse, check_unused
from pennydrop.rooms.listen.rules.form import Form
from pennydrop.rooms.listen.views import may_here, signed_in, study_for
from pennydrop.rooms.listen.views.questions import (
    ROWS_ON_A_PAGE,
    editing,
    gone,
    keep,
    named,
    say_faults,
    to_list,
    told,
)


@require_safe
def questions(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every question with its kind and its logic in words, and ways to change them."""
    found = study_for(request, study)
    desk = desk_of(found.pk)
    rows = [_as_text(row) for row in in_words(desk.form)] if desk.form else []
    context = told(
        found, desk,
        rows=Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        may_run=may_here(request, found, May.RUN_STUDIES),
        paging=paging(desk.form) if desk.form else "",
        asked=sum(1 for row in rows if row.number),
        revealing=who_is_asked_for(desk.form) if desk.form else (),
        conditional=bool(desk.form and any(p.item.relevant for p in desk.form.placed())),
        steps=[(step, name_of(step.by)) for step in desk.steps],
        remarks=desk.form.remarks if desk.form else (),
        unfinished=_unfinished(desk.form),
    )  # fmt: skip
    return render(request, "listen/questions/questions.html", context)


def _as_text(row: Told) -> Told:
    """What people read, without the marks of its Markdown."""
    return replace(
        row, words=prose.plain(row.words), hint=prose.plain(row.hint),
        choices=tuple(map(prose.plain, row.choices)),
    )  # fmt: skip


def _unfinished(form: Form | None) -> str:
    if form is None:
        return ""
    try:
        check_finished(form)
    except Unfinished as reason:
        return str(reason)
    return ""


@require_POST
def change(request: HttpRequest, study: UUID) -> HttpResponse:
    """Move a question up or down, or take it out."""
    found, desk = editing(request, study)
    do, _, place = request.POST.get("do", "").partition(" ")
    if desk.form is None or do not in {"up", "down", "out"}:
        return redirect("listen:questions", found.pk)
    try:
        form, what, after = _changed(desk.form, do, place)
        keep(request, found, form, what)
    except NoSuchPlace:
        return gone(request, found)
    except (CannotMove, InUse) as reason:
        messages.error(request, str(reason))
        return to_list(found, desk.form, place)
    except FormFaulty as faulty:
        say_faults(request, form, faulty)
        return to_list(found, desk.form, place)
    return to_list(found, form, after)


def _changed(form: Form, do: str, place: str) -> tuple[Form, str, str]:
    """The form after it, what was done in words, and the place to look at then."""
    item = item_at(form, place)
    if do == "out":
        check_unused(form, place)
        return taken_out(form, place), f"Took out “{named(item)}”", ""
    down = do == "down"
    words = f"Moved “{named(item)}” {'down' if down else 'up'}"
    return moved(form, place, 1 if down else -1), words, place


@require_POST
def undo(request: HttpRequest, study: UUID) -> HttpResponse:
    found, _ = editing(request, study)
    try:
        what = undo_step(
            study=found, seen=request.POST.get("seen", ""), by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, f"Undone: {what[:1].lower()}{what[1:]}.")
    except (FormChanged, NothingToUndo) as reason:
        messages.error(request, str(reason))
    return to_list(found)


@require_POST
def away(request: HttpRequest, study: UUID) -> HttpResponse:
    found, _ = editing(request, study)
    try:
        throw_steps_away(
            study=found, seen=request.POST.get("seen", ""), by=actor(signed_in(request)),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, "The changes are thrown away.")
    except FormChanged as reason:
        messages.error(request, str(reason))
    return to_list(found)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_it(request: HttpRequest, study: UUID) -> HttpResponse:
    """What changes, once more, and then it is the next version."""
    found, desk = editing(request, study)
    later = found.opened_on is not None
    if desk.form is None or not desk.changed:
        messages.info(request, "Nothing is changed, so there is nothing to keep.")
        return to_list(found)
    posted = request.POST if request.method == "POST" else None
    form = KeepForm(posted, with_reason=later, initial={"seen": desk.seen})
    if posted is not None and form.is_valid():
        kept = _kept(request, found, form)
        if kept is not None:
            return kept
    return render(
        request, "listen/questions/keep.html",
        told(found, desk, form=form, compared=_since(desk), unfinished=_unfinished(desk.form)),
        status=422 if form.errors else 200,
    )  # fmt: skip


def _kept(request: HttpRequest, study: Study, form: KeepForm) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        made = keep_version(
            study=study, seen=said["seen"], reason=said.get("reason", ""),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except (FormChanged, NothingToUndo, Unfinished, FormNeedsReason) as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(
        request, f"Kept as version {made.version}. Whoever begins now is asked these questions."
    )
    return redirect("listen:asks", study.pk)


def _since(desk: Desk) -> object:
    old = form_in(desk.newest) if desk.newest else None
    return changes(old, desk.form) if old and desk.form else ()
