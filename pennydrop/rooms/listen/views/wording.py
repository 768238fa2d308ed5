"""What people read around the questions, in the other languages of the form."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.wording import keep_wording
from pennydrop.rooms.listen.forms.wording import WordingForm, WordingTableForm
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.wording import english_of, other_languages, texts_of
from pennydrop.rooms.listen.rules.languages import language_of
from pennydrop.rooms.listen.rules.wording import BadTable, as_table, read_table
from pennydrop.rooms.listen.views import frame, signed_in, study_for
from pennydrop.rooms.listen.views.invite import as_file


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every text beside its English; what is left empty is read in English."""
    found = study_for(request, study, May.RUN_STUDIES)
    language = _language(request, found)
    texts, posted = texts_of(found, language), request.POST if request.method == "POST" else None
    form = WordingForm(texts, language_of(language), posted)
    if posted is None or not form.is_valid():
        return _page(request, found, language, form, WordingTableForm())
    return _kept(request, found, language, form.cleaned_data)


@require_POST
def wording_table(request: HttpRequest, study: UUID) -> HttpResponse:
    """The same from a table that somebody filled in elsewhere."""
    found = study_for(request, study, May.RUN_STUDIES)
    language = _language(request, found)
    table = WordingTableForm(request.POST, request.FILES)
    if table.is_valid():
        try:
            said = read_table(table.cleaned_data["table"], english_of(found))
            return _kept(request, found, language, said)
        except BadTable as reason:
            table.add_error("table", str(reason))
    form = WordingForm(texts_of(found, language), language_of(language))
    return _page(request, found, language, form, table)


@require_safe
def wording_csv(request: HttpRequest, study: UUID) -> HttpResponse:
    """The texts to take along, with what is written so far."""
    found = study_for(request, study, May.RUN_STUDIES)
    texts = texts_of(found, _language(request, found))
    return as_file(f"\ufeff{as_table(texts)}", "text/csv; charset=utf-8", "texts.csv")


def _language(request: HttpRequest, study: Study) -> str:
    """The language that is asked for, if the study's form has it."""
    wanted = request.GET.get("language", "")
    if wanted not in other_languages(study.pk):
        raise Http404
    return wanted


def _kept(request: HttpRequest, study: Study, language: str, said: dict[str, str]) -> HttpResponse:
    by = actor(signed_in(request))
    count = keep_wording(study=study, language=language, said=said, by=by, at=timezone.now())
    texts = english_of(study).values()
    whole = sum(1 for text in texts if text.strip())
    shown = language_of(language).shown
    messages.success(request, f"Kept. {count} of {whole} texts are there in {shown}.")
    return redirect(_address("wording", study, language))


def _address(name: str, study: Study, language: str) -> str:
    return f"{reverse(f'listen:{name}', args=[study.pk])}?{urlencode({'language': language})}"


def _page(
    request: HttpRequest, study: Study, language: str, form: WordingForm, table: WordingTableForm
) -> HttpResponse:
    context = {
        **frame(study, "listen:asks"), "form": form, "table": table,
        "language": language_of(language), "table_url": _address("wording_table", study, language),
        "csv_url": _address("wording_csv", study, language),
    }  # fmt: skip
    status = 422 if form.errors or table.errors else 200
    return render(request, "listen/staff/wording.html", context, status=status)
