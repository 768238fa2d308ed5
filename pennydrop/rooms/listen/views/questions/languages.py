"""The title and the languages, and every text side by side in two of them."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.rooms.listen.forms.questions import WholeForm, WordsForm
from pennydrop.rooms.listen.rules.editing.starting import titled
from pennydrop.rooms.listen.rules.editing.texts import (
    pieces,
    renamed_language,
    translated,
    without_language,
)
from pennydrop.rooms.listen.rules.form import Form
from pennydrop.rooms.listen.rules.languages import language_of
from pennydrop.rooms.listen.views.questions import editing, keep, to_list, told

TEXTS_ON_A_PAGE = 40
MEANWHILE = (
    "Somebody else has changed these questions meanwhile. Nothing of yours was saved: copy it, "
    "open this page anew, and put it in."
)


@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: HttpRequest, study: UUID) -> HttpResponse:
    """The title, what the first language is called, and another language to begin."""
    found, desk = editing(request, study)
    if desk.form is None:
        return to_list(found)
    posted = request.POST if request.method == "POST" else None
    asked = WholeForm(desk.form, posted, initial={"seen": desk.seen})
    if posted is not None and asked.is_valid():
        said = asked.cleaned_data
        form = titled(desk.form, said["title"])
        own = said["own"]
        # A form in one language needs no name for it; beside another one it does.
        if own and (said["new"] or len(form.languages) > 1) and own != form.default_language:
            form = renamed_language(form, form.default_language, own)
        if keep(request, found, form, "Changed the title or languages") and said["new"]:
            query = urlencode({"language": said["new"]})
            address = reverse("listen:questions_words", args=[found.pk])
            return HttpResponseRedirect(f"{address}?{query}")
        return redirect("listen:questions_whole", found.pk)
    rows = [(name, language_of(name).shown, _missing(desk.form, name))
            for name in desk.form.languages]  # fmt: skip
    context = told(found, desk, form=asked, rows=rows, own=desk.form.default_language)
    return render(
        request, "listen/questions/whole.html", context, status=422 if asked.errors else 200
    )


def _missing(form: Form, language: str) -> int:
    return sum(1 for piece in pieces(form) if language not in piece.said.languages)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, study: UUID) -> HttpResponse:
    """Every text in one more language, beside how it reads in the form's own."""
    found, desk = editing(request, study)
    sent = request.POST if request.method == "POST" else request.GET
    language = " ".join(sent.get("language", "").split())[:40]
    if desk.form is None or language == desk.form.default_language or ":" in language:
        raise Http404
    every = list(enumerate(pieces(desk.form)))
    page = Paginator(every, TEXTS_ON_A_PAGE).get_page(sent.get("page"))
    posted = request.POST if request.method == "POST" else None
    asked = WordsForm(list(page), language, posted, initial={"seen": desk.seen})
    if posted is not None and desk.seen == posted.get("seen") and asked.is_valid():
        form = translated(desk.form, asked.words(), language)
        keep(request, found, form, f"Put texts into {language_of(language).shown}")
        onward = str(page.next_page_number() if page.has_next() else page.number)
        query = urlencode({"language": language, "page": onward})
        return HttpResponseRedirect(f"{request.path}?{query}")
    if posted is not None:
        asked.add_error(None, MEANWHILE)
    context = told(
        found, desk, form=asked, page=page, language=language_of(language), name=language,
        own=language_of(desk.form.default_language),
        missing=_missing(desk.form, language), every=len(every),
    )  # fmt: skip
    return render(
        request, "listen/questions/words.html", context, status=422 if asked.errors else 200
    )


@require_POST
def drop(request: HttpRequest, study: UUID) -> HttpResponse:
    """Take out everything that is written in one language."""
    found, desk = editing(request, study)
    name = request.POST.get("language", "")
    if desk.form is None or name not in desk.form.languages or name == desk.form.default_language:
        raise Http404
    keep(request, found, without_language(desk.form, name), f"Took out {name or 'a language'}")
    return redirect("listen:questions_whole", found.pk)
