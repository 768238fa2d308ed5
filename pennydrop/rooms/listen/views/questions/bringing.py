"""Questions that begin from a file, from what ships, from another study, or from nothing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.actions.form_media import keep_media
from pennydrop.rooms.listen.actions.questions import FormFaulty
from pennydrop.rooms.listen.forms.questions import FormFileForm
from pennydrop.rooms.listen.forms.questions.media import Files
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.form_files import NoForm, read_form_file
from pennydrop.rooms.listen.queries.form_media import media_there
from pennydrop.rooms.listen.queries.questions import Desk, form_to_start, starts
from pennydrop.rooms.listen.rules.editing.choices import taken_in
from pennydrop.rooms.listen.rules.editing.starting import empty_form
from pennydrop.rooms.listen.rules.form import Form, FormProblems, Problem
from pennydrop.rooms.listen.rules.form.media import files_named
from pennydrop.rooms.listen.views import signed_in
from pennydrop.rooms.listen.views.questions import editing, fault_words, keep, to_list, told

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, study: UUID) -> HttpResponse:
    """A form as a file. With any fault in it nothing of it is kept."""
    found, desk = editing(request, study)
    if request.method != "POST":
        return _page(request, found, desk, FormFileForm(initial={}))
    asked = FormFileForm(request.POST, request.FILES)
    if not asked.is_valid():
        return _page(request, found, desk, asked)
    file = asked.cleaned_data["file"]
    media = asked.cleaned_data["beside"]
    lists = {one.name: one.read() for one in asked.cleaned_data["lists"]}
    try:
        there = {*media, *media_there(found.pk)}
        form = taken_in(read_form_file(file.read(), file.name, lists, there))
        if keep(request, found, form, _said_of(file.name, form)):
            _keep_media(request, found, form, media)
    except FormProblems as refused:
        asked.add_error("file", _counted(len(refused.problems)))
        return _page(request, found, desk, asked, refused.problems)
    except NoForm as reason:
        asked.add_error("file", f"{reason} Nothing was kept.")
        return _page(request, found, desk, asked)
    except FormFaulty as faulty:
        asked.add_error("file", " ".join(fault_words(form, faulty.faults[:5])))
        return _page(request, found, desk, asked)
    return to_list(found)


def _keep_media(request: HttpRequest, study: Study, form: Form, media: Files) -> None:
    """Only what the form shows is kept; of the rest it is said that it was not."""
    named = files_named(form)
    shown = {name: file for name, file in media.items() if name in named}
    keep_media(study=study, files=shown, by=actor(signed_in(request)), at=timezone.now())
    over = sorted(set(media) - named)
    if over:
        said = ", ".join(over[:5]) + (" and others" if len(over) > 5 else "")
        messages.info(request, f"The form does not name these files, so they were not kept: {said}")


def _said_of(name: str, form: Form) -> str:
    count = len(form.questions())
    return f"Read {name[:120]}: {count} question{'s' if count != 1 else ''}"


def _counted(count: int) -> str:
    one = count == 1
    return (
        f"There {'is' if one else 'are'} {count} thing{'' if one else 's'} to put right. Nothing "
        "was kept. Put right what the table names, and choose the file again"
    )


def _page(
    request: HttpRequest, study: Study, desk: Desk, form: FormFileForm,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = told(
        study, desk, form=form, problems=problems[:MOST_SHOWN],
        more=max(0, len(problems) - MOST_SHOWN), starts=starts(_organisations(request), study.pk),
    )  # fmt: skip
    return render(
        request, "listen/questions/bring.html", context, status=422 if form.errors else 200
    )


def _organisations(request: HttpRequest) -> list[UUID]:
    return list(organisations_where(signed_in(request), May.BRING_IN))


@require_POST
def start(request: HttpRequest, study: UUID) -> HttpResponse:
    """Begin from what ships, from another study that one may see, or from nothing."""
    found, _ = editing(request, study)
    key = request.POST.get("start", "")
    if key == "empty":
        keep(request, found, empty_form(found.public_title), "Began with no question")
        return to_list(found)
    known = {one.key: one for one in starts(_organisations(request), found.pk)}
    form = form_to_start(key) if key in known else None
    if form is None:
        messages.error(request, "Those questions are not there any more. Choose others.")
        return redirect("listen:questions_bring", found.pk)
    title = known[key].title
    keep(request, found, form, f"Began {title[:1].lower()}{title[1:]}" if key.startswith("study")
         else f"Began with “{title}”")  # fmt: skip
    return to_list(found)
