"""The desk where people put pages into another language, and confirm what others wrote."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, may_do, signed_in
from pennydrop.core.ui.languages import WELSH
from pennydrop.rooms.inform.actions.translations import (
    confirm_translation,
    take_translation_back,
    write_translation,
)
from pennydrop.rooms.inform.forms.translations import ConfirmForm, WordsForm
from pennydrop.rooms.inform.models import Translation
from pennydrop.rooms.inform.queries.translation_files import written_file
from pennydrop.rooms.inform.queries.translations import (
    Row,
    history_of,
    rows_of,
    sources,
    wordings_of,
)
from pennydrop.rooms.inform.rules.translations import BadTranslation, Stage

_AT_ONCE = 50
# Both forms of a page ask for a name.
_READ_ID = "read_%s"


@require_safe
def translations(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Every text with how far it is, or those of one stage."""
    enter(request, organisation, May.READ_ADVICE)
    rows = rows_of(WELSH, sources(today=timezone.localdate(), organisation=organisation))
    wanted = request.GET.get("stage", "")
    stage = Stage[wanted] if wanted in Stage.__members__ else None
    chosen = [row for row in rows if stage in (None, row.stage)]
    page = Paginator(chosen, _AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation, "language": WELSH, "page": page, "stage": stage,
        "stages": [(one, sum(row.stage is one for row in rows)) for one in Stage],
    }  # fmt: skip
    return render(request, "inform/translations.html", context)


def translation(request: HttpRequest, organisation: UUID, mark: str) -> HttpResponse:
    """One text: its English, what is shown, what waits, and a form for new words."""
    enter(request, organisation, May.READ_ADVICE)
    row = _row(organisation, mark)
    newest = row.waiting or row.shown or row.before
    form = WordsForm(row.source, WELSH, request.POST or None, before=newest.forms if newest else ())
    if request.method == "POST":
        enter(request, organisation, May.WRITE_ADVICE)
        if _kept(request, row, form):
            return redirect("inform:translation", organisation, mark)
    return _page(request, organisation, row, form, ConfirmForm(auto_id=_READ_ID))


@require_POST
def confirm(request: HttpRequest, organisation: UUID, mark: str) -> HttpResponse:
    """A second person answers for what waits."""
    enter(request, organisation, May.WRITE_ADVICE)
    row = _row(organisation, mark)
    if row.waiting is None or str(row.waiting.pk) != request.POST.get("words"):
        messages.error(request, "It was written anew meanwhile. Read it again.")
        return redirect("inform:translation", organisation, mark)
    form = ConfirmForm(request.POST, auto_id=_READ_ID)
    if form.is_valid() and _confirmed(request, row.waiting, form):
        return redirect("inform:translations", organisation)
    words = WordsForm(row.source, WELSH, before=row.waiting.forms)
    return _page(request, organisation, row, words, form)


@require_POST
def take_back(request: HttpRequest, organisation: UUID, mark: str) -> HttpResponse:
    """Somebody found fault: the page says it in English again at once."""
    enter(request, organisation, May.WRITE_ADVICE)
    row = _row(organisation, mark)
    newest = row.waiting or row.shown
    if newest is not None:
        by = actor(signed_in(request))
        take_translation_back(translation=newest, by=by, at=timezone.now())
        messages.success(request, "Taken back. The page says it in English.")
    return redirect("inform:translation", organisation, mark)


@require_safe
def file(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """All texts as a .po file, for the tools that translators use."""
    enter(request, organisation, May.READ_ADVICE)
    here = sources(today=timezone.localdate(), organisation=organisation)
    answer = HttpResponse(
        written_file(here, wordings_of(WELSH), WELSH), content_type="text/x-gettext-translation"
    )
    answer["Content-Disposition"] = f'attachment; filename="{WELSH.code}.po"'
    return answer


def _row(organisation: UUID, mark: str) -> Row:
    here = sources(today=timezone.localdate(), organisation=organisation)
    row = next((row for row in rows_of(WELSH, here) if row.source.mark == mark), None)
    if row is None:
        raise Http404
    return row


def _kept(request: HttpRequest, row: Row, form: WordsForm) -> bool:
    if not form.is_valid():
        return False
    try:
        write_translation(
            source=row.source, language=WELSH, forms=form.words,
            translator=form.cleaned_data["name"], by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except BadTranslation as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, "Kept. Somebody else who reads it has to confirm it.")
    return True


def _confirmed(request: HttpRequest, waiting: Translation, form: ConfirmForm) -> bool:
    try:
        confirm_translation(
            translation=waiting, reader=form.cleaned_data["name"],
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except BadTranslation as why:
        form.add_error(None, str(why))
        return False
    messages.success(request, "Confirmed. Everybody reads it now.")
    return True


def _page(
    request: HttpRequest, organisation: UUID, row: Row, form: WordsForm, read: forms.Form
) -> HttpResponse:
    by = actor(signed_in(request))
    context = {
        "organisation": organisation, "language": WELSH, "row": row, "form": form, "read": read,
        "history": history_of(row.source, WELSH),
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
        "own": row.waiting is not None and row.waiting.made_by == by,
    }  # fmt: skip
    status = 422 if form.errors or read.errors else 200
    return render(request, "inform/translation.html", context, status=status)
