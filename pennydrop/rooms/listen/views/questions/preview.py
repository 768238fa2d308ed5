"""Every page of a form as people who take part see it, with nothing kept and nothing hidden."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pennydrop.rooms.listen.forms.answer_files import InMemory
from pennydrop.rooms.listen.models import FormVersion, Study
from pennydrop.rooms.listen.queries.questions import desk_of, form_in, version_of
from pennydrop.rooms.listen.queries.walks import walk_for
from pennydrop.rooms.listen.rules.editing.places import item_at
from pennydrop.rooms.listen.rules.editing.preview import first_rounds, laid_open, place_of
from pennydrop.rooms.listen.rules.editing.reading_logic import Telling, asked_as
from pennydrop.rooms.listen.rules.form import Form, form_to_json
from pennydrop.rooms.listen.rules.walking import Stop, Walk
from pennydrop.rooms.listen.views import study_for
from pennydrop.rooms.listen.views.media import HEARD, files_for_staff, medium_response
from pennydrop.rooms.listen.views.participant.reading import (
    language_at,
    languages_of,
    question_page,
    shown_language,
)
from pennydrop.rooms.listen.views.participant.saying import saying


@dataclass(frozen=True)
class Look:
    """Somebody looking at a form. `which` is the number of a version, or “now”."""

    request: HttpRequest
    study: Study
    which: str
    form: Form

    @cached_property
    def version(self) -> FormVersion:
        """Laid open, as a version that is nowhere kept."""
        return FormVersion(study=self.study, definition=form_to_json(laid_open(self.form)))

    @property
    def wishes(self) -> dict[str, str]:
        """What stays from page to page: the language, and larger text."""
        return {key: self.request.GET[key] for key in ("l", "t") if self.request.GET.get(key)}

    @property
    def language(self) -> str:
        return language_at(self.version, self.wishes.get("l", ""))

    @cached_property
    def walk(self) -> Walk:
        return walk_for(
            self.version, first_rounds(self.form), seed=self.study.pk, on=timezone.localdate(),
            language=self.language,
        )  # fmt: skip

    def address(self, stop: Stop, **wishes: str) -> str:
        base = reverse("listen:preview_page", args=[self.study.pk, self.which, stop.address])
        query = urlencode({**self.wishes, **wishes})
        return f"{base}?{query}" if query else base


def _look(request: HttpRequest, study: UUID, which: str) -> Look:
    found = study_for(request, study)
    if which == "now":
        form = desk_of(found.pk).form
    else:
        version = version_of(found.pk, int(which)) if which.isdigit() and len(which) < 7 else None
        form = form_in(version) if version else None
    if form is None:
        raise Http404
    return Look(request, found, which, form)


@require_safe
def preview(request: HttpRequest, study: UUID, which: str) -> HttpResponse:
    """The first page, or that of the question `at`."""
    look = _look(request, study, which)
    wanted = request.GET.get("at", "")
    stops = look.walk.stops
    inside = [s for s in stops if f"{place_of(s.path)}/".startswith(f"{wanted}/")] if wanted else []
    first = next(iter(inside or stops), None)
    if first is None:
        return redirect("listen:questions", look.study.pk)
    return HttpResponseRedirect(look.address(first))


@require_safe
def question_picture(request: HttpRequest, study: UUID, file: UUID) -> HttpResponse:
    return medium_response(request, study_for(request, study), file)


@HEARD  # type: ignore[arg-type]  # it knows views without arguments only
@csrf_exempt  # nothing is changed by it: a button only leads to another page
@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request: HttpRequest, study: UUID, which: str, address: str) -> HttpResponse:
    request.upload_handlers = [InMemory(request)]  # a file that is tried here is let go again
    look = _look(request, study, which)
    stop = look.walk.stop_at(address)
    if stop is None:
        return redirect("listen:preview", look.study.pk, look.which)
    if request.method == "POST":
        return HttpResponseRedirect(_next(look, stop, request.POST.get("go", "")))
    return render(request, "listen/questions/preview.html", _context(look, stop))


def _next(look: Look, stop: Stop, go: str) -> str:
    """Where a button of the page leads; back to the list of questions at the end."""
    kind, _, value = go.partition("-")
    wish = {"lang": "l", "text": "t"}.get(kind)
    if wish:
        return look.address(stop, **{wish: value if value.isdigit() else ""})
    if kind in {"rest", "add"}:
        return look.address(stop)
    if kind == "back":
        return look.address(look.walk.before(stop.address) or stop)
    walk = look.walk
    after = walk.after_part(stop.address) if kind == "pass" else walk.next_after(stop.address)
    return look.address(after) if after else _list(look)


def _list(look: Look) -> str:
    return reverse("listen:questions", args=[look.study.pk])


def _context(look: Look, stop: Stop) -> dict[str, Any]:
    walk, page = look.walk, look.walk.page(stop)
    before, place = walk.before(stop.address), place_of(stop.path)
    after = walk.next_after(stop.address)
    context = question_page(
        walk, stop, of=len(walk.stops),
        language=shown_language(look.language, look.version), files=files_for_staff(look.study),
    )  # fmt: skip
    item = item_at(look.form, place)
    return context | {
        "say": saying(look.study, look.version, look.language),
        "study": look.study, "which": look.which, "place": True, "form_action": True,
        "title": look.study.public_title, "rounds": [],
        "action": look.address(stop), "page_url": look.address(stop),
        "back_url": look.address(before) if before else "", "leave_url": _list(look),
        "after_url": look.address(after) if after else "", "list_url": _list(look),
        "languages": languages_of(look.version, look.language),
        "large": look.wishes.get("t") == "1", "item_place": place, "about": asked_as(page.label),
        "only_if": Telling(look.form).told(item.relevant) if item.relevant else "",
    }  # fmt: skip
